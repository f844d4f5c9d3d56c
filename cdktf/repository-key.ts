import type { KmsKeyConfig } from "@cdktf/provider-aws/lib/kms-key";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import type { KeyPolicy, PlannedKey, RepositoryKeyConfig } from "../shared";
import { planKey } from "../shared";
import type { KeyPartTransforms } from "./key-parts";
import { makeKeyParts } from "./key-parts";
import type { CommonProps, Transform } from "./options";
import { commonOf, protection, transformed } from "./options";
import { policyText } from "./policy-text";
import { isToken } from "./tokens";

/** The resources of a `RepositoryKey` that can be changed. */
export interface RepositoryKeyTransforms extends KeyPartTransforms {
  /** Changes the key. @default - as planned */
  readonly key?: Transform<KmsKeyConfig>;
}

/** What a `RepositoryKey` takes. */
export interface RepositoryKeyProps extends RepositoryKeyConfig, CommonProps {
  /** Changes the resources before they are made. @default - they are made as planned */
  readonly transform?: RepositoryKeyTransforms;
}

/** What a construct of this package gives to the key it makes: a plan it has made already. */
export interface PlannedKeyProps extends CommonProps {
  readonly plan: PlannedKey;
  readonly deletionProtection?: boolean;
  readonly transform?: RepositoryKeyTransforms;
}

/**
 * A customer-managed KMS key for the repositories of a topology, and its alias. Belongs in the key account.
 *
 * @example
 * ```ts
 * const key = new RepositoryKey(stack, "key", { topology });
 * new RegistryHub(hubStack, "hub", { topology, keyArn: key.keyArn });
 * ```
 */
export class RepositoryKey extends Construct {
  /** The alias, `alias/` included. */
  public readonly aliasName: string;
  /** The policy of the key. */
  public readonly keyPolicy: KeyPolicy;
  readonly #key: KmsKey;

  /** @throws PolicyError with every finding about `props` */
  constructor(scope: Construct, id: string, props: RepositoryKeyProps | PlannedKeyProps) {
    super(scope, id);
    const planned = "plan" in props ? props.plan : planOf(props);
    const { settings, policy, aliasName } = planned;
    this.#key = new KmsKey(
      this,
      "key",
      transformed<KmsKeyConfig>(
        { ...settings, policy: policyText(policy), ...protection(props.deletionProtection), ...commonOf(props) },
        props.transform?.key,
      ),
    );
    makeKeyParts(this, planned, this.keyId, props);
    this.aliasName = aliasName;
    this.keyPolicy = policy;
  }

  /** The ARN of the key: what a repository is encrypted with. */
  public get keyArn(): string {
    return this.#key.arn;
  }

  /** The policy of the key, as JSON in the form that Terraform takes: what it would evaluate is escaped. */
  public get keyPolicyJson(): string {
    return policyText(this.keyPolicy);
  }

  /** The id of the key. */
  public get keyId(): string {
    return this.#key.keyId;
  }
}

function planOf({ provider, tags, transform, ...plain }: RepositoryKeyProps): PlannedKey {
  return planKey(plain, isToken);
}
