import { checkTopology } from "./check-topology";
import { FindingList } from "./findings";
import type { ResolvedTopology } from "./resolved-topology";
import { resolveTopology } from "./resolved-topology";
import type { RegistryTopology } from "./topology";
import type { IsUnresolved } from "./unresolved";

/** Checks a topology and fills in its defaults. @throws PolicyError with every finding */
export function checkedTopology(topology: RegistryTopology, isUnresolved: IsUnresolved): ResolvedTopology {
  const findings = new FindingList();
  checkTopology(topology, "", { findings, isUnresolved });
  findings.throwIfAny("the topology");
  return resolveTopology(topology, isUnresolved);
}
