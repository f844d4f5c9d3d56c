import type { RegistryTopology } from "ecr-kms";

const CICD = "arn:aws:iam::111111111111:role/cicd-role";
const ORDERS = "arn:aws:iam::222222222222:role/orders-execution-role";
const REPORTS = "arn:aws:iam::333333333333:role/reports-execution-role";

/** One registry account with the key and three repositories; CI/CD pushes to all, each workload pulls what it runs. */
export const topology: RegistryTopology = {
  region: "us-east-1",
  registryAccountId: "123456789012",
  repositories: {
    "base-image": { push: [CICD], pull: [CICD, ORDERS, REPORTS] },
    orders: { push: [CICD], pull: [ORDERS] },
    reports: { push: [CICD], pull: [REPORTS] },
  },
};

/** The accounts that use the registry, with the role in each and the AWS service that assumes it. */
export const spokes = [
  { name: "cicd", accountId: "111111111111", roleName: "cicd-role", service: "ec2.amazonaws.com" },
  { name: "orders", accountId: "222222222222", roleName: "orders-execution-role", service: "ecs-tasks.amazonaws.com" },
  {
    name: "reports",
    accountId: "333333333333",
    roleName: "reports-execution-role",
    service: "ecs-tasks.amazonaws.com",
  },
] as const;
