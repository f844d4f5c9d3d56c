import type { Principal } from "../model/access-model";
import { OPERATION_WORDS } from "../proof/operation-words";
import type { AccessProof, CellGroup, UnusedStatement } from "../proof/proof";
import { hit } from "./define-rule";
import type { DocumentedRule, RuleWords } from "./documented-rule";
import type { Hit } from "./finding";
import { PAGES } from "./pages";
import type { PolicyPlace } from "./policy-places";
import { policyPlaces, statementsOf } from "./policy-places";
import { accountOfPrincipal, principalsOf } from "../policy/statement-parts";
import { listWords } from "../toolkit/list-words";

const ONE_SIDED_WORDS: RuleWords = {
  id: "one-sided-access",
  title: "Access that one document gives is not missing in another.",
  severity: "medium",
  see: PAGES.evaluation,
  elsewhere: {},
  why: "Access from another account needs both sides: the policy of the repository or key, and the IAM policy of the caller. One of them alone gives nothing, and most likely the other was forgotten.",
  fix: "Add the statement that the explanation of this access gives, or remove the half that is there.",
};

/**
 * Medium: most likely a mistake, and one that shows at the first pull. A document may also speak of a whole account of
 * which only some roles are meant, so it is no more than that. One finding for all cells with the same reasons.
 */
export const ONE_SIDED_ACCESS: DocumentedRule = {
  ...ONE_SIDED_WORDS,
  find: ({ proof }) =>
    proof === undefined
      ? []
      : proof.groups.filter(({ cell }) => cell.oneSided).flatMap((group) => oneSided(group, proof)),
};

const UNUSED_WORDS: RuleWords = {
  id: "unused-statement",
  title: "Every statement decides something.",
  severity: "low",
  see: PAGES.iamPractices,
  elsewhere: {},
  why: "A statement that changes no answer is either left over or does not do what it was written for.",
  fix: "Remove it, or find out whom it was meant for: a principal or action may be misspelled.",
};

/**
 * Low: it does no harm; it may be needed for something that the proof does not ask about. Statements for everybody, and
 * for accounts of which nobody is in the proof, are left alone: whoever they are for was not asked.
 */
export const UNUSED_STATEMENT: DocumentedRule = {
  ...UNUSED_WORDS,
  find: ({ model, proof }) => {
    if (proof === undefined) return [];
    const asked = new Set(proof.principals.map(({ accountId }) => accountId));
    const places = policyPlaces(model, ["key-policy", "repository-policy", "registry-policy"]);
    const unused = proof.unused.filter((each) => {
      const named = namedIn(each, places);
      return (
        !named.includes("*") &&
        named.flatMap((value) => accountOfPrincipal(value) ?? []).every((account) => asked.has(account))
      );
    });
    return unused.flatMap(({ document, statement }) =>
      hit(UNUSED_WORDS, document.name, document.source, {
        message: "It changes no answer about any repository, key or principal of the inputs.",
      }).map((found) => ({
        ...found,
        statement: { index: statement.index, ...(statement.sid === undefined ? {} : { sid: statement.sid }) },
      })),
    );
  },
};

/** Those whom a statement names; none where the model does not have it. */
function namedIn({ document, statement }: UnusedStatement, places: readonly PolicyPlace[]): readonly string[] {
  const place = places.find(
    ({ document: { name, source } }) => name === document.name && source?.address === document.source?.address,
  );
  const written = place === undefined ? undefined : statementsOf(place)[statement.index];
  return written === undefined ? [] : principalsOf(written).map(({ value }) => value);
}

function oneSided({ operation, cell, principals, repositories }: CellGroup, proof: AccessProof): readonly Hit[] {
  const who = principals.flatMap((index) => proof.principals[index] ?? []);
  const what = repositories.flatMap((index) => proof.repositories[index] ?? []);
  const isOpen = cell.documented === "allowed";
  const model = isOpen ? ", by the two-way model," : "";
  const may = who.length === 1 ? "It may not" : "They may not";
  return hit(ONE_SIDED_WORDS, some(who.map(called), "principals"), who[0]?.source, {
    message: `${may}${model} ${OPERATION_WORDS[operation].sentence} ${some(
      what.map(({ name }) => name),
      "repositories",
    )}, although a document already allows some of it.`,
  });
}

function called({ kind, name, accountId }: Principal): string {
  if (kind === "account") return `administrators of ${accountId}`;
  if (kind === "service") return `${name} of ${accountId}`;
  return kind === "lambda" ? `Lambda in ${accountId}` : `${kind} ${name}`;
}

function some(names: readonly string[], word: string): string {
  const distinct = [...new Set(names)];
  return distinct.length <= 3 ? listWords(distinct) : `${distinct[0] ?? ""} and ${distinct.length - 1} other ${word}`;
}
