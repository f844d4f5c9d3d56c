import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { RegistryHub, SpokeAccess } from "ecr-kms/cdktf";

export const topology = {
  region: "us-east-1",
  registryAccountId: "123456789012",
  repositories: {
    orders: { push: ["arn:aws:iam::123456789012:role/ci"], pull: ["arn:aws:iam::222222222222:role/node"] },
  },
};

export class Hub extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "us-east-1" });
    const spoke = new AwsProvider(this, "spoke", { region: "us-east-1", alias: "spoke" });
    new RegistryHub(this, "hub", { topology });
    new SpokeAccess(this, "access", { topology, accountId: "222222222222", provider: spoke });
  }
}

const app = new App();
new Hub(app, "hub");
app.synth();
