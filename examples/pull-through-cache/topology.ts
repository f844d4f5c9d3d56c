import type { PullThroughCacheConfig, RegistryTopology } from "ecr-kms";

const REGISTRY = "123456789012";
const BUILD = "arn:aws:iam::222222222222:role/build-role";

/** The team's own images, and the key that encrypts the cached ones too. */
export const topology: RegistryTopology = {
  region: "us-east-1",
  registryAccountId: REGISTRY,
  keyAlias: "alias/ecr/platform",
  repositories: { "build-tools": { push: [REGISTRY], pull: [BUILD] } },
};

/** Public images come through the registry, encrypted with the same key; Docker Hub with credentials from Secrets Manager. */
export const rules: PullThroughCacheConfig["rules"] = {
  "ecr-public": { upstreamRegistryUrl: "public.ecr.aws", pull: [BUILD] },
  "docker-hub": {
    upstreamRegistryUrl: "registry-1.docker.io",
    credentialArn: `arn:aws:secretsmanager:us-east-1:${REGISTRY}:secret:ecr-pullthroughcache/docker-hub-AbCdEf`,
    pull: [BUILD],
  },
};

/** The account that builds, and its role. */
export const spoke = { accountId: "222222222222", roleName: "build-role", service: "codebuild.amazonaws.com" } as const;
