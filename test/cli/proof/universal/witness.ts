import type { AccessProof } from "../../../../cli/proof/proof";
import { concreteCall, judged } from "./concrete";
import { isInParty, isInRow } from "./coverage";
import type { Finder, Found } from "./finder";
import { and, not, or } from "./formula";
import type { Attempt, Question } from "./operation";
import { attempt } from "./operation";
import { callsOf, questionsOf } from "./search";

/** An answer that no request bears out. */
export interface Unfounded {
  readonly operation: string;
  readonly who: string;
  readonly why: string;
}

/** How the definite answers about parties fared. */
export interface Witnessed {
  readonly asked: number;
  readonly unfounded: readonly Unfounded[];
}

/** Looks for a request that bears out each definite answer about a party. */
export async function witnessed(finder: Finder, proof: AccessProof): Promise<Witnessed> {
  const unfounded: Unfounded[] = [];
  let asked = 0;
  for (const [index, repository] of proof.repositories.entries()) {
    for (const question of questionsOf(proof.model, repository)) {
      const tried = attempt(question);
      const note = (who: string, why: string | undefined): void => {
        asked += 1;
        if (why !== undefined) unfounded.push({ operation: `${question.operation} ${question.kmsModel}`, who, why });
      };
      const isRow = isInRow(
        proof,
        index,
        question,
        tried.who,
        ["role", "user"],
        ["allowed", "denied", "unknown", "none"],
      );
      for (const party of definiteParties(proof, index, question)) {
        const does = party.kind === "own-account" ? tried.succeeds : or(tried.succeeds, tried.harms);
        const found = await finder.find(and(does, not(isRow), isInParty(party, tried)));
        note(
          party.words,
          found === undefined ? "nobody of the party has access" : await refused(tried, question, found),
        );
      }
    }
  }
  return { asked, unfounded };
}

const USES_THE_KEY: ReadonlySet<string> = new Set(["push", "pull"]);

function definiteParties(
  proof: AccessProof,
  repository: number,
  { operation, kmsModel }: Question,
): AccessProof["parties"] {
  // Who may in both models is asked about once, in the one that asks for more.
  const [field, other] =
    kmsModel === "documented" ? (["documented", "twoWay"] as const) : (["twoWay", "none"] as const);
  return proof.partyCells.flatMap((cells) =>
    cells.operation === operation &&
    cells[field] === "allowed" &&
    (other === "none" || !USES_THE_KEY.has(operation) || cells[other] !== "allowed") &&
    cells.repositories.includes(repository)
      ? cells.parties.flatMap((each) => proof.parties[each] ?? [])
      : [],
  );
}

/** What our evaluator refuses of a request. Of a key, one call that does harm is enough. */
async function refused(tried: Attempt, question: Question, found: Found): Promise<string | undefined> {
  const { opening } = tried;
  if (opening !== undefined && (await judged(concreteCall(opening, found))).ours === "allowed") return undefined;
  const refusals: string[] = [];
  const calls = callsOf(tried, question, found);
  for (const call of calls) {
    const { ours } = await judged(concreteCall(call, found));
    // The solver reads NotPrincipal as it likes where AWS leaves it open.
    const isOpen = ours === "unknown" && JSON.stringify(call.inForce).includes('"NotPrincipal"');
    if (ours !== "allowed" && !isOpen) refusals.push(`${call.planned.action} is ${ours} by the evaluator`);
  }
  const most = question.operation === "administer-key" ? calls.length - 1 : 0;
  return refusals.length > most ? refusals[0] : undefined;
}
