import type { TouchingRule } from "../migration-plan";

/** A rule that replicates what is pushed. */
export interface ReplicationRule {
  /** Prefixes of repository names; none: every repository. */
  readonly prefixes: readonly string[];
  /** `eu-west-1`, `222222222222 in eu-west-1` */
  readonly to: readonly string[];
}

/** A rule that fills repositories from another registry. */
export interface CacheRule {
  readonly prefix: string;
  readonly upstream: string;
}

/** A template for repositories that ECR makes by itself. */
export interface CreationTemplate {
  readonly prefix: string;
  /** `REPLICATION`, `PULL_THROUGH_CACHE`, `CREATE_ON_PUSH` */
  readonly appliedFor: readonly string[];
  readonly encryption: string;
}

/** All that a registry does by rules. */
export interface RegistryRules {
  readonly replication: readonly ReplicationRule[];
  readonly caches: readonly CacheRule[];
  readonly templates: readonly CreationTemplate[];
}

/** The prefix that stands for every repository. */
const EVERYTHING = "ROOT";

/**
 * Which rules touch the two repositories, and what that means: only what AWS documents.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html
 */
export function touchingRules(rules: RegistryRules, source: string, destination: string): readonly TouchingRule[] {
  const touch = (matches: (name: string) => boolean): TouchingRule["touches"] | undefined => {
    const [first, second] = [matches(source), matches(destination)];
    return first ? (second ? "both" : "source") : second ? "destination" : undefined;
  };
  const found: TouchingRule[] = [];
  for (const [index, { prefixes, to }] of rules.replication.entries()) {
    const touches = touch((name) => prefixes.length === 0 || prefixes.some((prefix) => name.startsWith(prefix)));
    if (touches === undefined) continue;
    const which = prefixes.length === 0 ? "every repository" : `prefix ${prefixes.join(", ")}`;
    const rule = `rule ${index + 1}: ${which} to ${to.join(", ")}`;
    found.push({ kind: "replication-rule", rule, touches, consequence: REPLICATION[touches](destination) });
  }
  for (const { prefix, upstream } of rules.caches) {
    const touches = touch((name) => under(prefix, name));
    if (touches === undefined) continue;
    const consequence = CACHE[touches](source, destination);
    found.push({ kind: "pull-through-cache-rule", rule: `prefix ${prefix} from ${upstream}`, touches, consequence });
  }
  for (const { prefix, appliedFor, encryption } of rules.templates) {
    const touches = touch((name) => under(prefix, name));
    if (touches === undefined) continue;
    const rule = `prefix ${prefix} for ${appliedFor.join(", ")}, encryption ${encryption}`;
    found.push({ kind: "creation-template", rule, touches, consequence: templateConsequence(appliedFor) });
  }
  return found;
}

const NO_ENCRYPTION =
  "A repository that replication makes does not take over the encryption: it is encrypted as a creation template says, by default with AES256.";

const REPLICATION: Readonly<Record<TouchingRule["touches"], (destination: string) => string>> = {
  source: (destination) =>
    `${destination} does not match: what is pushed after the switch is no longer replicated. Widen the rule before the copy if it should be: ` +
    "replication takes only what is pushed after the rule is there.",
  destination: (destination) =>
    `Everything that the copy pushes is replicated, as ${destination}: transfer and storage there. ${NO_ENCRYPTION}`,
  both: (destination) =>
    `Everything that the copy pushes is replicated once more, as ${destination}: transfer and storage there, beside the copies of the source. ` +
    `${NO_ENCRYPTION} Who pulls the replica needs the new name as well.`,
};

const CACHE: Readonly<Record<TouchingRule["touches"], (source: string, destination: string) => string>> = {
  source: (source, destination) =>
    `Images of ${source} come from the upstream by this rule. ${destination} is outside of it, and is not filled or refreshed.`,
  destination: (_, destination) => `A pull from ${destination} of what is not in it asks the upstream.`,
  both: (source, destination) =>
    `Images of ${source} come from the upstream by this rule, which looks there for the name behind the prefix. For ${destination} that is another name, ` +
    "so it is not filled or refreshed. To encrypt what the cache fetches, give the prefix a creation template with the key instead.",
};

function templateConsequence(appliedFor: readonly string[]): string {
  const push = appliedFor.includes("CREATE_ON_PUSH")
    ? " A push to the source's name after its deletion makes that repository again, by this template: look for pipelines that still use the old name."
    : "";
  return `It applies to repositories that ECR makes by itself. The source exists, and the copy makes the destination before it pushes, so neither is changed by it.${push}`;
}

function under(prefix: string, name: string): boolean {
  return prefix === EVERYTHING || name === prefix || name.startsWith(`${prefix.replace(/\/$/, "")}/`);
}
