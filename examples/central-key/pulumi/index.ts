/**
 * The key in a security account, the repositories in the registry account, and the accounts that use them.
 */
import * as aws from "@pulumi/aws";
import { RegistryHub, RepositoryKey, SpokeAccess } from "ecr-kms/pulumi";
import { spokes, topology } from "../topology";

const key = new RepositoryKey("registry", { topology }, { provider: inAccount("security", "999999999999") });
const hub = new RegistryHub(
  "hub",
  { topology, keyArn: key.keyArn },
  { provider: inAccount("hub", topology.registryAccountId) },
);

for (const { name, accountId, roleName, service } of spokes) {
  const provider = inAccount(name, accountId);
  const role = new aws.iam.Role(name, { name: roleName, assumeRolePolicy: trust(service) }, { provider });
  new SpokeAccess(name, { topology, accountId, roles: { [roleName]: role.name } }, { provider });
}

export const keyArn = hub.keyArn;

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
