import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KeyPolicy, ReplicaKeyConfig } from "../shared";
import type { PlannedReplicaKey } from "../shared/plans";
import { planReplicaKey } from "../shared/plans";
import { policyJson } from "../shared";
import type { Inputs } from "./inputs";
import type { KeyPartTransforms } from "./key-parts";
import { makeKeyParts, passedSettings } from "./key-parts";
import type { CommonArgs, ProtectionArgs, Transform } from "./options";
import { protectedChild, tagsOf, transformed } from "./options";
import type { Planned } from "./planned";
import { planned } from "./planned";

/** The resources of a `ReplicaKey` that can be changed. */
export interface ReplicaKeyTransforms extends KeyPartTransforms {
  /** Changes the replica. @default - as planned */
  readonly key?: Transform<aws.kms.ReplicaKeyArgs>;
}

/** What a `ReplicaKey` takes. */
export interface ReplicaKeyArgs
  extends Inputs<Omit<ReplicaKeyConfig, keyof ProtectionArgs>>, CommonArgs, ProtectionArgs {
  /** Changes the resources before they are made. @default - they are made as planned */
  readonly transform?: ReplicaKeyTransforms;
}

/**
 * A replica of a multi-Region key for the registry of another Region, with a policy, an alias and grants for that
 * Region. Belongs in the key account, with a provider of the replica's Region.
 *
 * @example
 * ```ts
 * const key = new RepositoryKey("registry", { topology, multiRegion: true }, { provider: frankfurt });
 * const ireland = { ...topology, region: "eu-west-1" };
 * const replica = new ReplicaKey("ireland", { topology: ireland, primaryKeyArn: key.keyArn }, { provider: dublin });
 * new RegistryHub("ireland", { topology: ireland, keyArn: replica.keyArn }, { provider: dublin });
 * ```
 */
export class ReplicaKey extends pulumi.ComponentResource {
  /** The ARN of the replica: what a repository of its Region is encrypted with. */
  public readonly keyArn: pulumi.Output<string>;
  /** The id of the replica, which is that of its primary key. */
  public readonly keyId: pulumi.Output<string>;
  /** The alias, `alias/` included. */
  public readonly aliasName: pulumi.Output<string>;
  /** The policy of the replica, as JSON. */
  public readonly keyPolicyJson: pulumi.Output<string>;
  readonly #plan: Planned<PlannedReplicaKey>;

  /** @throws pulumi.ResourceError with every finding about `args` */
  constructor(name: string, args: ReplicaKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    const { tags, transform, ...plain } = args;
    const plan = planned<ReplicaKeyConfig, PlannedReplicaKey>(plain, planReplicaKey);
    super("ecr-kms:index:ReplicaKey", name, {}, opts);
    this.#plan = plan;
    this.keyPolicyJson = pulumi.output(plan.value(({ policy }) => policyJson(policy)));
    const key = new aws.kms.ReplicaKey(
      `${name}-key`,
      transformed<aws.kms.ReplicaKeyArgs>(
        {
          ...passedSettings(plan),
          primaryKeyArn: plan.leaf(({ primaryKeyArn }) => primaryKeyArn),
          policy: this.keyPolicyJson,
          ...tagsOf(args),
        },
        transform?.key,
      ),
      protectedChild(this, args),
    );
    this.aliasName = makeKeyParts(name, plan, { parent: this, keyId: key.keyId, transform });
    this.keyArn = key.arn;
    this.keyId = key.keyId;
    this.registerOutputs({
      keyArn: this.keyArn,
      keyId: this.keyId,
      aliasName: this.aliasName,
      keyPolicyJson: this.keyPolicyJson,
    });
  }

  /** The policy of the replica. */
  public get keyPolicy(): pulumi.Output<KeyPolicy> {
    return pulumi.output(this.#plan.value(({ policy }) => policy));
  }
}
