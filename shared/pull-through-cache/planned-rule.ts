import type { RegistryLocation } from "../aws/arn";
import type { PlannedCreationTemplate } from "../creation-template/plan";
import { creationTemplateOf } from "../creation-template/plan";
import type { PullThroughCacheConfig } from "./config";
import { cachedRepositoryPolicy } from "./documents";
import type { ResolvedCacheRule } from "./read";
import type { RegistryPolicyStatement } from "../policies/registry-policy";
import type { PlannedServiceRole } from "../policies/service-role";
import { upstreamRegistry } from "./upstreams";
import type { EcrUpstream } from "./upstream-role";
import { upstreamRole, upstreamStatement } from "./upstream-role";

/** A pull-through cache rule to make, in the words of `aws_ecr_pull_through_cache_rule`. */
export interface PlannedCacheRule {
  /** What the names of the cached repositories begin with, or `"ROOT"`. */
  readonly ecrRepositoryPrefix: string;
  /** The upstream registry, without `https://`. */
  readonly upstreamRegistryUrl: string;
  /** The ARN of the secret with the upstream's credentials; absent where none was given. */
  readonly credentialArn?: string;
  /** Only what is below this prefix of the upstream is cached; absent where everything is. */
  readonly upstreamRepositoryPrefix?: string;
  /** A given role; absent where `upstreamRole` is made, and where the upstream is not ECR. */
  readonly customRoleArn?: string;
  /**
   * The role to make, with which ECR reads an upstream that is ECR itself; absent for every other one, and where
   * `customRoleArn` is given.
   */
  readonly upstreamRole?: PlannedServiceRole;
  /** What the owner of the upstream has to allow: where it is ECR in another account. */
  readonly upstreamStatement?: RegistryPolicyStatement;
  /** The template that encrypts the repositories of the rule. */
  readonly template: PlannedCreationTemplate;
}

/** What is made for a rule that has been checked. */
export function plannedCacheRule(
  { prefix, rule, pull }: ResolvedCacheRule,
  config: PullThroughCacheConfig,
  cache: RegistryLocation,
): PlannedCacheRule {
  const { upstreamRegistryUrl, credentialArn, upstreamRepositoryPrefix, customRoleArn } = rule;
  return {
    ecrRepositoryPrefix: prefix,
    upstreamRegistryUrl,
    ...(credentialArn === undefined ? {} : { credentialArn }),
    ...(upstreamRepositoryPrefix === undefined ? {} : { upstreamRepositoryPrefix }),
    ...(customRoleArn === undefined ? {} : { customRoleArn }),
    ...ecrParts({ prefix, rule, pull }, cache),
    template: templateOf({ prefix, rule, pull }, config),
  };
}

function ecrParts(
  { prefix, rule }: ResolvedCacheRule,
  cache: RegistryLocation,
): Pick<PlannedCacheRule, "upstreamRole" | "upstreamStatement"> {
  const ecr = upstreamRegistry(rule.upstreamRegistryUrl)?.ecr;
  if (ecr === undefined) return {};
  const upstream = { partition: cache.partition, region: ecr.region, registryAccountId: ecr.accountId };
  const pair: EcrUpstream = { cache, prefix, upstream, upstreamPrefix: rule.upstreamRepositoryPrefix };
  return {
    ...(rule.customRoleArn === undefined ? { upstreamRole: upstreamRole(pair) } : {}),
    ...(ecr.accountId === cache.registryAccountId ? {} : { upstreamStatement: upstreamStatement(pair) }),
  };
}

function templateOf(rule: ResolvedCacheRule, config: PullThroughCacheConfig): PlannedCreationTemplate {
  const { region, partition, registryAccountId, keyArn, repository } = config;
  const repositoryPolicy = cachedRepositoryPolicy(rule, config.principalStrategy ?? "arn-condition");
  return creationTemplateOf({
    prefix: rule.prefix,
    appliedFor: ["PULL_THROUGH_CACHE"],
    region,
    ...(partition === undefined ? {} : { partition }),
    registryAccountId,
    keyArn,
    ...repository,
    ...(repositoryPolicy ? { repositoryPolicy } : {}),
  });
}
