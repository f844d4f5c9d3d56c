import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ReplicatedRegistryConfig, ReplicationPlan } from "../shared";
import type { ReplicationRule } from "../shared/plans";
import { planReplication } from "../shared";
import type { Inputs } from "./inputs";
import type { Transform } from "./options";
import { transformed } from "./options";
import type { Planned } from "./planned";
import { part, planned } from "./planned";

/** What a `ReplicatedRegistry` takes. */
export interface ReplicatedRegistryArgs extends Inputs<ReplicatedRegistryConfig> {
  /** Changes the replication configuration before it is made. @default - it is made as planned */
  readonly transform?: {
    /** Changes the replication configuration. @default - as planned */
    readonly replicationConfiguration?: Transform<aws.ecr.ReplicationConfigurationArgs>;
  };
}

/**
 * The replication configuration of a registry: which repositories are replicated, and to where. Belongs in the account
 * and Region of the topology, once: a registry has one replication configuration, and setting it replaces what stood
 * there. Deploy it after the `ReplicaRegistry` of each destination.
 *
 * @example
 * ```ts
 * new ReplicatedRegistry("registry", { replication }, { provider: registry, dependsOn: [replica] });
 * ```
 */
export class ReplicatedRegistry extends pulumi.ComponentResource {
  /** The rules, as planned. */
  public readonly rules: pulumi.Output<readonly ReplicationRule[]>;
  /** The id of the account that owns the registry. */
  public readonly registryId: pulumi.Output<string>;

  /** @throws pulumi.ResourceError with every finding about `args` */
  constructor(name: string, args: ReplicatedRegistryArgs, opts?: pulumi.ComponentResourceOptions) {
    const { transform, ...plain } = args;
    const plan = planned<ReplicatedRegistryConfig, ReplicationPlan>(plain, planReplication);
    super("ecr-kms:index:ReplicatedRegistry", name, {}, opts);
    const rules = plan.structure.rules.map((_, index) =>
      ruleArgs(part(plan, (known) => known.rules[index] as ReplicationRule)),
    );
    const configuration = new aws.ecr.ReplicationConfiguration(
      `${name}-replication`,
      transformed<aws.ecr.ReplicationConfigurationArgs>(
        { replicationConfiguration: { rules } },
        transform?.replicationConfiguration,
      ),
      { parent: this },
    );
    this.rules = pulumi.output(plan.value((known) => known.rules)) as pulumi.Output<readonly ReplicationRule[]>;
    this.registryId = configuration.registryId;
    this.registerOutputs({ rules: this.rules, registryId: this.registryId });
  }
}

function ruleArgs(
  rule: Planned<ReplicationRule>,
): aws.types.input.ecr.ReplicationConfigurationReplicationConfigurationRule {
  return {
    destinations: rule.structure.destinations.map(({ region }, index) => ({
      region,
      registryId: rule.leaf(({ destinations }) => destinations[index]?.registryId as string),
    })),
    repositoryFilters: rule.structure.repositoryFilters.map((filter) => ({ ...filter })),
  };
}
