import { withoutCovered } from "../grantees/principal-clauses";
import type { TopologyGrantee } from "../grantees/grantee-table";
import type { ImageRights } from "./image-rights";
import type { ResolvedAccess } from "../topology/resolved-topology";

/** The grantees of one repository that have the same rights. */
export interface AccessGroup {
  readonly rights: ImageRights;
  /** In canonical order. */
  readonly grantees: readonly TopologyGrantee[];
}

/**
 * The grantees of one repository by what they may do: each stands in one group. A role or user is left out of what its
 * whole account may do already.
 */
export function accessGroups(access: ResolvedAccess): readonly AccessGroup[] {
  const push = withoutCovered(access.push);
  const pull = withoutCovered(access.pull);
  if (push.length === 0 || pull.length === 0) return groups(push, pull, []);
  const pushers = new Set(push);
  const both = pull.filter((grantee) => pushers.has(grantee));
  if (both.length === 0) return groups(push, pull, both);
  const inBoth = new Set(both);
  const inOne = (grantee: TopologyGrantee): boolean => !inBoth.has(grantee);
  return groups(push.filter(inOne), pull.filter(inOne), both);
}

function groups(
  push: readonly TopologyGrantee[],
  pull: readonly TopologyGrantee[],
  both: readonly TopologyGrantee[],
): readonly AccessGroup[] {
  const all: readonly AccessGroup[] = [
    { rights: "push", grantees: push },
    { rights: "pull", grantees: pull },
    { rights: "push-and-pull", grantees: both },
  ];
  return all.filter(({ grantees }) => grantees.length > 0);
}
