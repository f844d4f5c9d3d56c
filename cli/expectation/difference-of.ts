import { verdictOf, decidingCalls } from "../proof/kms-model";
import { OPERATION_WORDS } from "../proof/operation-words";
import type { KmsModel, OperationId } from "../proof/proof";
import { OPERATIONS } from "../proof/proof";
import { listNames, listWords } from "../toolkit/list-words";
import type { Deviation, Place } from "./deviation";
import type { Difference } from "./expectation";
import { EVERYTHING } from "./expectation";
import type { DeviationGroup } from "./group-deviations";

/** How many names a sentence has before it counts the rest. */
const MOST_NAMES = 4;

const CAN = {
  allowed: "can",
  denied: "cannot",
  unknown: "may or may not be able to",
  none: "cannot",
  missing: "should be able to",
} as const;

/** One difference, without the reason that an explanation gives. */
export function differenceOf(group: DeviationGroup): Difference {
  const [first] = group;
  const { who, where, operation, actual, party, key, gap, at } = first;
  const operations = OPERATIONS.filter((each) => group.some((one) => one.operation === each));
  return {
    principal: who,
    principals: distinct(group, (each) => each.who),
    repository: where,
    repositories: distinct(group, (each) => each.where),
    operation: operations[0] ?? operation,
    operations,
    expected: group.some(({ expected }) => expected === "denied") ? "denied" : "allowed",
    actual,
    message: messageOf(group, operations),
    ...(party && { party }),
    ...(key !== undefined && { key }),
    ...(gap !== undefined && { gap }),
    ...(group.some(({ isNever }) => isNever === true) && { never: true as const }),
    ...(at && key === undefined && { at: { principal: at.row, repository: at.column } }),
  };
}

function messageOf(group: DeviationGroup, operations: readonly OperationId[]): string {
  const [{ operation, actual, because, gap, isUnnamed }] = group;
  const accept = gap === undefined ? "" : ` (gap: ${gap})`;
  if (operation === EVERYTHING) {
    return gap === undefined ? (because ?? "") : `Anybody may have access: ${because ?? ""}${accept}`;
  }
  const who = listOf(distinct(group, (each) => each.who));
  const what = `${who} ${CAN[actual]} ${deedWords(group, operations)}`;
  if (actual === "missing") return `${what}, ${because ?? ""}`;
  const expectations = distinct(group, ({ expected }) => expected);
  const [expected] = expectations;
  const should =
    isUnnamed === true && gap === undefined
      ? `, and the file does not name ${listWords(operations)}`
      : expectations.length > 1
        ? ", and what is not known is no proof"
        : `, but ${expected === "allowed" ? "should" : "should not"}`;
  return `${what}${should}${accept}`;
}

/** `push to and pull from orders`. */
function deedWords(group: DeviationGroup, operations: readonly OperationId[]): string {
  const places = listOf(distinct(group, ({ where }) => where));
  const [{ key }] = group;
  if (key !== undefined) return `administer the key ${places}`;
  const verbs = operations.map((operation) => {
    const { sentence, afterId = sentence } = OPERATION_WORDS[operation];
    return afterId;
  });
  return `${listWords(verbs)} ${places}`;
}

function listOf(names: readonly string[]): string {
  return names.length > MOST_NAMES ? listNames(names, MOST_NAMES - 1) : listWords(names);
}

function distinct<T>(group: DeviationGroup, of: (deviation: Deviation) => T): readonly T[] {
  return [...new Set(group.map(of))];
}

/** The first call that decides, in one clause. */
export async function reasonAt(
  { proof, row, column }: Place,
  operation: OperationId,
  kmsModel: KmsModel,
): Promise<string> {
  const explanation = await proof.explain(row, column, operation);
  const { cell, notes } = explanation;
  const actual = verdictOf(cell, kmsModel);
  const deciding =
    actual === "allowed" ? undefined : decidingCalls(explanation, kmsModel).find((call) => call.verdict === actual);
  if (deciding !== undefined) return `: ${deciding.call.action}: ${deciding.because}`;
  return actual === "denied" && notes[0] !== undefined ? `: ${notes[0]}` : "";
}
