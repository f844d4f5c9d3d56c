import type { RegistryTopology, ReplicationConfig, RepositorySettings } from "ecr-kms";
import { destinationTopology, expireUntagged, keepLast, lifecyclePolicy, protectTags } from "ecr-kms";

const REGISTRY = "123456789012";
const CICD = "arn:aws:iam::111111111111:role/cicd-role";
const PAYMENTS = "arn:aws:iam::222222222222:role/payments-execution-role";

/** Everybody in the organization pulls the base image; payments runs on ECS in one account, its webhooks on Lambda in another. */
export const topology: RegistryTopology = {
  region: "eu-central-1",
  registryAccountId: REGISTRY,
  keyAlias: "alias/ecr/regulated",
  creators: [`arn:aws:iam::${REGISTRY}:role/registry-deployer`],
  repositories: {
    "base-image": { push: [CICD], pull: [CICD, "o-a1b2c3d4e5"] },
    payments: { push: [CICD], pull: [PAYMENTS] },
    "payments-webhooks": { push: [CICD], lambda: ["333333333333"] },
  },
};

/** The registry is replicated to a second Region, with a key of its own there. */
export const replication: ReplicationConfig = { topology, destinations: [{ region: "eu-west-1" }] };

/** The same registry as seen in the second Region. */
export const replicaTopology = destinationTopology(replication, { region: "eu-west-1" });

/** Releases are kept, the rest goes when it is old. */
export const repository: RepositorySettings = {
  lifecyclePolicy: lifecyclePolicy([protectTags(["v*"]), expireUntagged(14), keepLast(200)]),
};

/** The roles that use the registry, each with its account and the AWS service that assumes it. */
export const spokes = [
  { name: "deployer", accountId: REGISTRY, roleName: "registry-deployer", service: "codebuild.amazonaws.com" },
  { name: "cicd", accountId: "111111111111", roleName: "cicd-role", service: "ec2.amazonaws.com" },
  {
    name: "payments",
    accountId: "222222222222",
    roleName: "payments-execution-role",
    service: "ecs-tasks.amazonaws.com",
  },
] as const;
