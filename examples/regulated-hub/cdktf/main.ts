/**
 * Everything that a regulated team turns on: key and repositories with monitoring, scanning and lifecycle rules, a replica in a second
 * Region that keeps encryption, and the accounts that use them. The replica is deployed before the hub, which replicates to it.
 */
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import {
  KeyMonitoring,
  RegistryHub,
  RegistryScanning,
  ReplicaRegistry,
  ReplicatedRegistry,
  SpokeAccess,
} from "ecr-kms/cdktf";
import { EcrKmsCompliance } from "ecr-kms-cli/cdktf";
import { replicaTopology, replication, repository, spokes, topology } from "../topology";

export function build(app: App): void {
  // Synthesis fails for what breaks a rule of docs/rules.md, in this program or in what others add to it.
  new EcrKmsCompliance().addTo(app);
  const { region, registryAccountId, repositories } = topology;
  const replica = accountStack(app, "replica", registryAccountId, replicaTopology.region);
  const { keyArn: replicaKeyArn } = new ReplicaRegistry(replica, "replica", {
    replication,
    region: replicaTopology.region,
    repository,
  });
  new KeyMonitoring(replica, "monitoring", {
    region: replicaTopology.region,
    accountId: registryAccountId,
    keyArn: replicaKeyArn,
    repositories: Object.keys(replicaTopology.repositories),
  });

  const stack = accountStack(app, "hub", registryAccountId, region);
  stack.addDependency(replica);
  const hub = new RegistryHub(stack, "hub", { topology, repository });
  new RegistryScanning(stack, "scanning", { scanType: "ENHANCED" });
  new ReplicatedRegistry(stack, "replication", { replication });
  new KeyMonitoring(stack, "monitoring", {
    region,
    accountId: registryAccountId,
    keyArn: hub.keyArn,
    repositories: Object.keys(repositories),
  });

  for (const { name, accountId, roleName, service } of spokes) {
    const spoke = accountStack(app, `spoke-${name}`, accountId, region);
    const role = new IamRole(spoke, "role", { name: roleName, assumeRolePolicy: trust(service) });
    const roles = { [roleName]: role.name };
    new SpokeAccess(spoke, "access", { topology, accountId, roles });
    new SpokeAccess(spoke, "replica-access", { topology: replicaTopology, accountId, roles });
  }
}

/** A stack whose resources are made in one account and Region. */
function accountStack(app: App, name: string, accountId: string, region: string): TerraformStack {
  const stack = new TerraformStack(app, name);
  new AwsProvider(stack, "aws", {
    region,
    assumeRole: [{ roleArn: `arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole` }],
  });
  return stack;
}

function trust(service: string): string {
  const statement = { Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

if (require.main === module) {
  const app = new App();
  build(app);
  app.synth();
}
