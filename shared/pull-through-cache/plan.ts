import { deepFreeze } from "../base/canonical";
import { checkRepositoryPolicy } from "../policies/check-repository-policy";
import type { CheckContext } from "../findings/checks";
import { requireConfig } from "../findings/checks";
import type { IdentityPolicy } from "../policies/document";
import { policyDocument } from "../policies/document";
import type { DocumentSize } from "../policies/document-size";
import { documentSize } from "../policies/document-size";
import { FindingList, shown } from "../findings/findings";
import { partitionOf } from "../aws/partition";
import type { PlannedCacheRule } from "./planned-rule";
import { plannedCacheRule } from "./planned-rule";
import type { PullThroughCacheConfig } from "./config";
import { pullThroughPolicies, pullThroughStatementsOf } from "./documents";
import { readPullThroughCache } from "./read";
import type { RegistryPolicy, RegistryPolicyStatement } from "../policies/registry-policy";
import type { IsUnresolved } from "../base/unresolved";
import { allResolved } from "../base/unresolved";

/** What `PullThroughCache` makes. */
export interface PullThroughCachePlan {
  /** Sorted by their prefix. */
  readonly rules: readonly PlannedCacheRule[];
  /** What the policy of the registry has to allow, so that those in `pull` can bring images in. */
  readonly registryPolicyStatements: readonly RegistryPolicyStatement[];
  /** The policy of the registry; absent unless `manageRegistryPolicy`, and where nobody pulls. */
  readonly registryPolicy?: RegistryPolicy;
  /** Grantee → the IAM policy that it needs in its own account. */
  readonly identityPolicies: Readonly<Record<string, IdentityPolicy>>;
  /** Prefix → what the owner of the upstream has to allow, for each upstream that is ECR in another account. */
  readonly upstreamStatements: Readonly<Record<string, RegistryPolicyStatement>>;
}

/**
 * What `PullThroughCache` makes: for each upstream a rule, and a creation template with a role, so that the
 * repositories that ECR makes for the cache are encrypted with the key. Without the template they are encrypted with
 * AES256, and stay so.
 *
 * @throws PolicyError with every finding, among them UNSUPPORTED_UPSTREAM, CREDENTIAL_REQUIRED, INVALID_CREDENTIAL_ARN
 * and NO_PULL_THROUGH_CACHE
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html
 * @example
 * ```ts
 * planPullThroughCache({ region: "us-east-1", registryAccountId: "123456789012", keyArn,
 *   rules: { "ecr-public": { upstreamRegistryUrl: "public.ecr.aws", pull: ["222222222222"] } } });
 * // { rules: [{ ecrRepositoryPrefix: "ecr-public", upstreamRegistryUrl: "public.ecr.aws",
 * //     template: { prefix: "ecr-public", … } }],
 * //   registryPolicyStatements: [{ "Sid": "AllowPullThroughAccounts", "Effect": "Allow",
 * //     "Principal": { "AWS": ["arn:aws:iam::222222222222:root"] },
 * //     "Action": ["ecr:BatchImportUpstreamImage", "ecr:CreateRepository"],
 * //     "Resource": ["arn:aws:ecr:us-east-1:123456789012:repository/ecr-public/*"] }],
 * //   identityPolicies: { "222222222222": { … } } }
 * ```
 */
