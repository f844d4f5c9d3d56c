import { isRegion, partitionOf, readPartition } from "../aws/partition";
import { checkRepositoryPrefix } from "../aws/repository-prefix";
import { compareText } from "../base/canonical";
import { isRecord } from "../base/record";
import { TEMPLATE_PLACE, TEMPLATE_SETTINGS } from "../creation-template/check";
import type { CheckContext } from "../findings/checks";
import { isWrittenMap } from "../findings/checks";
import { shown } from "../findings/findings";
import type { Shape } from "../findings/shape";
import { checkKnownBoolean, checkShape, choiceOf, knownNow, READ_APART } from "../findings/shape";
import type { TopologyGrantee } from "../grantees/grantee-table";
import { GranteeTable } from "../grantees/grantee-table";
import { kindFacts } from "../grantees/kinds";
import { PRINCIPAL_STRATEGIES } from "../grantees/principal-clauses";
import type { GranteeRule } from "../grantees/read-grantees";
import { readGrantees } from "../grantees/read-grantees";
import { checkAgreement } from "../repository/settings";
import { checkCacheRule, LONGEST_CACHE_PREFIX } from "./check-rule";
import type { PullThroughCacheConfig, PullThroughCacheRule } from "./config";

/** A rule that has been checked. */
export interface ResolvedCacheRule {
  readonly prefix: string;
  readonly rule: PullThroughCacheRule;
  /** In canonical order. */
  readonly pull: readonly TopologyGrantee[];
}

const { repositoryPolicy: _, ...CACHED_REPOSITORIES } = TEMPLATE_SETTINGS;

/** What `PullThroughCache` is given. Who may pull from which repositories stands with each rule. */
export const PULL_THROUGH_CACHE = {
  ...TEMPLATE_PLACE,
  rules: { required: true, check: READ_APART },
  repository: { check: checkRepository, otherwise: "immutable tags" },
  principalStrategy: { check: knownNow(choiceOf(PRINCIPAL_STRATEGIES)), default: "arn-condition" },
  manageRegistryPolicy: { check: checkKnownBoolean, default: false },
} as const satisfies Shape<PullThroughCacheConfig>;

/** Checks a pull-through cache; whatever is wrong becomes a finding. @returns The rules, sorted by their prefix. */
export function readPullThroughCache(
  config: PullThroughCacheConfig,
  context: CheckContext,
): readonly ResolvedCacheRule[] {
  const { findings, isUnresolved } = context;
  checkShape(config, PULL_THROUGH_CACHE, "", context);
  checkHasCache(config.region, context);
  if (!isWrittenMap(config.rules, "rules", "map prefixes to rules", context)) return [];
  const entries = Object.entries(config.rules);
  if (entries.length === 0)
    findings.add("INVALID_OPTION", "rules", "there is no rule", {
      hint: 'add one: rules: { "ecr-public": { upstreamRegistryUrl: "public.ecr.aws" } }',
    });
  const grantees = new GranteeTable({ ...readPartition(config, isUnresolved), ...context });
  const rules = entries.map(([prefix, rule]) => readRule(prefix, rule, config, grantees, context));
  grantees.rank();
  return rules
    .map((rule) => ({ ...rule, pull: grantees.canonical(rule.pull) }))
    .sort((a, b) => compareText(a.prefix, b.prefix));
}

function readRule(
  prefix: string,
  rule: unknown,
  config: PullThroughCacheConfig,
  grantees: GranteeTable,
  context: CheckContext,
): ResolvedCacheRule {
  const path = `rules[${shown(prefix)}]`;
  const { findings, isUnresolved } = context;
  if (isUnresolved(prefix)) findings.add("UNRESOLVED_STRUCTURE", path, "the prefix is known only at deployment");
  else checkRepositoryPrefix(prefix, path, LONGEST_CACHE_PREFIX, context);
  if (!isRecord(rule)) {
    // A text here may be a password: only its type is reported.
    const given = typeof rule === "string" ? "a text" : shown(rule);
    findings.add("INVALID_TYPE", path, `must be { upstreamRegistryUrl, … }, got ${given}`, {
      hint: 'write { upstreamRegistryUrl: "public.ecr.aws" }',
    });
    return { prefix, rule: { upstreamRegistryUrl: "" }, pull: [] };
  }
  checkCacheRule(prefix, rule, path, config, context);
  const pull = readGrantees(rule["pull"], `${path}.pull`, grantees, context, noService);
  return { prefix, rule: rule as unknown as PullThroughCacheRule, pull };
}

/** A service that reads images as itself signs in with no identity that could import them. */
const noService: GranteeRule = (grantee) =>
  kindFacts(grantee).places.includes("cache")
    ? undefined
    : {
        code: "GRANTEE_NOT_ALLOWED_HERE",
        message: `${shown(grantee.value)} cannot pull through a cache; AWS documents it only for IAM principals`,
        hint: "give the role of the resource",
      };

/**
 * Checks that AWS has the feature in the Region.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html
 */
function checkHasCache(region: unknown, { findings, isUnresolved }: CheckContext): void {
  if (isUnresolved(region) || typeof region !== "string" || !isRegion(region) || partitionOf(region) === "aws") return;
  findings.add("NO_PULL_THROUGH_CACHE", "region", `ECR in ${region} has no pull-through cache`);
}

function checkRepository(
  value: unknown,
  path: string,
  context: CheckContext,
  { region }: Readonly<Record<string, unknown>>,
): void {
  if (!isRecord(value)) {
    context.findings.add("INVALID_TYPE", path, `must be repository settings, got ${shown(value)}`);
    return;
  }
  checkShape(value, CACHED_REPOSITORIES, path, context);
  checkAgreement(value, path, { region, deletionProtection: undefined }, context);
}
