/**
 * The key in a security account, the repositories in the registry account, and one stack for each account that uses them.
 * The hub takes the ARN of the key from the security stack, so that one is deployed first; the spokes can come at any time.
 */
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { RegistryHub, RepositoryKey, SpokeAccess } from "ecr-kms/cdktf";
import { spokes, topology } from "../topology";

export function build(app: App): void {
  const security = accountStack(app, "security", "999999999999");
  const key = new RepositoryKey(security, "key", { topology });
  const hub = accountStack(app, "hub", topology.registryAccountId);
  new RegistryHub(hub, "hub", { topology, keyArn: key.keyArn });
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