export function planPullThroughCache(
  config: PullThroughCacheConfig,
  isUnresolved: IsUnresolved = allResolved,
): PullThroughCachePlan {
  const findings = new FindingList();
  const context = { findings, isUnresolved };
  requireConfig(config, "PullThroughCache");
  const rules = readPullThroughCache(config, context);
  findings.throwIfAny("PullThroughCache");
  const { region, partition = partitionOf(region), registryAccountId, principalStrategy = "arn-condition" } = config;
  const location = { partition, region, registryAccountId };
  const statements = pullThroughStatementsOf(rules, location, principalStrategy);
  const tagged = Object.keys(config.repository?.resourceTags ?? {}).length > 0;
  const planned = rules.map((rule) => plannedCacheRule(rule, config, location));
  const registryPolicy =
    config.manageRegistryPolicy === true && statements.length > 0 ? policyDocument(statements) : undefined;
  checkPolicies(planned, registryPolicy, context);
  // What is too large for the policies of the registry would be as many IAM policies, which nobody would get to see.
  findings.throwIfAny("PullThroughCache");
  const identityPolicies = pullThroughPolicies(rules, location, tagged);
  for (const [grantee, policy] of Object.entries(identityPolicies))
    checkSize(documentSize(`IAM policy of ${grantee}`, "identity-policy", policy), findings);
  findings.throwIfAny("PullThroughCache");
  return deepFreeze({
    rules: planned,
    registryPolicyStatements: statements,
    ...(registryPolicy ? { registryPolicy } : {}),
    identityPolicies,
    upstreamStatements: upstreamStatementsOf(planned),
  });
}

function upstreamStatementsOf(rules: readonly PlannedCacheRule[]): PullThroughCachePlan["upstreamStatements"] {
  const entries = rules.flatMap(({ ecrRepositoryPrefix, upstreamStatement }) =>
    upstreamStatement ? [[ecrRepositoryPrefix, upstreamStatement] as const] : [],
  );
  return Object.fromEntries(entries);
}

function checkPolicies(
  rules: readonly PlannedCacheRule[],
  registryPolicy: RegistryPolicy | undefined,
  context: CheckContext,
): void {
  for (const { ecrRepositoryPrefix, template } of rules) {
    const path = `rules[${shown(ecrRepositoryPrefix)}].pull`;
    if (template.repositoryPolicy) checkRepositoryPolicy(template.repositoryPolicy, path, context);
  }
  if (registryPolicy) checkSize(documentSize("registry policy", "registry-policy", registryPolicy), context.findings);
}

function checkSize({ name, size, limit, unit, remaining }: DocumentSize, findings: FindingList): void {
  if (remaining >= 0) return;
  findings.add("DOCUMENT_TOO_LARGE", "rules", `the ${name} has ${size} ${unit}; AWS allows ${limit}`, {
    hint: "give fewer rules or shorter prefixes, and organizations instead of single accounts",
  });
}

/** Stands for the key, which says nothing about who may pull through. */
const ANY_KEY = "\u0000any key";

/**
 * What the policy of a registry has to allow, so that those in `pull` can bring images in: for a policy that something
 * else makes than `PullThroughCache`, such as `ReplicaRegistry`.
 *
 * @param config - That of the cache, with or without its key.
 * @throws PolicyError with every finding
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-permissions-create-pullthroughcache.html
 * @example
 * ```ts
 * pullThroughStatements({ region: "us-east-1", registryAccountId: "123456789012",
 *   rules: { quay: { upstreamRegistryUrl: "quay.io", pull: ["222222222222"] } } });
 * // [{ "Sid": "AllowPullThroughAccounts", "Effect": "Allow",
 * //    "Principal": { "AWS": ["arn:aws:iam::222222222222:root"] },
 * //    "Action": ["ecr:BatchImportUpstreamImage", "ecr:CreateRepository"],
 * //    "Resource": ["arn:aws:ecr:us-east-1:123456789012:repository/quay/*"] }]
 * ```
 */
export function pullThroughStatements(
  config: Omit<PullThroughCacheConfig, "keyArn"> & Partial<Pick<PullThroughCacheConfig, "keyArn">>,
  isUnresolved: IsUnresolved = allResolved,
): readonly RegistryPolicyStatement[] {
  requireConfig(config, "the statements");
  const withKey = { keyArn: ANY_KEY, ...config };
  return planPullThroughCache(withKey, (value) => value === ANY_KEY || isUnresolved(value)).registryPolicyStatements;
}
