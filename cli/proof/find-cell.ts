import { closest } from "fastest-levenshtein";
import type { Problem } from "../toolkit/input-error";
import { InputError } from "../toolkit/input-error";
import { meantBy } from "./meant-principals";
import type { AccessProof, OperationId } from "./proof";
import { OPERATIONS } from "./proof";

/** Where a cell is. */
export interface CellPlace {
  readonly principal: number;
  readonly repository: number;
  readonly operation: OperationId;
}

/**
 * The cell that a user means: the principal by ARN, name or account id, the repository by name or ARN.
 *
 * @throws InputError for a name that nothing or more than one thing has, with those that could be meant
 */
export function findCell(
  proof: AccessProof,
  [principal = "", repository = "", operation = ""]: readonly string[],
): CellPlace {
  const problems: Problem[] = [];
  const pick = (
    what: string,
    given: string,
    names: readonly (readonly string[])[],
    meant: readonly number[],
  ): number => {
    const exact = indexesWhere(names, (all) => all[0] === given);
    const byName = meant.length > 0 ? meant : indexesWhere(names, (all) => all.includes(given));
    const found = exact.length > 0 ? exact : byName;
    if (found.length === 1) return found[0] ?? 0;
    problems.push(
      notOne(
        what,
        given,
        found.map((index) => names[index]?.[0] ?? ""),
        names.map(([first = ""]) => first),
      ),
    );
    return 0;
  };
  const isMeant = meantBy(principal, operation as OperationId) ?? (() => false);
  const place = {
    principal: pick(
      "principal",
      principal,
      proof.principals.map(({ arn, name, kind }) => [arn, name, `${kind}/${name}`]),
      indexesWhere(proof.principals, isMeant),
    ),
    repository: pick(
      "repository",
      repository,
      proof.repositories.map(({ arn, name }) => [arn, name]),
      [],
    ),
    operation: operation as OperationId,
  };
  if (!OPERATIONS.includes(place.operation)) problems.push(notOne("operation", operation, [], OPERATIONS));
  if (problems.length > 0) throw new InputError(problems);
  return place;
}

function notOne(what: string, given: string, found: readonly string[], all: readonly string[]): Problem {
  const path = what;
  if (given === "") {
    return { path, message: `the ${what} is missing`, hint: "name a principal, a repository and an operation" };
  }
  if (found.length > 1) {
    return { path, message: `${what} ${JSON.stringify(given)} is not clear`, hint: `write one of ${found.join(", ")}` };
  }
  const nearest = all.length > 0 ? `did you mean ${closest(given, [...all])}? ` : "";
  const listed = all.length <= 10 ? `There are ${all.join(", ")}` : `There are ${all.length} of them`;
  return { path, message: `there is no ${what} ${JSON.stringify(given)}`, hint: `${nearest}${listed}` };
}

function indexesWhere<T>(list: readonly T[], matches: (each: T) => boolean): readonly number[] {
  return list.flatMap((each, index) => (matches(each) ? [index] : []));
}
