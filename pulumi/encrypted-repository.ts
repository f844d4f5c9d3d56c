import * as pulumi from "@pulumi/pulumi";
import type { EncryptedRepositoryConfig, RepositoryPlan } from "../shared";
import { planRepository } from "../shared";
import type { Inputs } from "./inputs";
import type { RepositoryAttributes, RepositoryTransforms } from "./managed-repository";
import { manageRepository } from "./managed-repository";
import type { CommonArgs, ProtectionArgs } from "./options";
import { tagsOf } from "./options";
import { part, planned } from "./planned";
import type { RepositoryKey, RepositoryKeyTransforms } from "./repository-key";
import { makePlannedKey } from "./repository-key";

/** What an `EncryptedRepository` takes. */
export interface EncryptedRepositoryArgs
  extends Inputs<Omit<EncryptedRepositoryConfig, keyof ProtectionArgs>>, CommonArgs, ProtectionArgs {
  /** Changes the resources before they are made. @default - they are made as planned */
  readonly transform?: RepositoryTransforms & RepositoryKeyTransforms;
}

/**
 * A repository encrypted with a key of its own, or with a given one. Belongs in the registry account.
 *
 * @example
 * ```ts
 * new EncryptedRepository("app", {
 *   region: "us-east-1",
 *   registryAccountId: "123456789012",
 *   repositoryName: "my-app",
 *   pull: ["222222222222"],
 * });
 * ```
 */
export class EncryptedRepository extends pulumi.ComponentResource implements RepositoryAttributes {
  /** The ARN of the key that encrypts the repository. */
  public readonly keyArn: pulumi.Output<string>;
  /** The ARN of the repository. */
  public readonly repositoryArn: pulumi.Output<string>;
  /** The name of the repository. */
  public readonly repositoryName: pulumi.Output<string>;
  /** The address to push to and pull from. */
  public readonly repositoryUrl: pulumi.Output<string>;
  /** The id of the account that owns the repository. */
  public readonly registryId: pulumi.Output<string>;
  /** The key that was made; absent when `keyArn` was given. */
  public readonly key?: RepositoryKey;

  /** @throws pulumi.ResourceError with every finding about `args` */
  constructor(name: string, args: EncryptedRepositoryArgs, opts?: pulumi.ComponentResourceOptions) {
    const { tags, transform, ...plain } = args;
    const plan = planned<EncryptedRepositoryConfig, RepositoryPlan>(plain, planRepository);
    super("ecr-kms:index:EncryptedRepository", name, {}, opts);
    const common = { ...tagsOf(args), deletionProtection: args.deletionProtection ?? true };
    const key = makePlannedKey(name, plan, { ...common, parent: this, transform });
    if (key) this.key = key;
    this.keyArn = this.key?.keyArn ?? pulumi.output(args.keyArn as pulumi.Input<string>);
    const made = manageRepository(
      name,
      part(plan, ({ repository }) => repository),
      { ...common, parent: this, keyArn: this.keyArn, transform },
    );
    this.repositoryArn = made.repositoryArn;
    this.repositoryName = made.repositoryName;
    this.repositoryUrl = made.repositoryUrl;
    this.registryId = made.registryId;
    this.registerOutputs({ keyArn: this.keyArn, ...made });
  }
}
