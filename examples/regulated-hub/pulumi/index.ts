/**
 * Everything that a regulated team turns on: key and repositories with monitoring, scanning and lifecycle rules, a replica in a second
 * Region that keeps encryption, and the accounts that use them. The hub replicates once the replica is there.
 */
import * as aws from "@pulumi/aws";
import {
  KeyMonitoring,
  RegistryHub,
  RegistryScanning,
  ReplicaRegistry,
  ReplicatedRegistry,
  SpokeAccess,
} from "ecr-kms/pulumi";
import { replicaTopology, replication, repository, spokes, topology } from "../topology";

const { region, registryAccountId, repositories } = topology;
const inReplica = { provider: inAccount("replica", registryAccountId, replicaTopology.region) };
const replica = new ReplicaRegistry("replica", { replication, region: replicaTopology.region, repository }, inReplica);
new KeyMonitoring(
  "replica-monitoring",
  {
    region: replicaTopology.region,
    accountId: registryAccountId,
    keyArn: replica.keyArn,
    repositories: Object.keys(replicaTopology.repositories),
  },
  inReplica,
);

const inRegistry = { provider: inAccount("registry", registryAccountId, region) };
const hub = new RegistryHub("hub", { topology, repository }, inRegistry);
new RegistryScanning("scanning", { scanType: "ENHANCED" }, inRegistry);
new ReplicatedRegistry("replication", { replication }, { ...inRegistry, dependsOn: replica });
new KeyMonitoring(
  "monitoring",
  { region, accountId: registryAccountId, keyArn: hub.keyArn, repositories: Object.keys(repositories) },
  inRegistry,
);

for (const { name, accountId, roleName, service } of spokes) {
  const opts = { provider: inAccount(name, accountId, region) };
  const role = new aws.iam.Role(name, { name: roleName, assumeRolePolicy: trust(service) }, opts);
  const roles = { [roleName]: role.name };
  new SpokeAccess(name, { topology, accountId, roles }, opts);
  new SpokeAccess(`${name}-replica`, { topology: replicaTopology, accountId, roles }, opts);
}

export const keyArn = hub.keyArn;
export const replicaKeyArn = replica.keyArn;

/** A provider whose resources are made in one account and Region. */
function inAccount(name: string, accountId: string, inRegion: string): aws.Provider {
  return new aws.Provider(name, {
    region: inRegion,
    assumeRoles: [{ roleArn: `arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole` }],
  });
}

function trust(service: string): string {
  const statement = { Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}
