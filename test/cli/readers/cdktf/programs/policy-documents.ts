/**
 * A program as a platform team may have written it, with the provider's own resources alone: a security account with the
 * key, a registry account with a repository, a role in a third account that a second provider of the same stack makes.
 */
import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { DataAwsKmsAlias } from "@cdktf/provider-aws/lib/data-aws-kms-alias";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { EcrRepositoryPolicy } from "@cdktf/provider-aws/lib/ecr-repository-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Fn, TerraformStack, type App } from "cdktf";

export function build(app: App): void {
  const security = new TerraformStack(app, "security");
  new AwsProvider(security, "aws", { region: "eu-west-1", allowedAccountIds: ["999999999999"] });
  const identity = new DataAwsCallerIdentity(security, "me");
  const partition = new DataAwsPartition(security, "partition");
  const root = `arn:${partition.partition}:iam::${identity.accountId}:root`;
  const administration = new DataAwsIamPolicyDocument(security, "administration", {
    statement: [
      { sid: "Root", actions: ["kms:*"], resources: ["*"], principals: [{ type: "AWS", identifiers: [root] }] },
      { sid: "Replaced", actions: ["kms:Nothing"], resources: ["*"] },
    ],
  });
  const keyDocument = new DataAwsIamPolicyDocument(security, "key-document", {
    sourcePolicyDocuments: [administration.json],
    statement: [
      {
        sid: "Replaced",
        actions: ["kms:Decrypt", "kms:DescribeKey"],
        resources: ["*"],
        principals: [{ type: "AWS", identifiers: ["arn:aws:iam::111111111111:root"] }],
        condition: [{ test: "StringEquals", variable: "kms:ViaService", values: ["ecr.eu-west-1.amazonaws.com"] }],
      },
    ],
  });
  const key = new KmsKey(security, "key", { policy: keyDocument.json, lifecycle: { preventDestroy: true } });
  new KmsAlias(security, "alias", { name: "alias/images", targetKeyId: key.keyId });

  const registry = new TerraformStack(app, "registry");
  new AwsProvider(registry, "aws", {
    region: "eu-west-1",
    assumeRole: [{ roleArn: "arn:aws:iam::111111111111:role/deploy" }],
  });
  const ci = new AwsProvider(registry, "ci", {
    alias: "ci",
    region: "us-east-1",
    assumeRole: [{ roleArn: "arn:aws:iam::222222222222:role/deploy" }],
  });
  const role = new IamRole(registry, "role", {
    provider: ci,
    name: "builder",
    path: "/ci/",
    assumeRolePolicy: Fn.jsonencode({ Version: "2012-10-17", Statement: [] }),
  });
  const repository = new EcrRepository(registry, "repository", {
    name: "app",
    encryptionConfiguration: [{ encryptionType: "KMS", kmsKey: key.arn }],
  });
  new EcrRepositoryPolicy(registry, "policy", {
    repository: repository.name,
    policy: Fn.jsonencode({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { AWS: role.arn }, Action: ["ecr:BatchGetImage"] }],
    }),
  });
  const elsewhere = new DataAwsKmsAlias(registry, "elsewhere", { name: "alias/elsewhere" });
  new IamRolePolicy(registry, "push", {
    provider: ci,
    role: role.name,
    policy: Fn.jsonencode({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: "ecr:PutImage", Resource: repository.arn },
        { Effect: "Allow", Action: "kms:Decrypt", Resource: [key.arn, elsewhere.targetKeyArn] },
      ],
    }),
  });
}
