/**
 * One repository with a key of its own. The registry account pushes and pulls, one other account pulls.
 */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { EncryptedRepository } from "ecr-kms/cdktf";
import { repository } from "../topology";

export function build(app: App): void {
  const { region, registryAccountId } = repository;
  const stack = new TerraformStack(app, "registry");
  new AwsProvider(stack, "aws", {
    region,
    assumeRole: [{ roleArn: `arn:aws:iam::${registryAccountId}:role/OrganizationAccountAccessRole` }],
  });
  const made = new EncryptedRepository(stack, "my-app", repository);
  new TerraformOutput(stack, "repository_url", { value: made.repositoryUrl });
}

if (require.main === module) {
  const app = new App();
  build(app);
  app.synth();
}
