import type { JudgedCall, JudgedStatement } from "./decide";
import { statementOf } from "./decide";
import { keyObstacle } from "./judge-cell";
import type { OwnUnknowns } from "./own-unknowns";
import { unknownsWrittenIn } from "./own-unknowns";
import { slotOf } from "./prepared-documents";
import type { DocumentKind, OperationId } from "./proof";
import { OPERATIONS } from "./proof";
import type { RepositoryKey } from "./world";

/** The parts of a pair whose documents may name what is not known. */
type Part = "principal" | "policy" | "key";

/** What a call comes out by, without what its documents are called. */
interface CallReason {
  readonly number: number;
  /** The parts in which it depends on something that is not known, and that may be called otherwise in another pair. */
  readonly parts: readonly Part[];
}

/**
 * Tells cells apart by their reasons. Pairs of one class have the same reasons but for the names: what those are called
 * on which an unknown answer depends is told apart by pair.
 */
export class CellReasons {
  readonly #own: OwnUnknowns;
  readonly #numbers = new Map<string, number>();
  readonly #ofCalls = new Map<JudgedCall, CallReason>();
  /** By class and operation. */
  readonly #reasons: number[] = [];
  readonly #parts: (readonly Part[])[] = [];

  constructor(own: OwnUnknowns) {
    this.#own = own;
  }

  /** Takes in how the cell of a class was decided. */
  note(pairClass: number, operation: OperationId, calls: readonly JudgedCall[], key: RepositoryKey): void {
    // What is allowed is no reason of an answer that is not yes.
    const failing = calls.filter(({ decision }) => decision.verdict !== "allowed");
    const reasons = (failing.length > 0 ? failing : calls).map((call) => this.#reasonOf(call));
    const at = placeOf(pairClass, operation);
    const numbers = reasons.map(({ number }) => number);
    this.#reasons[at] = this.#number(`${keyObstacle(operation, key) ?? ""} ${numbers.join()}`);
    const parts = new Set(reasons.flatMap((reason) => reason.parts));
    if (key.type === "unknown") parts.add("key");
    if (parts.size > 0) this.#parts[at] = [...parts];
  }

  /** The number of the reasons that the pairs of a class have in common. */
  reasonOf(pairClass: number, operation: OperationId): number {
    return this.#reasons[placeOf(pairClass, operation)] ?? 0;
  }

  /** The number of what a pair's reasons have of their own. */
  ownReasonOf(pairClass: number, principal: number, repository: number, operation: OperationId): number {
    const parts = this.#parts[placeOf(pairClass, operation)];
    if (parts === undefined) return 0;
    const texts = parts.map((part) =>
      part === "principal"
        ? this.#own.ofPrincipal(principal, operation)
        : this.#own.ofTarget(part, repository, operation),
    );
    return texts.every((text) => text === 0) ? 0 : this.#number(`${parts.join()} ${texts.join()}`);
  }

  #reasonOf(call: JudgedCall): CallReason {
    const before = this.#ofCalls.get(call);
    if (before !== undefined) return before;
    const made = call.decision.verdict === "unknown" ? this.#unknownReason(call) : this.#definiteReason(call);
    this.#ofCalls.set(call, made);
    return made;
  }

  #definiteReason(call: JudgedCall): CallReason {
    const { verdict, statements } = call.decision;
    const applying = statements.filter(({ match }) => match === "certain").map((each) => saidBy(call, each));
    const lacking = verdict === "denied" ? call.decision.grounds().lacking : [];
    const text = JSON.stringify([call.asked.call.action, verdict, [...new Set(applying)].sort(), lacking]);
    return { number: this.#number(text), parts: [] };
  }

  #unknownReason(call: JudgedCall): CallReason {
    const parts = new Set<Part>();
    const { request } = call.decision;
    const said = [...call.decision.grounds().statements].map((each) => {
      const kind = call.asked.participants[each.participant]?.document.kind ?? "identity";
      parts.add(partOf(kind, call));
      const statement = statementOf(call.asked, each);
      const written = new Set(statement === undefined ? [] : unknownsWrittenIn(statement));
      const unknowns = each.compiled.openParts(request).flatMap((part) => part.unknowns);
      return `${slotOfStatement(call, each)} ${unknowns.filter((what) => !written.has(what)).join()}`;
    });
    const text = JSON.stringify([call.asked.call.action, "unknown", [...new Set(said)].sort()]);
    return { number: this.#number(text), parts: [...parts] };
  }

  #number(text: string): number {
    const number = this.#numbers.get(text) ?? this.#numbers.size + 1;
    this.#numbers.set(text, number);
    return number;
  }
}

/** A statement, by what it does and in which kind of document. */
function saidBy(call: JudgedCall, judged: JudgedStatement): string {
  const { Effect = "Allow", Sid = "" } = statementOf(call.asked, judged) ?? {};
  return `${slotOfStatement(call, judged)} ${Effect} ${Effect === "Deny" ? Sid : ""}`;
}

function slotOfStatement({ asked }: JudgedCall, judged: JudgedStatement): string {
  const participant = asked.participants[judged.participant];
  return participant === undefined ? "" : slotOf(participant);
}

function partOf(kind: DocumentKind, { asked }: JudgedCall): Part {
  switch (kind) {
    case "identity":
    case "permissions-boundary":
    case "service-control-policy":
      return "principal";
    case "repository-policy":
    case "registry-policy":
      return "policy";
    case "key-policy":
    case "grant":
      return "key";
    case "resource-control-policy":
      return asked.planned.target === "key" ? "key" : "policy";
  }
}

function placeOf(pairClass: number, operation: OperationId): number {
  return pairClass * OPERATIONS.length + OPERATIONS.indexOf(operation);
}
