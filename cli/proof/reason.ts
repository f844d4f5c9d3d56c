import { listWords } from "../toolkit/list-words";
import type { JudgedCall } from "./judge-cell";
import type { DocumentKind } from "./proof";
import type { AccessSide, Standing } from "./standing";
import { statementOf } from "./standing";

const NAMES: Readonly<Record<Exclude<AccessSide, "identity" | "resource">, string>> = {
  "permissions-boundary": "the permissions boundary",
  "service-control-policy": "the service control policies",
  "resource-control-policy": "the resource control policies",
};

/** Why a call comes out as it does, in one sentence. */
export function reasonOf(call: JudgedCall, { denying, missing }: Standing): string {
  const { asked, decision } = call;
  const allowing = namesOf(call, "Allow");
  if (decision.verdict === "allowed") return `Allowed by ${orNothing(allowing)}.`;
  if (decision.verdict === "unknown") return `Depends on ${orNothing(decision.unknowns)}.`;
  if (denying.size > 0)
    return `Denied by ${orNothing([...denying].map((index) => asked.participants[index]?.document.name ?? ""))}.`;
  const lacking = [...missing].map(
    (side) =>
      `${nameOfSide(side, call)} ${side === "identity" || side.endsWith("control-policy") ? "do" : "does"} not allow it`,
  );
  const but = allowing.length > 0 ? `Allowed by ${orNothing(allowing)}, but ` : "";
  const text = `${but}${orNothing(lacking)}.`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function nameOfSide(side: AccessSide, { asked: { participants, caller } }: JudgedCall): string {
  if (side === "identity") return `the IAM policies of ${caller.arn}`;
  if (side !== "resource") return NAMES[side];
  const kinds: readonly DocumentKind[] = ["repository-policy", "key-policy"];
  return `the ${participants.find(({ document }) => kinds.includes(document.kind))?.document.name ?? "resource policy"}`;
}

function namesOf({ asked, decision }: JudgedCall, effect: "Allow" | "Deny"): readonly string[] {
  const kinds: readonly DocumentKind[] = ["identity", "repository-policy", "key-policy", "grant"];
  const names = decision.statements.flatMap((judged) => {
    const participant = asked.participants[judged.participant];
    if (participant === undefined || judged.match !== "certain" || statementOf(asked, judged)?.Effect !== effect)
      return [];
    if (judged.number >= (participant.addedFrom ?? Infinity) && participant.isStandIn !== true) return [];
    return kinds.includes(participant.document.kind) ? [`the ${participant.document.name}`] : [];
  });
  return [...new Set(names)];
}

function orNothing(texts: readonly string[]): string {
  return texts.length === 0 ? "nothing" : listWords(texts);
}
