import type { Principal } from "../model/access-model";
import type { Problem } from "../toolkit/input-error";
import { InputError } from "../toolkit/input-error";
import { nearest } from "../toolkit/nearest";
import { meantBy } from "./meant-principals";
import { noRowFor } from "./no-row";
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
    problems.push(notOne({ what, given, found, names }, what === "principal" ? proof.principals : undefined));
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
  if (!OPERATIONS.includes(place.operation))
    problems.push(notOne({ what: "operation", given: operation, found: [], names: OPERATIONS.map((each) => [each]) }));
  if (problems.length > 0) throw new InputError(problems);
  return place;
}

/** What was looked for among things of several names, of which the first tells it from all others. */
interface Search {
  readonly what: string;
  readonly given: string;
  readonly found: readonly number[];
  readonly names: readonly (readonly string[])[];
}

function notOne({ what, given, found, names }: Search, rows?: readonly Principal[]): Problem {
  const path = what;
  const quoted = JSON.stringify(given);
  if (given === "") {
    return { path, message: `the ${what} is missing`, hint: "name a principal, a repository and an operation" };
  }
  if (found.length > 1) {
    const some = found.map((index) => names[index]?.[0] ?? "");
    return { path, message: `${what} ${quoted} is not clear`, hint: `write one of ${some.join(", ")}` };
  }
  const meant = meantName(given, names);
  const noRow = rows === undefined ? undefined : noRowFor(given, rows);
  if (meant === undefined && noRow !== undefined)
    return { path, message: `there is no ${what} ${quoted}: ${noRow.why}`, hint: noRow.instead };
  const near = meant === undefined ? "" : `did you mean ${meant}? `;
  const all = names.map(([first = ""]) => first);
  const listed =
    all.length === 0
      ? "There is none"
      : all.length <= 10
        ? `There are ${all.join(", ")}`
        : `There are ${all.length} of them`;
  return { path, message: `there is no ${what} ${quoted}`, hint: `${near}${listed}` };
}

/** The name that was probably meant; where several things have it, what tells the thing from them. */
function meantName(given: string, names: readonly (readonly string[])[]): string | undefined {
  // A pattern is like much, and a session like its role: neither is a slip of the pen.
  if (/[*?]|:assumed-role\//.test(given)) return undefined;
  const near = nearest(given, names.flat());
  const having = near === undefined ? [] : names.filter((all) => all.includes(near));
  return having.length > 1 ? having[0]?.[0] : near;
}

function indexesWhere<T>(list: readonly T[], matches: (each: T) => boolean): readonly number[] {
  return list.flatMap((each, index) => (matches(each) ? [index] : []));
}
