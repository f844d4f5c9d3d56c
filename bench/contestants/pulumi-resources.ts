import * as aws from "@pulumi/aws";
import type { CustomResourceOptions } from "@pulumi/pulumi";
import { keyPolicy, repositoryPolicy } from "../by-hand/resource-policies";
import type { Use } from "../repositories";
import { PLACE } from "../repositories";

/** The key of one repository and its alias, written by hand. */
export function makeKey({ name, push, pull }: Use, options: CustomResourceOptions = {}): aws.kms.Key {
  const key = new aws.kms.Key(
    `${name}-key`,
    {
      description: "Encrypts Amazon ECR repositories",
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 30,
      multiRegion: false,
      policy: JSON.stringify(keyPolicy(PLACE, pull, push)),
    },
    { ...options, protect: true },
  );
  new aws.kms.Alias(`${name}-alias`, { name: `alias/ecr/${name}`, targetKeyId: key.keyId }, options);
  return key;
}

/** One repository and its policy, written by hand. */
export function makeRepository(
  { name, push, pull }: Use,
  key: aws.kms.Key,
  options: CustomResourceOptions = {},
): aws.ecr.Repository {
  const repository = new aws.ecr.Repository(
    `${name}-repository`,
    {
      name,
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: key.arn }],
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      forceDelete: false,
    },
    { ...options, protect: true },
  );
  const policy = JSON.stringify(repositoryPolicy(push, pull));
  new aws.ecr.RepositoryPolicy(`${name}-policy`, { repository: repository.name, policy }, options);
  return repository;
}
