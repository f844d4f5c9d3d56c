/**
 * Repositories encrypted with a key that somebody else made. The plain `aws.kms.Key` stands for that somebody: from ecr-kms it
 * takes only the policy that such a key needs.
 */
import * as aws from "@pulumi/aws";
import { keyPolicy, policyJson } from "ecr-kms";
import { RegistryHub, SpokeAccess } from "ecr-kms/pulumi";
import { spoke, topology } from "../topology";

const registry = inAccount("registry", topology.registryAccountId);
const keyArgs = { policy: policyJson(keyPolicy(topology)), enableKeyRotation: true };
const key = new aws.kms.Key("platform", keyArgs, { provider: registry });
new aws.kms.Alias("platform", { name: "alias/platform/images", targetKeyId: key.keyId }, { provider: registry });

const hub = new RegistryHub("hub", { topology, keyArn: key.arn }, { provider: registry });

const { accountId, roleName, service } = spoke;
const provider = inAccount("deployer", accountId);
const role = new aws.iam.Role("deployer", { name: roleName, assumeRolePolicy: trust(service) }, { provider });
new SpokeAccess("deployer", { topology, accountId, keyArn: key.arn, roles: { [roleName]: role.name } }, { provider });

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
