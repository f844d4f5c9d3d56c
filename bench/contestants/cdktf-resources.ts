import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { EcrRepositoryPolicy } from "@cdktf/provider-aws/lib/ecr-repository-policy";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { keyPolicy, repositoryPolicy } from "../by-hand/resource-policies";
import type { Use } from "../repositories";
import { PLACE } from "../repositories";

/** What constructs stand in. */
export type Scope = ConstructorParameters<typeof KmsKey>[0];

const lifecycle = { preventDestroy: true };

/** The key of one repository and its alias, written by hand. */
export function makeKey(scope: Scope, prefix: string, { name, push, pull }: Use): KmsKey {
  const key = new KmsKey(scope, `${prefix}key`, {
    description: "Encrypts Amazon ECR repositories",
    enableKeyRotation: true,
    rotationPeriodInDays: 365,
    deletionWindowInDays: 30,
    multiRegion: false,
    policy: JSON.stringify(keyPolicy(PLACE, pull, push)),
    lifecycle,
  });
  new KmsAlias(scope, `${prefix}alias`, { name: `alias/ecr/${name}`, targetKeyId: key.keyId });
  return key;
}

/** One repository and its policy, written by hand. */
export function makeRepository(scope: Scope, prefix: string, { name, push, pull }: Use, key: KmsKey): void {
  const repository = new EcrRepository(scope, `${prefix}repository`, {
    name,
    encryptionConfiguration: [{ encryptionType: "KMS", kmsKey: key.arn }],
    imageTagMutability: "IMMUTABLE",
    imageScanningConfiguration: { scanOnPush: true },
    forceDelete: false,
    lifecycle,
  });
  const policy = JSON.stringify(repositoryPolicy(push, pull));
  new EcrRepositoryPolicy(scope, `${prefix}policy`, { repository: repository.name, policy });
}
