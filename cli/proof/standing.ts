import { NO } from "../iam/truth";
import type { JudgedStatement } from "./decide";
import type { AskedCall } from "./asked-call";
import type { JudgedCall } from "./decide";

/** Which kind of document has to allow a call and does not. */
export type AccessSide =
  "identity" | "resource" | "permissions-boundary" | "service-control-policy" | "resource-control-policy";

/** Where a call stands: what stops it, and what it lacks. */
export interface Standing {
  /** The participants whose Deny applies. */
  readonly denying: ReadonlySet<number>;
  /** For a denial: the sides that lack an Allow. */
  readonly missing: ReadonlySet<AccessSide>;
}

/** Works out what stops a call. */
export function standingOf({ asked, decision }: JudgedCall): Standing {
  const applying = decision.statements.filter(({ match }) => match !== "none");
  const denying = applying.filter(
    (judged) => judged.match === "certain" && statementOf(asked, judged)?.Effect === "Deny",
  );
  return {
    denying: new Set(denying.map(({ participant }) => participant)),
    missing: new Set(decision.verdict === "denied" ? missingSides(asked, applying) : []),
  };
}

function missingSides(asked: AskedCall, applying: readonly JudgedStatement[]): readonly AccessSide[] {
  const allows = applying.filter((judged) => statementOf(asked, judged)?.Effect === "Allow");
  const documentKind = ({ participant }: JudgedStatement): string =>
    asked.participants[participant]?.document.kind ?? "";
  const hasIdentity = allows.some((judged) => documentKind(judged) === "identity");
  const resource = allows.filter((judged) =>
    ["repository-policy", "key-policy", "grant"].includes(documentKind(judged)),
  );
  const isDirect = resource.some((judged) => !isByAccount(judged));
  return [...sidesWithout(asked, hasIdentity, resource.length > 0, isDirect), ...limitsWithout(asked, allows)];
}

/**
 * A boundary, and each level of service control policies, has to allow a call too. What a resource control policy does
 * not deny it allows.
 */
function limitsWithout({ participants }: AskedCall, allows: readonly JudgedStatement[]): readonly AccessSide[] {
  const kinds = ["permissions-boundary", "service-control-policy"] as const;
  return kinds.filter((kind) => {
    const levels = new Map<string, boolean>();
    participants.forEach(({ document, level = "" }, index) => {
      if (document.kind !== kind) return;
      levels.set(level, levels.get(level) === true || allows.some(({ participant }) => participant === index));
    });
    return [...levels.values()].includes(false);
  });
}

function sidesWithout(
  { planned, call, caller, owner }: AskedCall,
  hasIdentity: boolean,
  hasResource: boolean,
  isDirect: boolean,
): AccessSide[] {
  const identity: AccessSide[] = hasIdentity ? [] : ["identity"];
  const resource: AccessSide[] = hasResource ? [] : ["resource"];
  if (caller.type === "service") return resource;
  if (planned.target === "registry" || call.action === "ecr:CreateRepository" || planned.inIamOnly === true)
    return identity;
  if (caller.accountId !== owner) return [...identity, ...resource];
  if (isDirect) return [];
  // A key policy has to let the account's IAM policies decide, or to name the principal.
  if (planned.target === "key") return hasResource ? identity : resource;
  return identity;
}

/** The statement of a participant that was judged. */
export function statementOf(
  { participants }: AskedCall,
  { participant, number }: JudgedStatement,
): AskedCall["participants"][number]["statements"][number] | undefined {
  return participants[participant]?.statements[number];
}

/** Whether a statement names the caller by its account alone, so that the account's IAM policies decide. */
export function isByAccount({ principal }: JudgedStatement): boolean {
  return principal?.direct === NO && principal.role === NO;
}
