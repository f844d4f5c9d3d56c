import type { AccessProof } from "../proof/proof";
import { counted } from "../toolkit/amounts";
import { listNames, listWords } from "../toolkit/list-words";
import type { Expectation } from "./expectation";
import { comparedColumns, isRepository, namedRepositories } from "./expected-places";
import { isAnswered, NAMEABLE_OPERATIONS } from "./nameable-operations";

const MOST_NAMES = 5;

/**
 * What a file leaves out of the comparison, or lets pass, each in a sentence.
 *
 * @param found - The ids of what is not known.
 */
export function relaxationsOf(
  proof: AccessProof,
  expectation: Expectation,
  found: ReadonlySet<string>,
): readonly string[] {
  const { ignore = [], only, accept = [], repositories = {} } = expectation;
  const compared = new Set(comparedColumns(proof, expectation));
  const left = proof.repositories.filter((_, column) => !compared.has(column)).map(({ name }) => name);
  const names = namedRepositories(expectation);
  const byDefault = proof.repositories.filter(
    (each, column) => compared.has(column) && !names.some((name) => isRepository(each, name)),
  );
  const unanswered = NAMEABLE_OPERATIONS.filter(
    (operation) => !isAnswered(operation) && namesOperation(expectation, operation),
  );
  return [
    ...(ignore.length > 0 ? [`The file ignores ${listWords(ignore)}.`] : []),
    ...(only === undefined
      ? []
      : [
          `The file speaks of ${listWords(only)} only: ${left.length === 0 ? "every repository is among them" : `${listNames(left, MOST_NAMES)} ${left.length === 1 ? "is" : "are"} not compared`}.`,
        ]),
    ...(Object.hasOwn(repositories, "*") && byDefault.length > 0
      ? [
          `"*" stands for ${counted(byDefault.length, "repository", "repositories")} that the file does not name: ${listNames(
            byDefault.map(({ name }) => name),
            MOST_NAMES,
          )}.`,
        ]
      : []),
    ...accept.map(({ gap, reason }) =>
      found.has(gap)
        ? `Accepted although it is not known: ${gap}. Reason: ${reason}`
        : `The file accepts ${JSON.stringify(gap)}, and there is no such gap: take it out.`,
    ),
    ...(unanswered.length > 0
      ? [
          `${listWords(unanswered)} ${unanswered.length === 1 ? "is" : "are"} named and not compared: this release has no answers about ${unanswered.length === 1 ? "it" : "them"}.`,
        ]
      : []),
  ];
}

function namesOperation({ repositories = {}, keys = {}, never = [] }: Expectation, operation: string): boolean {
  const accesses = [...Object.values(repositories), ...Object.values(keys)];
  return (
    accesses.some((access) => Object.hasOwn(access, operation)) ||
    never.some(({ operations = [] }) => operations.some((each) => each === operation))
  );
}
