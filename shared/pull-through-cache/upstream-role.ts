import { COPY_UPSTREAM_ACTIONS, LOGIN_ACTIONS, READ_UPSTREAM_ACTIONS } from "../aws/actions";
import type { RegistryLocation } from "../aws/arn";
import { accountRootArn } from "../aws/arn";
import { policyDocument } from "../policies/document";
import { allow } from "../policies/statement";
import type { RegistryPolicyStatement } from "../policies/registry-policy";
import { repositoriesBelow, ROOT_PREFIX } from "../aws/repository-prefix";
import type { PlannedServiceRole } from "../policies/service-role";
import { trustOf } from "../policies/service-role";
import type { IdentityPolicyStatement } from "../policies/statement";

/** An upstream that is a registry of ECR, and the registry that caches it. */
export interface EcrUpstream {
  readonly cache: RegistryLocation;
  readonly prefix: string;
  readonly upstream: RegistryLocation;
  readonly upstreamPrefix?: string | undefined;
}

/** The name of the role with which ECR reads an upstream: IAM has one list of roles for all Regions. */
function upstreamRoleName(prefix: string, region: string): string {
  // No prefix holds a "+", so that two prefixes never share a role.
  return `ecr-cache-${region}-${prefix.replaceAll("/", "+")}`;
}

/**
 * The role with which ECR copies images from another registry of ECR. AWS documents its actions on every resource; here
 * they are confined to what is cached, on both sides.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-private.html
 */
export function upstreamRole({
  cache,
  prefix,
  upstream,
  upstreamPrefix = ROOT_PREFIX,
}: EcrUpstream): PlannedServiceRole {
  return {
    name: upstreamRoleName(prefix, cache.region),
    trustPolicy: trustOf("pullthroughcache.ecr.amazonaws.com"),
    policy: policyDocument<IdentityPolicyStatement>([
      allow("Login", LOGIN_ACTIONS, ["*"]),
      allow("CopyImages", COPY_UPSTREAM_ACTIONS, [
        repositoriesBelow(upstream, upstreamPrefix),
        repositoriesBelow(cache, prefix),
      ]),
    ]),
  };
}

/**
 * What the owner of the upstream puts into its registry policy, when it is in another account.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-private.html
 */
export function upstreamStatement({
  cache,
  upstream,
  upstreamPrefix = ROOT_PREFIX,
}: EcrUpstream): RegistryPolicyStatement {
  return {
    Sid: "AllowPullThroughCache",
    Effect: "Allow",
    Principal: { AWS: [accountRootArn(cache.partition, cache.registryAccountId)] },
    Action: READ_UPSTREAM_ACTIONS,
    Resource: [repositoriesBelow(upstream, upstreamPrefix)],
  };
}
