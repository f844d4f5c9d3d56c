/** A registry whose repositories expire images by rules, and whose images are scanned. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { App } from "cdktf";
import { TerraformStack } from "cdktf";
import type { RegistryTopology } from "ecr-kms";
import { expireUntagged, keepLast, lifecyclePolicy, protectTags } from "ecr-kms";
import { RegistryHub, RegistryScanning } from "ecr-kms/cdktf";

export const topology: RegistryTopology = {
  region: "us-east-1",
  registryAccountId: "123456789012",
  repositories: { "team/web": { pull: ["222222222222"] } },
};

export const policy = lifecyclePolicy([
  protectTags(["v*", "release-*"]),
  expireUntagged(14),
  keepLast(20, "dev-*"),
  keepLast(50),
]);

export function build(app: App): void {
  const stack = new TerraformStack(app, "registry");
  new AwsProvider(stack, "aws", {
    region: topology.region,
    assumeRole: [{ roleArn: `arn:aws:iam::${topology.registryAccountId}:role/OrganizationAccountAccessRole` }],
  });
  new RegistryHub(stack, "hub", { topology, repository: { lifecyclePolicy: policy } });
  new RegistryScanning(stack, "scanning", {
    scanType: "ENHANCED",
    rules: [
      { scanFrequency: "SCAN_ON_PUSH", repositoryFilters: [{ filter: "*" }] },
      { scanFrequency: "CONTINUOUS_SCAN", repositoryFilters: [{ filter: "team/*" }, { filter: "prod" }] },
    ],
  });
}
