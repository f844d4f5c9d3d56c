import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { PlannedCreationTemplate } from "../shared/plans";
import type { RegistryPolicy, ReplicaPlan, ReplicaRegistryConfig, ReplicaTemplatesConfig } from "../shared";
import { planReplica, planReplicaTemplates, policyJson } from "../shared";
import type { CreationTemplateTransforms } from "./creation-template";
import { makeCreationTemplate } from "./creation-template";
import type { Inputs } from "./inputs";
import type { RepositoryAttributes, RepositoryTransforms } from "./managed-repository";
import { manageRepositories } from "./managed-repository";
import type { CommonArgs, ProtectionArgs, Transform } from "./options";
import { tagsOf, transformed } from "./options";
import type { Planned } from "./planned";
import { part, planned } from "./planned";
import type { RepositoryKey, RepositoryKeyTransforms } from "./repository-key";
import { makePlannedKey } from "./repository-key";

/** The resources of a `ReplicaRegistry` that can be changed. */
export interface ReplicaRegistryTransforms
  extends RepositoryTransforms, RepositoryKeyTransforms, CreationTemplateTransforms {
  /** Changes the policy of the registry. @default - as planned */
  readonly registryPolicy?: Transform<aws.ecr.RegistryPolicyArgs>;
}

/** What a `ReplicaRegistry` takes. */
export interface ReplicaRegistryArgs
  extends Inputs<Omit<ReplicaRegistryConfig, keyof ProtectionArgs>>, CommonArgs, ProtectionArgs {
  /** Changes the resources before they are made. @default - they are made as planned */
  readonly transform?: ReplicaRegistryTransforms;
}

/**
 * One destination of a replication, prepared so that every replica is encrypted with a key of this account and Region:
 * the key (or a given one), the repositories or the creation templates that make them, and the registry policy that
 * lets another account replicate. Belongs in the account and Region of the destination, with a provider of that Region.
 *
 * @example
 * ```ts
 * const replication = { topology, destinations: [{ region: "eu-west-1" }] };
 * const replica = new ReplicaRegistry("replica", { replication, region: "eu-west-1" }, { provider: ireland });
 * new ReplicatedRegistry("registry", { replication }, { provider: registry, dependsOn: [replica] });
 * ```
 */
export class ReplicaRegistry extends pulumi.ComponentResource {
  /** The ARN of the key that encrypts every replica. */
  public readonly keyArn: pulumi.Output<string>;
  /** The key that was made; absent when the replication gives one. */
  public readonly key?: RepositoryKey;
  /** Repository name → its attributes; none where a template makes them. */
  public readonly repositories: Readonly<Record<string, RepositoryAttributes>>;
  /** Prefix of each creation template → the ARN of its role. */
  public readonly templateRoleArns: Readonly<Record<string, pulumi.Output<string>>>;

  /** @throws pulumi.ResourceError with every finding about `args` */
  constructor(name: string, args: ReplicaRegistryArgs, opts?: pulumi.ComponentResourceOptions) {
    const { tags, transform, ...plain } = args;
    const plan = planned<ReplicaRegistryConfig, ReplicaPlan>(plain, planReplica);
    super("ecr-kms:index:ReplicaRegistry", name, {}, opts);
    const common = { ...tagsOf(args), deletionProtection: args.deletionProtection ?? true };
    const key = makePlannedKey(name, plan, { ...common, parent: this, transform });
    if (key) this.key = key;
    this.keyArn = this.key?.keyArn ?? pulumi.output(plan.leaf(({ keyArn }) => keyArn as string));
    const options = { ...common, parent: this, keyArn: this.keyArn, transform };
    this.repositories = manageRepositories(name, plan, options);
    this.templateRoleArns = this.#makeTemplates(name, { ...plain, keyArn: this.keyArn }, args);
    if (plan.structure.registryPolicy)
      this.#setRegistryPolicy(
        name,
        part(plan, ({ registryPolicy }) => registryPolicy as RegistryPolicy),
        transform?.registryPolicy,
      );
    this.registerOutputs({
      keyArn: this.keyArn,
      repositories: this.repositories,
      templateRoleArns: this.templateRoleArns,
    });
  }

  #makeTemplates(
    name: string,
    config: Inputs<ReplicaTemplatesConfig>,
    args: ReplicaRegistryArgs,
  ): ReplicaRegistry["templateRoleArns"] {
    const plan = planned<ReplicaTemplatesConfig, readonly PlannedCreationTemplate[]>(config, planReplicaTemplates);
    const options = { ...tagsOf(args), parent: this, transform: args.transform };
    const made = plan.structure.map(({ prefix }, index) => {
      const template = part(plan, (templates) => templates[index] as PlannedCreationTemplate);
      return [prefix, makeCreationTemplate(`${name}-${prefix}`, template, options).roleArn] as const;
    });
    return Object.fromEntries(made);
  }

  #setRegistryPolicy(
    name: string,
    plan: Planned<RegistryPolicy>,
    transform: ReplicaRegistryTransforms["registryPolicy"],
  ): void {
    const args = { policy: plan.value(policyJson) };
    new aws.ecr.RegistryPolicy(`${name}-registry-policy`, transformed<aws.ecr.RegistryPolicyArgs>(args, transform), {
      parent: this,
    });
  }
}
