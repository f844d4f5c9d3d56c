import type { Request } from "../iam/request";
import { NO } from "../iam/truth";
import type { AskedCall } from "./asked-call";
import type { DecisionGrounds, JudgedCall, JudgedStatement } from "./decide";
import { lacksAllow, statementOf } from "./decide";
import { missed } from "./near-miss";
import type { Opinion, StatementRef } from "./proof";

/** How many near misses of one document are worth reading. */
const MOST_NEAR_MISSES = 3;

/** What each document says to a call. Grants that have nothing to do with it are left out: a key may have thousands. */
export function opinionsOf({ asked, decision }: JudgedCall, grounds: DecisionGrounds): readonly Opinion[] {
  const { verdict } = decision;
  return asked.participants.flatMap((each, participant): readonly Opinion[] => {
    const { document, addedFrom = Infinity } = each;
    const judged = decision.statements.filter((statement) => statement.participant === participant);
    const counting =
      asked.planned.inIamOnly === true ? judged.filter(({ number }) => number < addedFrom || addedFrom === 0) : judged;
    const says = sayingOf(asked, counting);
    if (document.kind === "grant" && says === "nothing") return [];
    const own = judged.filter(({ number }) => number < addedFrom);
    const isLacking = says === "nothing" && lacksAllow(each, grounds.lacking);
    const isDeciding = (statement: JudgedStatement): boolean => grounds.statements.has(statement);
    return [
      {
        document,
        says,
        decisive: isLacking || (verdict !== "allowed" && judged.some(isDeciding)),
        statements: own
          .filter((statement) => decides(asked, statement, says) && (verdict === "denied" || isDeciding(statement)))
          .map((statement) => refTo(asked, statement)),
        nearMisses: isLacking ? nearMisses(asked, own, decision.request) : [],
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
