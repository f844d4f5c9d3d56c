/** A hub whose hundred spoke roles get to the key through KMS grants: the key policy stays as small as without them. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { App } from "cdktf";
import { TerraformStack } from "cdktf";
import type { RegistryTopology } from "ecr-kms";
import { RegistryHub } from "ecr-kms/cdktf";

const SPOKES = Array.from({ length: 50 }, (_, index) => String(200_000_000_001 + index));
const builders = SPOKES.map((account) => `arn:aws:iam::${account}:role/build`);
const services = SPOKES.map((account) => `arn:aws:iam::${account}:role/service`);

/** Each spoke builds images on one repository and runs what lies in another, with a role for each. */
export const topology: RegistryTopology = {
  region: "us-east-1",
  registryAccountId: "123456789012",
  kmsAccess: "kms-grants",
  repositories: {
    "base-image": { pull: builders },
    services: { push: builders, pull: services },
  },
};

export function build(app: App): void {
  const stack = new TerraformStack(app, "hub");
  new AwsProvider(stack, "aws", {
    region: topology.region,
    assumeRole: [{ roleArn: `arn:aws:iam::${topology.registryAccountId}:role/OrganizationAccountAccessRole` }],
  });
  new RegistryHub(stack, "hub", { topology });
}
