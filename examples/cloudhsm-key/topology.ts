import type { KeySettings, RegistryTopology } from "ecr-kms";

const CICD = "arn:aws:iam::111111111111:role/cicd-role";
const SETTLEMENT = "arn:aws:iam::222222222222:role/settlement-execution-role";

/** One repository, for which a rule demands that the key never leaves the team's own HSM cluster. */
export const topology: RegistryTopology = {
  region: "us-east-1",
  registryAccountId: "123456789012",
  keyAlias: "alias/ecr/settlement",
  repositories: { settlement: { push: [CICD], pull: [SETTLEMENT] } },
};

/** A key in an AWS CloudHSM key store. It is made by hand before, and connected: ECR cannot read images while it is not. */
export const key: KeySettings = { customKeyStoreId: "cks-1234567890abcdef0" };

/** The accounts that use the registry, with the role in each and the AWS service that assumes it. */
export const spokes = [
  { name: "cicd", accountId: "111111111111", roleName: "cicd-role", service: "ec2.amazonaws.com" },
  {
    name: "settlement",
    accountId: "222222222222",
    roleName: "settlement-execution-role",
    service: "ecs-tasks.amazonaws.com",
  },
] as const;
