import { checkRoleArn, parseArn } from "../aws/arn";
import type { CheckContext } from "../findings/checks";
import { checkText, joinPath } from "../findings/checks";
import type { Shape } from "../findings/shape";
import { checkShape, READ_APART } from "../findings/shape";
import type { PullThroughCacheRule } from "./config";
import { shown } from "../findings/findings";
import { checkRepositoryPrefix, ROOT_PREFIX } from "../aws/repository-prefix";
import type { UpstreamRegistry } from "./upstreams";
import { likelyUpstream, upstreamRegistry, UPSTREAM_URLS } from "./upstreams";

/** The longest prefix of a pull-through cache rule. */
export const LONGEST_CACHE_PREFIX = 30;

/** What a rule has. Its checks also need its prefix and the registry. */
export const CACHE_RULE = {
  upstreamRegistryUrl: { required: true, check: READ_APART },
  credentialArn: { check: READ_APART, otherwise: "none" },
  upstreamRepositoryPrefix: { check: READ_APART, otherwise: "everything (`ROOT`)" },
  customRoleArn: { check: READ_APART, otherwise: "such a role is made" },
  pull: { check: READ_APART, otherwise: "nobody but the registry account" },
} as const satisfies Shape<PullThroughCacheRule>;

/** The registry that caches. */
export interface CachingRegistry {
  readonly region: unknown;
  readonly registryAccountId: unknown;
}

/** Adds a finding for everything that is wrong with a rule, except for who may pull through it. */
export function checkCacheRule(
  prefix: string,
  rule: Readonly<Record<string, unknown>>,
  path: string,
  registry: CachingRegistry,
  context: CheckContext,
): void {
  const { findings } = context;
  const at = (property: string): string => joinPath(path, property);
  checkShape(rule, CACHE_RULE, path, context);
  const upstream = checkUpstream(rule["upstreamRegistryUrl"], at("upstreamRegistryUrl"), registry, context);
  if (rule["credentialArn"] !== undefined)
    checkCredentialArn(rule["credentialArn"], at("credentialArn"), registry, context);
  if (rule["customRoleArn"] !== undefined)
    checkRoleArn(rule["customRoleArn"], at("customRoleArn"), registry.registryAccountId, context);
  checkUpstreamPrefix(prefix, rule["upstreamRepositoryPrefix"], at("upstreamRepositoryPrefix"), context);
  if (upstream === undefined) return;
  const { name, authentication } = upstream;
  if (authentication === "secret" && rule["credentialArn"] === undefined)
    findings.add("CREDENTIAL_REQUIRED", at("credentialArn"), `${name} requires credentials`);
  if (authentication === "role" && rule["credentialArn"] !== undefined)
    findings.add(
      "CONFLICTING_OPTIONS",
      at("credentialArn"),
      "ECR reads an upstream that is ECR with a role, not with a secret",
      {
        hint: "leave credentialArn out",
      },
    );
  if (authentication !== "role" && rule["customRoleArn"] !== undefined)
    findings.add(
      "CONFLICTING_OPTIONS",
      at("customRoleArn"),
      `a role is only for upstreams that are ECR; ${name} is not`,
      {
        hint: "leave customRoleArn out",
      },
    );
}

/** What a value of the wrong form looks like: a text that may hold credentials is not repeated. */
function described(url: string): string {
  return url.includes("@") ? "a URL with credentials in it" : shown(url);
}

function checkUpstream(
  url: unknown,
  path: string,
  { region, registryAccountId }: CachingRegistry,
  context: CheckContext,
): UpstreamRegistry | undefined {
  const { findings, isUnresolved } = context;
  if (isUnresolved(url)) {
    const message = "the upstream is known only at deployment, but decides whether it needs a role or credentials";
    findings.add("UNRESOLVED_STRUCTURE", path, message);
    return undefined;
  }
  if (!checkText(url, path, context)) return undefined;
  const upstream = upstreamRegistry(url);
  if (upstream === undefined) {
    const likely = url.includes("@") ? undefined : likelyUpstream(url);
    const hint = likely === undefined ? `use one of ${UPSTREAM_URLS.join(", ")}` : `did you mean ${shown(likely)}?`;
    findings.add("UNSUPPORTED_UPSTREAM", path, `ECR does not cache from ${described(url)}`, { hint });
  } else if (upstream.ecr?.accountId === registryAccountId && upstream.ecr?.region === region) {
    findings.add("UNSUPPORTED_UPSTREAM", path, "the upstream is this registry itself", {
      hint: "give the registry of another account or Region",
    });
  }
  return upstream;
}

/**
 * Checks which part of the upstream is cached.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-private-wildcards.html
 */
function checkUpstreamPrefix(prefix: string, value: unknown, path: string, context: CheckContext): void {
  if (value === undefined) return;
  checkRepositoryPrefix(value, path, LONGEST_CACHE_PREFIX, context);
  if (prefix === ROOT_PREFIX && value !== ROOT_PREFIX)
    context.findings.add("CONFLICTING_OPTIONS", path, "a rule for ROOT uses the names of the upstream as they are", {
      hint: "give the rule a prefix, or leave upstreamRepositoryPrefix out",
    });
}

/** The account and Region that a secret has to be in. */
export interface SecretPlace {
  readonly region: unknown;
  readonly registryAccountId: unknown;
}

const NAME = "ecr-pullthroughcache/";

/**
 * Checks the ARN of the secret with an upstream's credentials: its form, its name, its account and Region. What is not
 * an ARN may be the secret itself, and is never repeated in a message.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-secret.html
 */
function checkCredentialArn(value: unknown, path: string, place: SecretPlace, context: CheckContext): void {
  const { findings, isUnresolved } = context;
  if (isUnresolved(value)) return;
  const secret = typeof value === "string" ? parseSecretArn(value) : undefined;
  if (secret === undefined) {
    findings.add("INVALID_CREDENTIAL_ARN", path, "is not the ARN of a secret (its value is not shown)");
    return;
  }
  const { region, accountId, name } = secret;
  if (!name.startsWith(NAME) || name.length === NAME.length)
    findings.add("INVALID_CREDENTIAL_ARN", path, `the name of the secret is ${shown(name)}; ECR reads only ${NAME}…`);
  if (!isUnresolved(place.region) && region !== place.region)
    findings.add("CREDENTIAL_MISMATCH", path, `the secret is in ${region}, the registry in ${shown(place.region)}`);
  if (!isUnresolved(place.registryAccountId) && accountId !== place.registryAccountId) {
    const message = `the secret belongs to ${accountId}, the registry to ${shown(place.registryAccountId)}`;
    findings.add("CREDENTIAL_MISMATCH", path, message);
  }
}

/** Where a secret is, and its name; `undefined` when the text is not the ARN of one. */
function parseSecretArn(
  text: string,
): { readonly region: string; readonly accountId: string; readonly name: string } | undefined {
  const { partition = "", service, region = "", accountId = "", resource = "" } = parseArn(text) ?? {};
  const name = /^secret:([\w/+=.@-]+)$/.exec(resource)?.[1];
  const isPlace = /^aws(?:-[a-z]+)*$/.test(partition) && /^[a-z0-9-]+$/.test(region) && /^\d{12}$/.test(accountId);
  return service === "secretsmanager" && isPlace && name !== undefined ? { region, accountId, name } : undefined;
}
