import type { PlannedIdentity, PlanOptions, RegistryTopology } from "../../shared";
import { planRegistry, policyJson } from "../../shared";

/** Everything that the core writes for a topology, also for accounts in which a program makes nothing. */
export function plannedDocuments(topology: RegistryTopology, options: PlanOptions = {}): object {
  const { key, repositories, spokes } = planRegistry(topology, options);
  return {
    alias: key.aliasName,
    key: policyJson(key.policy),
    grants: key.grants,
    repositories: mapped(repositories, ({ policy }) => (policy ? policyJson(policy) : "none")),
    accounts: mapped(spokes, ofIdentities),
  };
}

function ofIdentities(identities: readonly PlannedIdentity[]): object {
  const entries = identities.map(({ kind, name, policies }) => [`${kind} ${name}`, policies.map(policyJson)] as const);
  return Object.fromEntries(entries);
}

/** The same keys with changed values. */
export function mapped<Value>(byKey: Readonly<Record<string, Value>>, change: (value: Value) => unknown): object {
  return Object.fromEntries(Object.entries(byKey).map(([key, value]) => [key, change(value)]));
}
