import * as aws from "@pulumi/aws";
import { REGISTRY, type Program } from "./cases";

/** Where a program works, as its provider says it. */
const KNOWN_PLACE = { region: "us-east-1", allowedAccountIds: [REGISTRY] };

/** A program that uses no component of ours. */
export function pulumiProgram(program: Program, place: object = KNOWN_PLACE): void {
  const provider = new aws.Provider("account", { ...place });
  const plain = { provider };
  const options = { provider, protect: program.isProtected };
  const policy = (statements: readonly object[]): string =>
    JSON.stringify({ Version: "2012-10-17", Statement: statements });
  new aws.iam.Role("ci", { name: "ci", assumeRolePolicy: policy([]) }, plain);
  const key = new aws.kms.Key("key", { ...program.key, policy: policy(program.keyStatements) }, options);
  const { encryption } = program;
  const kmsKey =
    encryption === undefined
      ? undefined
      : "keyAttribute" in encryption
        ? key[encryption.keyAttribute]
        : encryption.kmsKey;
  const repository = new aws.ecr.Repository(
    "orders",
    {
      name: "orders",
      ...program.repository,
      ...(encryption === undefined
        ? {}
        : {
            encryptionConfigurations: [
              { encryptionType: encryption.encryptionType, ...(kmsKey === undefined ? {} : { kmsKey }) },
            ],
          }),
    },
    options,
  );
  new aws.ecr.RepositoryPolicy(
    "policy",
    { repository: repository.name, policy: policy(program.repositoryStatements) },
    plain,
  );
  if (program.hasLifecyclePolicy) {
    new aws.ecr.LifecyclePolicy(
      "lifecycle",
      { repository: repository.name, policy: JSON.stringify({ rules: [] }) },
      plain,
    );
  }
  if (program.madeByEcr === "replication") {
    const rules = [{ destinations: [{ region: "eu-west-1", registryId: REGISTRY }] }];
    new aws.ecr.ReplicationConfiguration("replication", { replicationConfiguration: { rules } }, plain);
  }
  if (program.madeByEcr === "pull-through-cache") {
    new aws.ecr.PullThroughCacheRule("cache", { ecrRepositoryPrefix: "quay", upstreamRegistryUrl: "quay.io" }, plain);
  }
}
