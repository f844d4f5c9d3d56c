import type { Request } from "../iam/request";
import { NO } from "../iam/truth";
import type { AskedCall } from "./asked-call";
import type { JudgedStatement } from "./decide";
import { missed } from "./near-miss";
import type { DocumentKind, Opinion, StatementRef } from "./proof";
import type { AccessSide, Standing } from "./standing";
import { statementOf } from "./standing";
import type { JudgedCall } from "./decide";

/** How many near misses of one document are worth reading. */
const MOST_NEAR_MISSES = 3;

/** What each document says to a call. Grants that have nothing to do with it are left out: a key may have thousands. */
export function opinionsOf({ asked, decision }: JudgedCall, standing: Standing): readonly Opinion[] {
  return asked.participants.flatMap(({ document, addedFrom = Infinity }, participant): readonly Opinion[] => {
    const judged = decision.statements.filter((each) => each.participant === participant);
    const counting =
      asked.planned.inIamOnly === true ? judged.filter(({ number }) => number < addedFrom || addedFrom === 0) : judged;
    const says = sayingOf(asked, counting);
    if (document.kind === "grant" && says === "nothing") return [];
    const own = judged.filter(({ number }) => number < addedFrom);
    return [
      {
        document,
        says,
        decisive: isDecisive(document.kind, participant, says, standing, decision.verdict),
        statements: own.filter((each) => decides(asked, each, says)).map((each) => refTo(asked, each)),
        nearMisses: decision.verdict === "allowed" ? [] : nearMisses(asked, own, decision.request),
      },
    ];
  });
}

function sayingOf(asked: AskedCall, judged: readonly JudgedStatement[]): Opinion["says"] {
  const has = (effect: "Allow" | "Deny", match: "certain" | "possible"): boolean =>
    judged.some((each) => each.match === match && statementOf(asked, each)?.Effect === effect);
  if (has("Deny", "certain")) return "denies";
  if (has("Deny", "possible")) return "unknown";
  if (has("Allow", "certain")) return "allows";
  return has("Allow", "possible") ? "unknown" : "nothing";
}

/** Whether a statement is one of those by which its document says what it says. */
function decides(asked: AskedCall, judged: JudgedStatement, says: Opinion["says"]): boolean {
  if (says === "unknown") return judged.match === "possible";
  return judged.match === "certain" && statementOf(asked, judged)?.Effect === (says === "denies" ? "Deny" : "Allow");
}

const SIDES: Readonly<Record<DocumentKind, AccessSide | undefined>> = {
  identity: "identity",
  "permissions-boundary": "permissions-boundary",
  "service-control-policy": "service-control-policy",
  "resource-control-policy": "resource-control-policy",
  "repository-policy": "resource",
  "key-policy": "resource",
  grant: undefined,
  "registry-policy": undefined,
};

function isDecisive(
  kind: DocumentKind,
  participant: number,
  says: Opinion["says"],
  { denying, missing }: Standing,
  verdict: "allowed" | "denied" | "unknown",
): boolean {
  if (verdict === "allowed") return false;
  if (verdict === "unknown") return says === "unknown";
  if (denying.has(participant)) return true;
  const side = SIDES[kind];
  return side !== undefined && missing.has(side) && says === "nothing";
}

function refTo(asked: AskedCall, judged: JudgedStatement): StatementRef {
  const sid = statementOf(asked, judged)?.Sid;
  return { index: judged.number, ...(sid === undefined ? {} : { sid }) };
}

function isNear(asked: AskedCall, judged: JudgedStatement): boolean {
  const statement = statementOf(asked, judged);
  return judged.match === "none" && statement?.Effect === "Allow" && !isPlaceholder(statement.Principal);
}

/** What takes the place of a statement that does not count names nobody. */
function isPlaceholder(principal: unknown): boolean {
  return JSON.stringify(principal) === '{"AWS":"000000000000"}';
}

/** Those that fail for the fewest reasons first. */
function nearMisses(asked: AskedCall, judged: readonly JudgedStatement[], request: Request): readonly StatementRef[] {
  const near = judged.flatMap((each) => {
    const statement = statementOf(asked, each);
    if (statement === undefined || !isNear(asked, each)) return [];
    const parts = each.compiled.openParts(request);
    if (parts.some(({ part, truth }) => truth === NO && part.name.endsWith("Action"))) return [];
    return [{ each, reasons: missed(statement, parts, asked.caller, asked.call) }];
  });
  return near
    .sort((a, b) => a.reasons.length - b.reasons.length || a.each.number - b.each.number)
    .slice(0, MOST_NEAR_MISSES)
    .map(({ each, reasons }) => ({ ...refTo(asked, each), missed: reasons.join("; ") }));
}
