import { Construct } from "constructs";
import type { EncryptedRepositoryConfig } from "../shared";
import { planRepository } from "../shared";
import type { RepositoryAttributes, RepositoryTransforms } from "./managed-repository";
import { manageRepository } from "./managed-repository";
import type { CommonProps } from "./options";
import { commonOf } from "./options";
import type { RepositoryKeyTransforms } from "./repository-key";
import { RepositoryKey } from "./repository-key";
import { isToken } from "./tokens";

/** What an `EncryptedRepository` takes. */
export interface EncryptedRepositoryProps extends EncryptedRepositoryConfig, CommonProps {
  /** Changes the resources before they are made. @default - they are made as planned */
  readonly transform?: RepositoryTransforms & RepositoryKeyTransforms;
}

/**
 * A repository encrypted with a key of its own, or with a given one. Belongs in the registry account.
 *
 * @example
 * ```ts
 * new EncryptedRepository(stack, "app", {
 *   region: "us-east-1",
 *   registryAccountId: "123456789012",
 *   repositoryName: "my-app",
 *   pull: ["222222222222"],
 * });
 * ```
 */
export class EncryptedRepository extends Construct implements RepositoryAttributes {
  /** The ARN of the key that encrypts the repository. */
  public readonly keyArn: string;
  /** The key that was made; absent when `keyArn` was given. */
  public readonly key?: RepositoryKey;
  readonly #repository: RepositoryAttributes;

  /** @throws PolicyError with every finding about `props` */
  constructor(scope: Construct, id: string, props: EncryptedRepositoryProps) {
    super(scope, id);
    const { provider, tags, transform, ...plain } = props;
    const { key, repository } = planRepository(plain, isToken);
    const common = { ...commonOf(props), deletionProtection: props.deletionProtection ?? true };
    if (key) this.key = new RepositoryKey(this, "key", { ...common, plan: key, ...(transform ? { transform } : {}) });
    this.keyArn = this.key?.keyArn ?? (props.keyArn as string);
    this.#repository = manageRepository(this, repository, { ...common, keyArn: this.keyArn, transform });
  }

  /** The ARN of the repository. */
  public get repositoryArn(): string {
    return this.#repository.repositoryArn;
  }

  /** The name of the repository. */
  public get repositoryName(): string {
    return this.#repository.repositoryName;
  }

  /** The address to push to and pull from. */
  public get repositoryUrl(): string {
    return this.#repository.repositoryUrl;
  }

  /** The id of the account that owns the repository. */
  public get registryId(): string {
    return this.#repository.registryId;
  }
}
