/**
 * A registry whose key is in an AWS CloudHSM key store, and the accounts that use it.
 */
import * as aws from "@pulumi/aws";
import { RegistryHub, SpokeAccess } from "ecr-kms/pulumi";
import { key, spokes, topology } from "../topology";

const hub = new RegistryHub("hub", { topology, key }, { provider: inAccount("hub", topology.registryAccountId) });

for (const { name, accountId, roleName, service } of spokes) {
  const provider = inAccount(name, accountId);
  const role = new aws.iam.Role(name, { name: roleName, assumeRolePolicy: trust(service) }, { provider });
  new SpokeAccess(name, { topology, accountId, roles: { [roleName]: role.name } }, { provider });
}

export const keyArn = hub.keyArn;
export const repositoryUrls = Object.fromEntries(
  Object.entries(hub.repositories).map(([name, { repositoryUrl }]) => [name, repositoryUrl]),
);

/** A provider whose resources are made in one account. */
function inAccount(name: string, accountId: string): aws.Provider {
  return new aws.Provider(name, {
    region: topology.region,
    assumeRoles: [{ roleArn: `arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole` }],
  });
}

function trust(service: string): string {
  const statement = { Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}
