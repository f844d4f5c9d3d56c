/** A registry that is replicated to a second account, and destinations that need templates, which the emulator does not know. */
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { App } from "cdktf";
import { TerraformStack } from "cdktf";
import { RegistryHub, ReplicaRegistry, ReplicatedRegistry, SpokeAccess } from "../../cdktf";
import type { RegistryTopology, ReplicationConfig } from "../../shared";
import { destinationTopology } from "../../shared";

export const REGISTRY = "123456789012";
export const DR = "222222222222";
const READER = "333333333333";
export const REGION = "eu-west-1";
export const NODES = `arn:aws:iam::${READER}:role/nodes`;

export const topology: RegistryTopology = {
  region: "eu-central-1",
  registryAccountId: REGISTRY,
  repositories: {
    "team/web": { push: ["arn:aws:iam::111111111111:role/cicd-role"], pull: [NODES] },
    "team/api": { push: ["arn:aws:iam::111111111111:role/cicd-role"], pull: [NODES] },
  },
};

/** What is deployed: repositories made in another account before an image arrives. */
export const replication: ReplicationConfig = { topology, destinations: [{ region: REGION, accountId: DR }] };

/** What is planned: templates for a namespace in another account, and for what is left over in the same account. */
export const byTemplate: ReplicationConfig = {
  topology,
  destinations: [{ region: REGION, accountId: DR, repositories: "template" }, { region: REGION }],
  prefixes: ["team/"],
};

export function build(app: App): void {
  const dr = accountStack(app, "dr", REGION, DR);
  new ReplicaRegistry(dr, "replica", { replication, region: REGION, accountId: DR });

  const registry = accountStack(app, "registry", topology.region, REGISTRY);
  new RegistryHub(registry, "hub", { topology });
  new ReplicatedRegistry(registry, "replication", { replication });
  registry.addDependency(dr);

  const reader = accountStack(app, "reader", REGION, READER);
  const role = new IamRole(reader, "role", { name: "nodes", assumeRolePolicy: trust() });
  const roles = { nodes: role.name };
  const replica = destinationTopology(replication, { region: REGION, accountId: DR });
  new SpokeAccess(reader, "access", { topology, accountId: READER, roles });
  new SpokeAccess(reader, "replica-access", { topology: replica, accountId: READER, roles });

  const far = accountStack(app, "planned-far", REGION, DR);
  new ReplicaRegistry(far, "replica", { replication: byTemplate, region: REGION, accountId: DR });
  const near = accountStack(app, "planned-near", REGION, REGISTRY);
  new ReplicaRegistry(near, "replica", { replication: byTemplate, region: REGION });
}

function accountStack(app: App, name: string, region: string, accountId: string): TerraformStack {
  const stack = new TerraformStack(app, name);
  new AwsProvider(stack, "aws", {
    region,
    assumeRole: [{ roleArn: `arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole` }],
  });
  return stack;
}

function trust(): string {
  const statement = { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}
