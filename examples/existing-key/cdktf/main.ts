/**
 * Repositories encrypted with a key that somebody else made. The stack `platform-key` stands for that somebody: it makes the
 * key with the plain provider resource, and takes from ecr-kms only the policy that such a key needs. The hub and the spoke
 * are given the key's ARN.
 */
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { keyPolicy, policyJson } from "ecr-kms";
import { RegistryHub, SpokeAccess } from "ecr-kms/cdktf";
import { spoke, topology } from "../topology";

export function build(app: App): void {
  const platform = accountStack(app, "platform-key", topology.registryAccountId);
  const key = new KmsKey(platform, "key", { policy: policyJson(keyPolicy(topology)), enableKeyRotation: true });
  new KmsAlias(platform, "alias", { name: "alias/platform/images", targetKeyId: key.keyId });

  new RegistryHub(accountStack(app, "hub", topology.registryAccountId), "hub", { topology, keyArn: key.arn });

  const { accountId, roleName } = spoke;
  const stack = accountStack(app, "spoke-deployer", accountId);
  const role = new IamRole(stack, "role", { name: roleName, assumeRolePolicy: trust(spoke.service) });
  new SpokeAccess(stack, "access", { topology, accountId, keyArn: key.arn, roles: { [roleName]: role.name } });
}

/** A stack whose resources are made in one account. */
function accountStack(app: App, name: string, accountId: string): TerraformStack {
  const stack = new TerraformStack(app, name);
  new AwsProvider(stack, "aws", {
    region: topology.region,
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
