import type { RegistryTopology } from "ecr-kms";

const DEPLOYER = "arn:aws:iam::222222222222:role/deployer";

/** Two repositories that share a key which the team has already. */
export const topology: RegistryTopology = {
  region: "us-east-1",
  registryAccountId: "123456789012",
  keyAlias: "alias/platform/images",
  repositories: {
    frontend: { push: ["123456789012"], pull: [DEPLOYER] },
    backend: { push: ["123456789012"], pull: [DEPLOYER] },
  },
};

/** The account that pulls, and its role. */
export const spoke = { accountId: "222222222222", roleName: "deployer", service: "ecs-tasks.amazonaws.com" } as const;
