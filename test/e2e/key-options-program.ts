/** Keys with other options than the usual ones: some for the emulator to take, and those that it does not know, to be planned. */
import type { AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { App } from "cdktf";
import { TerraformStack } from "cdktf";
import { ReplicaKey, RepositoryKey } from "../../cdktf";
import type { RegistryTopology } from "../../shared";
import { cicd, hubs } from "../examples/key-per-team-program";

const REGISTRY = "123456789012";
const CICD = "111111111111";
const DEPLOYER = `arn:aws:iam::${REGISTRY}:role/OrganizationAccountAccessRole`;

export const topology: RegistryTopology = {
  region: "eu-central-1",
  registryAccountId: REGISTRY,
  repositories: { app: { push: ["arn:aws:iam::111111111111:role/cicd-role"], pull: ["222222222222"] } },
};
export const disabled: RegistryTopology = { ...topology, keyAlias: "alias/ecr/disabled" };
export const ireland: RegistryTopology = { ...topology, region: "eu-west-1" };
export const PRIMARY_KEY_ARN = `arn:aws:kms:eu-central-1:${REGISTRY}:key/mrk-1234abcd12ab34cd56ef1234567890ab`;

export function build(app: App): void {
  const keys = accountStack(app, "keys", topology.region, REGISTRY);
  new RepositoryKey(keys, "primary", { topology, multiRegion: true, deployer: DEPLOYER, separateAdministrators: true });
  new RepositoryKey(keys, "disabled", { topology: disabled, isEnabled: false });

  const planned = accountStack(app, "planned", ireland.region, REGISTRY);
  new ReplicaKey(planned, "replica", { topology: ireland, primaryKeyArn: PRIMARY_KEY_ARN, enabled: false });
  new RepositoryKey(planned, "external", {
    topology: { ...ireland, keyAlias: "alias/ecr/external" },
    customKeyStoreId: "cks-1234567890abcdef0",
    xksKeyId: "hsm-3",
    dangerouslyBypassPolicyLockoutSafetyCheck: true,
  });

  // The role comes first, as it does for a spoke whose roles are not made by this package.
  const teams = accountStack(app, "teams", topology.region, REGISTRY);
  hubs(teams);
  const provider = new AwsProvider(teams, "cicd", { ...accountProvider(topology.region, CICD), alias: "cicd" });
  new IamRole(teams, "role", { name: "cicd-role", assumeRolePolicy: trust(), provider });
  cicd(accountStack(app, "teams-cicd", topology.region, CICD));
}

function accountStack(app: App, name: string, region: string, accountId: string): TerraformStack {
  const stack = new TerraformStack(app, name);
  new AwsProvider(stack, "aws", accountProvider(region, accountId));
  return stack;
}

function accountProvider(region: string, accountId: string): AwsProviderConfig {
  return { region, assumeRole: [{ roleArn: `arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole` }] };
}

function trust(): string {
  const statement = { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}
