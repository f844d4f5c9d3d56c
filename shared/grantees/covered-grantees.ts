import type { TopologyGrantee } from "./grantee-table";

/** A grantee that is a principal inside an account. */
export type NamedGrantee = Extract<TopologyGrantee, { kind: "role" | "user" }>;

/** Whether a grantee is a role or a user. */
export function isNamed(grantee: TopologyGrantee): grantee is NamedGrantee {
  return grantee.kind === "role" || grantee.kind === "user";
}

/** Roles and users need no mention beside their whole account. */
export function withoutCovered(grantees: readonly TopologyGrantee[]): readonly TopologyGrantee[] {
  if (!grantees.some(isNamed)) return grantees;
  const accounts = new Set<string>();
  for (const { kind, value } of grantees) if (kind === "account") accounts.add(value);
  if (accounts.size === 0) return grantees;
  return grantees.filter((grantee) => !isNamed(grantee) || !accounts.has(grantee.accountId));
}
