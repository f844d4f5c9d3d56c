/**
 * Public registries cached in repositories that are encrypted with the registry's key. The role that builds gets the IAM policy for its own
 * images from `SpokeAccess`, and the one for the cache from the cache.
 */
import * as aws from "@pulumi/aws";
import { PullThroughCache, RegistryHub, SpokeAccess } from "ecr-kms/pulumi";
import { rules, spoke, topology } from "../topology";

const { region, registryAccountId } = topology;
const registry = inAccount("registry", registryAccountId);
const hub = new RegistryHub("hub", { topology }, { provider: registry });
const cache = new PullThroughCache(
  "cache",
  { region, registryAccountId, keyArn: hub.keyArn, rules, manageRegistryPolicy: true },
  { provider: registry },
);

const { accountId, roleName, service } = spoke;
const provider = inAccount("build", accountId);
const role = new aws.iam.Role("build", { name: roleName, assumeRolePolicy: trust(service) }, { provider });
new SpokeAccess("build", { topology, accountId, roles: { [roleName]: role.name } }, { provider });
const policy = cache.identityPolicies.apply((policies) =>
  JSON.stringify(policies[`arn:aws:iam::${accountId}:role/${roleName}`]),
);
new aws.iam.RolePolicy("cache", { role: role.name, policy }, { provider });

export const keyArn = hub.keyArn;

/** A provider whose resources are made in one account. */
function inAccount(name: string, account: string): aws.Provider {
  return new aws.Provider(name, {
    region,
    assumeRoles: [{ roleArn: `arn:aws:iam::${account}:role/OrganizationAccountAccessRole` }],
  });
}

function trust(principal: string): string {
  const statement = { Effect: "Allow", Principal: { Service: principal }, Action: "sts:AssumeRole" };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}
