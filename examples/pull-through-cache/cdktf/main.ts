/**
 * Public registries cached in repositories that are encrypted with the registry's key. The role that builds gets the IAM policy for its own
 * images from `SpokeAccess`, and the one for the cache from the cache.
 */
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { PullThroughCache, RegistryHub, SpokeAccess } from "ecr-kms/cdktf";
import { rules, spoke, topology } from "../topology";

export function build(app: App): void {
  const { region, registryAccountId } = topology;
  const hubStack = accountStack(app, "hub", registryAccountId);
  const { keyArn } = new RegistryHub(hubStack, "hub", { topology });
  const cache = new PullThroughCache(hubStack, "cache", {
    region,
    registryAccountId,
    keyArn,
    rules,
    manageRegistryPolicy: true,
  });

  const { accountId, roleName, service } = spoke;
  const stack = accountStack(app, "spoke-build", accountId);
  const role = new IamRole(stack, "role", { name: roleName, assumeRolePolicy: trust(service) });
  new SpokeAccess(stack, "access", { topology, accountId, roles: { [roleName]: role.name } });
  const cachePolicy = cache.identityPolicies[`arn:aws:iam::${accountId}:role/${roleName}`];
  new IamRolePolicy(stack, "cache", { role: role.name, policy: JSON.stringify(cachePolicy) });
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
