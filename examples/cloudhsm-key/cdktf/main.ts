/**
 * A registry whose key is in an AWS CloudHSM key store, and one stack for each account that uses it.
 */
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { RegistryHub, SpokeAccess } from "ecr-kms/cdktf";
import { key, spokes, topology } from "../topology";

export function build(app: App): void {
  new RegistryHub(accountStack(app, "hub", topology.registryAccountId), "hub", { topology, key });
  for (const spoke of spokes) {
    const stack = accountStack(app, `spoke-${spoke.name}`, spoke.accountId);
    const role = new IamRole(stack, "role", { name: spoke.roleName, assumeRolePolicy: trust(spoke.service) });
    new SpokeAccess(stack, "access", { topology, accountId: spoke.accountId, roles: { [spoke.roleName]: role.name } });
  }
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
