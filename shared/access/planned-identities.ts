import type { MeasuredDocument } from "./check-sizes";
import { measured } from "./check-sizes";
import type { IdentityPolicy } from "../policies/document";
import { POLICIES_PER_PRINCIPAL } from "../policies/document-size";
import type { FindingList } from "../findings/findings";
import { identityPoliciesOf } from "./identity-policies";
import type { IdentityRights } from "./rights";
import type { ResolvedTopology } from "../topology/resolved-topology";
import type { SpokeIdentity } from "./spoke-identities";

/** The IAM policies of one principal, or of a whole account. */
export interface PlannedIdentity {
  /** `"account"`, or the name of the role or user: unique within the account and kind. */
  readonly name: string;
  /** What the policies are for: all principals of the account, or one of them. */
  readonly kind: "account" | "role" | "user";
  /** The policies, as many as AWS's size limit asks for. */
  readonly policies: readonly IdentityPolicy[];
}

/**
 * Gives identities their policies. Those with the same rights get the same documents, made once: a thousand accounts
 * that pull the same images need one plan.
 */
export function identityPlanner(
  topology: ResolvedTopology,
  keyArn: string | undefined,
): (identities: readonly SpokeIdentity[]) => readonly PlannedIdentity[] {
  const made = new Map<string, { rights: IdentityRights; policies: readonly IdentityPolicy[] }[]>();
  const policiesFor = (rights: IdentityRights): readonly IdentityPolicy[] => {
    const key = outline(rights);
    const alike = made.get(key) ?? [];
    made.set(key, alike);
    const same = alike.find((each) => sameRights(each.rights, rights));
    if (same !== undefined) return same.policies;
    const policies = identityPoliciesOf(topology, rights, keyArn);
    alike.push({ rights, policies });
    return policies;
  };
  return (identities) => identities.map(({ name, kind, rights }) => ({ name, kind, policies: policiesFor(rights) }));
}

const RIGHTS = ["push", "pull", "create"] as const;

/**
 * A short text that is different for most rights: comparing all names with all others would take longer than planning.
 */
function outline(rights: IdentityRights): string {
  const ends = RIGHTS.map((right) => {
    const names = rights[right] ?? [];
    return [names.length, names[0], names[names.length >> 1], names.at(-1)].join(" ");
  });
  return `${ends.join("; ")} ${String(rights.administerKey ?? false)}`;
}

function sameRights(a: IdentityRights, b: IdentityRights): boolean {
  return (
    (a.administerKey ?? false) === (b.administerKey ?? false) &&
    RIGHTS.every((right) => sameList(a[right] ?? [], b[right] ?? []))
  );
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

/** The sizes of the documents of one account. */
export function measuredIdentities(
  accountId: string,
  identities: readonly PlannedIdentity[],
): readonly MeasuredDocument[] {
  return identities.flatMap((identity) =>
    identity.policies.map((policy, index) => {
      const part = identity.policies.length > 1 ? ` (${index + 1} of ${identity.policies.length})` : "";
      const name = `IAM policy for ${whoIs(accountId, identity)}${part}`;
      return measured(name, "identity-policy", policy, "repositories");
    }),
  );
}

/** Adds a finding for each identity that needs more policies than can be attached to it. */
export function checkPolicyCounts(
  accountId: string,
  identities: readonly PlannedIdentity[],
  path: string,
  findings: FindingList,
): void {
  for (const identity of identities) {
    const count = identity.policies.length;
    if (count <= POLICIES_PER_PRINCIPAL) continue;
    const message = `${whoIs(accountId, identity)} needs ${count} IAM policies; at most ${POLICIES_PER_PRINCIPAL} can be attached`;
    findings.add("TOO_MANY_POLICIES", path, message);
  }
}

function whoIs(accountId: string, { kind, name }: PlannedIdentity): string {
  return kind === "account" ? `account ${accountId}` : `${kind} ${name} of ${accountId}`;
}
