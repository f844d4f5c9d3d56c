/** What the author of a component would write who needs one key, one repository and nothing else, nested as ours are. */
import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Use } from "../repositories";
import { uses } from "../repositories";
import { makeKey, makeRepository } from "./pulumi-resources";
import { runPulumi } from "./run-pulumi";

class Key extends pulumi.ComponentResource {
  readonly key: aws.kms.Key;

  constructor(use: Use, options: pulumi.ComponentResourceOptions) {
    super("by-hand:index:Key", use.name, {}, options);
    this.key = makeKey(use, { parent: this });
    this.registerOutputs({ keyArn: this.key.arn, keyId: this.key.keyId, aliasName: `alias/ecr/${use.name}` });
  }
}

class Repository extends pulumi.ComponentResource {
  constructor(use: Use) {
    super("by-hand:index:Repository", use.name);
    const { key } = new Key(use, { parent: this });
    const { arn, name, repositoryUrl, registryId } = makeRepository(use, key, { parent: this });
    this.registerOutputs({
      keyArn: key.arn,
      repositoryArn: arn,
      repositoryName: name,
      repositoryUrl,
      registryId,
    });
  }
}

void runPulumi(() => {
  for (const use of uses()) new Repository(use);
});
