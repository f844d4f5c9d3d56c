import type { RegistryLocation } from "../aws/arn";
import type { GranteeTable, TopologyGrantee } from "../grantees/grantee-table";
import type { PrincipalStrategy } from "../grantees/principal-clauses";
import type { KmsAccess } from "./topology";
import type { IsUnresolved } from "../base/unresolved";

/** Who may use one repository, in canonical order. */
export interface ResolvedAccess {
  readonly push: readonly TopologyGrantee[];
  readonly pull: readonly TopologyGrantee[];
  readonly lambda: readonly TopologyGrantee[];
}

/** A topology that has been checked, with every default filled in and every list and map in canonical order. */
export interface ResolvedTopology extends RegistryLocation {
  readonly keyAccountId: string;
  /** `alias/` included. */
  readonly keyAlias: string;
  readonly repositories: Readonly<Record<string, ResolvedAccess>>;
  readonly creators: readonly TopologyGrantee[];
  readonly keyAdministrators: readonly TopologyGrantee[];
  readonly kmsAccess: KmsAccess;
  readonly principalStrategy: PrincipalStrategy;
  readonly grantsPerKey: number;
  /** Puts any selection of the grantees into canonical order. */
  readonly grantees: Pick<GranteeTable, "canonical" | "union">;
  readonly isUnresolved: IsUnresolved;
}
