import type { EcrReplicationConfigurationConfig } from "@cdktf/provider-aws/lib/ecr-replication-configuration";
import { EcrReplicationConfiguration } from "@cdktf/provider-aws/lib/ecr-replication-configuration";
import { Construct } from "constructs";
import type { ReplicatedRegistryConfig } from "../shared";
import type { ReplicationRule } from "../shared/plans";
import { planReplication } from "../shared";
import type { CommonProps, Transform } from "./options";
import { providerOf, transformed } from "./options";
import { isToken } from "./tokens";

/** What a `ReplicatedRegistry` takes. */
export interface ReplicatedRegistryProps extends ReplicatedRegistryConfig, Pick<CommonProps, "provider"> {
  /** Changes the replication configuration before it is made. @default - it is made as planned */
  readonly transform?: {
    /** Changes the replication configuration. @default - as planned */
    readonly replicationConfiguration?: Transform<EcrReplicationConfigurationConfig>;
  };
}

/**
 * The replication configuration of a registry: which repositories are replicated, and to where. Belongs in the account
 * and Region of the topology, once: a registry has one replication configuration, and setting it replaces what stood
 * there. Deploy it after the `ReplicaRegistry` of each destination.
 *
 * @example
 * ```ts
 * new ReplicatedRegistry(stack, "replication", { replication: { topology, destinations: [{ region: "eu-west-1" }] } });
 * ```
 */
export class ReplicatedRegistry extends Construct {
  /** The rules, as planned. */
  public readonly rules: readonly ReplicationRule[];
  readonly #configuration: EcrReplicationConfiguration;

  /** @throws PolicyError with every finding about `props` */
  constructor(scope: Construct, id: string, props: ReplicatedRegistryProps) {
    super(scope, id);
    const { provider, transform, ...plain } = props;
    this.rules = planReplication(plain, isToken).rules;
    const rule = this.rules.map(({ destinations, repositoryFilters }) => ({
      destination: destinations.map((destination) => ({ ...destination })),
      repositoryFilter: repositoryFilters.map((filter) => ({ ...filter })),
    }));
    this.#configuration = new EcrReplicationConfiguration(
      this,
      "configuration",
      transformed<EcrReplicationConfigurationConfig>(
        { replicationConfiguration: { rule }, ...providerOf({ provider }) },
        transform?.replicationConfiguration,
      ),
    );
  }

  /** The id of the account that owns the registry. */
  public get registryId(): string {
    return this.#configuration.registryId;
  }
}
