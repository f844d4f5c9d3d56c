import type { RegistryTopology } from "ecr-kms";

const APP = "arn:aws:iam::222222222222:role/app-execution-role";

/** Two repositories that share a key which the team has already. */
export const topology: RegistryTopology = {
  region: "us-east-1",
  registryAccountId: "123456789012",
  keyAlias: "alias/platform/images",
  repositories: {
    frontend: { push: ["123456789012"], pull: [APP] },
    backend: { push: ["123456789012"], pull: [APP] },
  },
};

/** The account that pulls, and the role with which ECS does: the execution role of its tasks. */
export const spoke = {
  accountId: "222222222222",
  roleName: "app-execution-role",
  service: "ecs-tasks.amazonaws.com",
} as const;
