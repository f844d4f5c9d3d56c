import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { KeyPolicy, PlannedKey, RepositoryKeyConfig } from "../shared";
import { planKey, policyJson } from "../shared";
import type { Inputs } from "./inputs";
import type { KeyPartTransforms } from "./key-parts";
import { makeKeyParts, passedSettings } from "./key-parts";
import type { CommonArgs, ProtectionArgs, Transform } from "./options";
import { protectedChild, tagsOf, transformed } from "./options";
import type { Planned } from "./planned";
import { part, planned } from "./planned";

/** The resources of a `RepositoryKey` that can be changed. */
export interface RepositoryKeyTransforms extends KeyPartTransforms {
  /** Changes the key. @default - as planned */
  readonly key?: Transform<aws.kms.KeyArgs>;
}

/** What a `RepositoryKey` takes. */
export interface RepositoryKeyArgs
  extends Inputs<Omit<RepositoryKeyConfig, keyof ProtectionArgs>>, CommonArgs, ProtectionArgs {
  /** Changes the resources before they are made. @default - they are made as planned */
  readonly transform?: RepositoryKeyTransforms;
}

/** What a component of this package gives to the key it makes: a plan it has made already. */
export interface PlannedKeyArgs extends CommonArgs, ProtectionArgs {
  readonly plan: Planned<PlannedKey>;
  readonly transform?: RepositoryKeyTransforms | undefined;
}

/**
 * A customer-managed KMS key for the repositories of a topology, and its alias. Belongs in the key account.
 *
 * @example
 * ```ts
 * const key = new RepositoryKey("registry", { topology }, { provider: security });
 * new RegistryHub("hub", { topology, keyArn: key.keyArn }, { provider: registry });
 * ```
 */
export class RepositoryKey extends pulumi.ComponentResource {
  /** The ARN of the key: what a repository is encrypted with. */
  public readonly keyArn: pulumi.Output<string>;
  /** The id of the key. */
  public readonly keyId: pulumi.Output<string>;
  /** The alias, `alias/` included. */
  public readonly aliasName: pulumi.Output<string>;
  /** The policy of the key, as JSON. */
  public readonly keyPolicyJson: pulumi.Output<string>;
  readonly #plan: Planned<PlannedKey>;

  /** @throws pulumi.ResourceError with every finding about `args` */
  constructor(name: string, args: RepositoryKeyArgs | PlannedKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    const plan = "plan" in args ? args.plan : planOf(args);
    super("ecr-kms:index:RepositoryKey", name, {}, opts);
    this.#plan = plan;
    this.keyPolicyJson = pulumi.output(plan.value(({ policy }) => policyJson(policy)));
    const key = new aws.kms.Key(
      `${name}-key`,
      transformed<aws.kms.KeyArgs>(
        {
          ...passedSettings(plan),
          // Whether there is a period may depend on another setting, which is unresolved.
          rotationPeriodInDays: plan.value(({ settings }) => settings.rotationPeriodInDays),
          policy: this.keyPolicyJson,
          ...tagsOf(args),
        },
        args.transform?.key,
      ),
      protectedChild(this, args),
    );
    this.aliasName = makeKeyParts(name, plan, { parent: this, keyId: key.keyId, transform: args.transform });
    this.keyArn = key.arn;
    this.keyId = key.keyId;
    this.registerOutputs({
      keyArn: this.keyArn,
      keyId: this.keyId,
      aliasName: this.aliasName,
      keyPolicyJson: this.keyPolicyJson,
    });
  }

  /** The policy of the key. */
  public get keyPolicy(): pulumi.Output<KeyPolicy> {
    return pulumi.output(this.#plan.value(({ policy }) => policy));
  }
}

/** Makes the key of a component of this package, where its plan has one to make. */
export function makePlannedKey(
  name: string,
  plan: Planned<{ readonly key?: PlannedKey }>,
  { parent, ...args }: Omit<PlannedKeyArgs, "plan"> & { readonly parent: pulumi.ComponentResource },
): RepositoryKey | undefined {
  if (!plan.structure.key) return undefined;
  return new RepositoryKey(name, { ...args, plan: part(plan, ({ key }) => key as PlannedKey) }, { parent });
}

function planOf({ tags, transform, ...plain }: RepositoryKeyArgs): Planned<PlannedKey> {
  return planned<RepositoryKeyConfig, PlannedKey>(plain, planKey);
}
