import type { EcrRegistryPolicyConfig } from "@cdktf/provider-aws/lib/ecr-registry-policy";
import { EcrRegistryPolicy } from "@cdktf/provider-aws/lib/ecr-registry-policy";
import { Construct } from "constructs";
import type { RegistryPolicy, ReplicaRegistryConfig } from "../shared";
import type { RepositoryToMake } from "../shared/plans";
import { planReplica, planReplicaTemplates } from "../shared";
import { idOf } from "./construct-id";
import type { CreationTemplateTransforms } from "./creation-template";
import { makeCreationTemplate } from "./creation-template";
import type { ManagedRepositoryOptions, RepositoryAttributes, RepositoryTransforms } from "./managed-repository";
import { manageRepository } from "./managed-repository";
import type { CommonProps, Transform } from "./options";
import { commonOf, providerOf, transformed } from "./options";
import { policyText } from "./policy-text";
import type { RepositoryKeyTransforms } from "./repository-key";
import { RepositoryKey } from "./repository-key";
import { isToken } from "./tokens";

/** The resources of a `ReplicaRegistry` that can be changed. */
export interface ReplicaRegistryTransforms
  extends RepositoryTransforms, RepositoryKeyTransforms, CreationTemplateTransforms {
  /** Changes the policy of the registry. @default - as planned */
  readonly registryPolicy?: Transform<EcrRegistryPolicyConfig>;
}

/** What a `ReplicaRegistry` takes. */
export interface ReplicaRegistryProps extends ReplicaRegistryConfig, CommonProps {
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
 * new ReplicaRegistry(replicaStack, "replica", { replication, region: "eu-west-1" });
 * new ReplicatedRegistry(registryStack, "replication", { replication });
 * ```
 */
export class ReplicaRegistry extends Construct {
  /** The ARN of the key that encrypts every replica. */
  public readonly keyArn: string;
  /** The key that was made; absent when the replication gives one. */
  public readonly key?: RepositoryKey;
  /** Repository name → its attributes; none where a template makes them. */
  public readonly repositories: Readonly<Record<string, RepositoryAttributes>>;
  /** Prefix of each creation template → the ARN of its role. */
  public readonly templateRoleArns: Readonly<Record<string, string>>;

  /** @throws PolicyError with every finding about `props` */
  constructor(scope: Construct, id: string, props: ReplicaRegistryProps) {
    super(scope, id);
    const { provider, tags, transform, ...plain } = props;
    const { key, keyArn, repositories, registryPolicy } = planReplica(plain, isToken);
    const common = { ...commonOf(props), deletionProtection: props.deletionProtection ?? true };
    if (key) this.key = new RepositoryKey(this, "key", { ...common, plan: key, ...(transform ? { transform } : {}) });
    this.keyArn = this.key?.keyArn ?? (keyArn as string);
    this.repositories = this.#makeRepositories(repositories, { ...common, keyArn: this.keyArn, transform });
    this.templateRoleArns = this.#makeTemplates(props, plain);
    if (registryPolicy) this.#setRegistryPolicy(registryPolicy, props);
  }

  #makeRepositories(
    repositories: readonly RepositoryToMake[],
    options: ManagedRepositoryOptions,
  ): ReplicaRegistry["repositories"] {
    const scope = new Construct(this, "repositories");
    return Object.fromEntries(
      repositories.map((each) => [each.name, manageRepository(new Construct(scope, idOf(each.name)), each, options)]),
    );
  }

  #makeTemplates(props: ReplicaRegistryProps, plain: ReplicaRegistryConfig): ReplicaRegistry["templateRoleArns"] {
    const scope = new Construct(this, "templates");
    const options = { ...commonOf(props), transform: props.transform };
    const made = planReplicaTemplates({ ...plain, keyArn: this.keyArn }, isToken).map((template) => {
      const { roleArn } = makeCreationTemplate(new Construct(scope, idOf(template.prefix)), template, options);
      return [template.prefix, roleArn] as const;
    });
    return Object.fromEntries(made);
  }

  #setRegistryPolicy(registryPolicy: RegistryPolicy, props: ReplicaRegistryProps): void {
    const planned = { policy: policyText(registryPolicy), ...providerOf(props) };
    new EcrRegistryPolicy(
      this,
      "registry-policy",
      transformed<EcrRegistryPolicyConfig>(planned, props.transform?.registryPolicy),
    );
  }
}
