import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrPullThroughCacheRule } from "@cdktf/provider-aws/lib/ecr-pull-through-cache-rule";
import { EcrReplicationConfiguration } from "@cdktf/provider-aws/lib/ecr-replication-configuration";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { EcrRepositoryPolicy } from "@cdktf/provider-aws/lib/ecr-repository-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, type App } from "cdktf";
import { REGISTRY, type Program } from "./cases";

/** Where a program works, as its provider says it. */
const KNOWN_PLACE = { region: "us-east-1", allowedAccountIds: [REGISTRY] };

/** The stack of a program that uses no component of ours. */
export function cdktfProgram(app: App, program: Program, place: object = KNOWN_PLACE, name = "images"): TerraformStack {
  const stack = new TerraformStack(app, name);
  new AwsProvider(stack, "aws", place);
  const lifecycle = { preventDestroy: program.isProtected };
  const policy = (statements: readonly object[]): string =>
    JSON.stringify({ Version: "2012-10-17", Statement: statements });
  new IamRole(stack, "ci", { name: "ci", assumeRolePolicy: policy([]) });
  const key = new KmsKey(stack, "key", { ...program.key, policy: policy(program.keyStatements), lifecycle });
  const { encryption } = program;
  const kmsKey =
    encryption === undefined
      ? undefined
      : "keyAttribute" in encryption
        ? key[encryption.keyAttribute]
        : encryption.kmsKey;
  const repository = new EcrRepository(stack, "orders", {
    name: "orders",
    ...program.repository,
    ...(encryption === undefined
      ? {}
      : {
          encryptionConfiguration: [
            { encryptionType: encryption.encryptionType, ...(kmsKey === undefined ? {} : { kmsKey }) },
          ],
        }),
    lifecycle,
  });
  new EcrRepositoryPolicy(stack, "policy", {
    repository: repository.name,
    policy: policy(program.repositoryStatements),
  });
  if (program.hasLifecyclePolicy) {
    new EcrLifecyclePolicy(stack, "lifecycle", { repository: repository.name, policy: JSON.stringify({ rules: [] }) });
  }
  if (program.madeByEcr === "replication") {
    const rule = [{ destination: [{ region: "eu-west-1", registryId: REGISTRY }] }];
    new EcrReplicationConfiguration(stack, "replication", { replicationConfiguration: { rule } });
  }
  if (program.madeByEcr === "pull-through-cache") {
    new EcrPullThroughCacheRule(stack, "cache", {
      ecrRepositoryPrefix: "quay",
      upstreamRegistryUrl: "quay.io",
    });
  }
  return stack;
}
