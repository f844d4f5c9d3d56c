import type { KmsReplicaKeyConfig } from "@cdktf/provider-aws/lib/kms-replica-key";
import { KmsReplicaKey } from "@cdktf/provider-aws/lib/kms-replica-key";
import { Construct } from "constructs";
import type { KeyPolicy, ReplicaKeyConfig } from "../shared";
import { planReplicaKey } from "../shared/plans";
import type { KeyPartTransforms } from "./key-parts";
import { makeKeyParts } from "./key-parts";
import type { CommonProps, Transform } from "./options";
import { commonOf, protection, transformed } from "./options";
import { policyText } from "./policy-text";
import { isToken } from "./tokens";

/** The resources of a `ReplicaKey` that can be changed. */
export interface ReplicaKeyTransforms extends KeyPartTransforms {
  /** Changes the replica. @default - as planned */
  readonly key?: Transform<KmsReplicaKeyConfig>;
}

/** What a `ReplicaKey` takes. */
export interface ReplicaKeyProps extends ReplicaKeyConfig, CommonProps {
  /** Changes the resources before they are made. @default - they are made as planned */
  readonly transform?: ReplicaKeyTransforms;
}

/**
 * A replica of a multi-Region key for the registry of another Region, with a policy, an alias and grants for that
 * Region. Belongs in the key account, with a provider of the replica's Region.
 *
 * @example
 * ```ts
 * const key = new RepositoryKey(stack, "key", { topology, multiRegion: true });
 * const ireland = { ...topology, region: "eu-west-1" };
 * const replica = new ReplicaKey(irelandStack, "key", { topology: ireland, primaryKeyArn: key.keyArn });
 * new RegistryHub(irelandStack, "hub", { topology: ireland, keyArn: replica.keyArn });
 * ```
 */
export class ReplicaKey extends Construct {
  /** The alias, `alias/` included. */
  public readonly aliasName: string;
  /** The policy of the replica. */
  public readonly keyPolicy: KeyPolicy;
  readonly #key: KmsReplicaKey;

  /** @throws PolicyError with every finding about `props` */
  constructor(scope: Construct, id: string, props: ReplicaKeyProps) {
    super(scope, id);
    const { provider, tags, transform, ...plain } = props;
    const planned = planReplicaKey(plain, isToken);
    const { settings, policy, primaryKeyArn, aliasName } = planned;
    const key: KmsReplicaKeyConfig = {
      ...settings,
      primaryKeyArn,
      policy: policyText(policy),
      ...protection(props.deletionProtection),
      ...commonOf(props),
    };
    this.#key = new KmsReplicaKey(this, "key", transformed<KmsReplicaKeyConfig>(key, transform?.key));
    makeKeyParts(this, planned, this.keyId, props);
    this.aliasName = aliasName;
    this.keyPolicy = policy;
  }

  /** The ARN of the replica: what a repository of its Region is encrypted with. */
  public get keyArn(): string {
    return this.#key.arn;
  }

  /** The policy of the replica, as JSON in the form that Terraform takes: what it would evaluate is escaped. */
  public get keyPolicyJson(): string {
    return policyText(this.keyPolicy);
  }

  /** The id of the replica, which is that of its primary key. */
  public get keyId(): string {
    return this.#key.keyId;
  }
}
