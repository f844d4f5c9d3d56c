import type { Partition, RegistryTopology } from "../../shared";

/**
 * Where each account stands in AWS Organizations: account id → `o-…/r-…/ou-…/`. An account that is absent is in no
 * organization.
 */
export type Membership = Readonly<Record<string, string>>;

/** One case of the properties: a topology, and what is true of the world around it. */
export interface Scenario {
  readonly topology: RegistryTopology;
  readonly membership: Membership;
  /** Whether the documents name the key by its ARN, or by its alias. */
  readonly keyByArn: boolean;
  /** Decides which of the many decisions of this scenario are compared. */
  readonly sample: number;
}

/** The key of every scenario has this id. */
const KEY_ID = "12345678-1234-1234-1234-123456789012";

/** The facts of a topology that have a default, filled in. Written again here, apart from the core's own. */
export interface Facts {
  readonly partition: Partition;
  readonly region: string;
  readonly registry: string;
  readonly keyAccount: string;
  readonly alias: string;
  readonly model: NonNullable<RegistryTopology["kmsAccess"]>;
  readonly exact: boolean;
  readonly creators: readonly string[];
  readonly administrators: readonly string[];
  readonly keyArn: string;
}

/** Fills in what a topology leaves to the defaults. */
export function factsOf({ topology }: Pick<Scenario, "topology">): Facts {
  const { region, registryAccountId: registry } = topology;
  const partition = partitionOfRegion(region);
  const keyAccount = topology.keyAccountId ?? registry;
  const alias = topology.keyAlias ?? "alias/ecr/registry";
  return {
    partition,
    region,
    registry,
    keyAccount,
    alias: alias.startsWith("alias/") ? alias : `alias/${alias}`,
    model: topology.kmsAccess ?? "key-policy",
    exact: topology.principalStrategy === "exact",
    creators: topology.creators ?? [registry],
    administrators: topology.keyAdministrators ?? [],
    keyArn: `arn:${partition}:kms:${region}:${keyAccount}:key/${KEY_ID}`,
  };
}

/** Another Region of the same partition. */
export function otherRegion({ partition }: Facts): string {
  return { aws: "us-west-2", "aws-cn": "cn-northwest-1", "aws-us-gov": "us-gov-east-1" }[partition];
}

function partitionOfRegion(region: string): Partition {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
