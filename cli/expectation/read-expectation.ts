import { GRANTEE_KINDS, whyNot } from "../../shared/internal";
import { parsePrincipalText } from "../policy/principal-arn";
import { listWords } from "../toolkit/list-words";
import type { Problem } from "../toolkit/input-error";
import { InputError } from "../toolkit/input-error";
import { nearest } from "../toolkit/nearest";
import type { ExpectedAccess, Expectation, NeverExpected } from "./expectation";
import type { KmsModel } from "../proof/kms-model";
import type { OperationId } from "../proof/proof";
import { OPERATIONS } from "../proof/proof";

/**
 * Checks a parsed file of intended access.
 *
 * @param json - What the file holds.
 * @param path - Its path as the user gave it, for messages.
 * @throws InputError with everything that is wrong with it
 */
export function readExpectation(json: unknown, path: string): Expectation {
  const problems = new ExpectationProblems(path);
  const expectation = expectationOf(json, problems);
  problems.throwIfAny();
  return expectation;
}

/**
 * Intended access as functions are given it: as data, or as the path of a file with it.
 *
 * @param read - Reads a file.
 * @throws InputError with everything that is wrong with it
 */
export function givenExpectation(
  given: string | Expectation | undefined,
  read: (path: string) => unknown,
): Expectation | undefined {
  if (given === undefined) return undefined;
  return typeof given === "string" ? readExpectation(read(given), given) : readExpectation(given, "expect");
}

function expectationOf(json: unknown, problems: ExpectationProblems): Expectation {
  const { kmsModel, repositories, never, ...rest } = problems.object(json, "");
  problems.unknownKeys(rest, "", ["kmsModel", "repositories", "never", "$schema"]);
  if (kmsModel !== undefined && kmsModel !== "documented" && kmsModel !== "two-way") {
    problems.add("kmsModel", "is neither model", 'write "documented" or "two-way"');
  }
  if (repositories === undefined && never === undefined) {
    problems.add(
      "",
      "expects nothing",
      'name repositories: { "repositories": { "orders": { "pull": ["arn:aws:iam::…"] } } }',
    );
  }
  return {
    ...(kmsModel === undefined ? {} : { kmsModel: kmsModel as KmsModel }),
    repositories: Object.fromEntries(
      Object.entries(problems.object(repositories ?? {}, "repositories")).map(([name, access]) => [
        name,
        accessOf(access, `repositories[${JSON.stringify(name)}]`, problems),
      ]),
    ),
    ...(never === undefined
      ? {}
      : { never: problems.list(never, "never").map((each, index) => neverOf(each, `never[${index}]`, problems)) }),
  };
}

function accessOf(access: unknown, place: string, problems: ExpectationProblems): ExpectedAccess {
  const given = problems.object(access, place);
  problems.unknownKeys(given, place, OPERATIONS);
  const known = OPERATIONS.filter((operation) => given[operation] !== undefined);
  return Object.fromEntries(
    known.map((operation) => [
      operation,
      problems.principals(given[operation], `${place}[${JSON.stringify(operation)}]`),
    ]),
  );
}

function neverOf(each: unknown, place: string, problems: ExpectationProblems): NeverExpected {
  const { principals, repositories, operations, ...rest } = problems.object(each, place);
  problems.unknownKeys(rest, place, ["principals", "repositories", "operations"]);
  const asked = operations === undefined ? undefined : problems.texts(operations, `${place}.operations`);
  for (const [index, operation] of (asked ?? []).entries()) {
    if (!OPERATIONS.includes(operation as OperationId)) {
      problems.notOneOf(operation, `${place}.operations[${index}]`, OPERATIONS);
    }
  }
  return {
    principals: problems.principals(principals, `${place}.principals`),
    ...(repositories === undefined ? {} : { repositories: problems.texts(repositories, `${place}.repositories`) }),
    ...(asked === undefined ? {} : { operations: asked as readonly OperationId[] }),
  };
}

const PRINCIPAL_FORMS = listWords(
  Object.values(GRANTEE_KINDS).flatMap(({ wording, example }) => (example === undefined ? [] : [wording])),
  "or",
);

/** The problems of one file. */
class ExpectationProblems {
  readonly #problems: Problem[] = [];
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  add(place: string, message: string, hint: string): void {
    this.#problems.push({ path: place === "" ? this.#file : `${this.#file}: ${place}`, message, hint });
  }

  throwIfAny(): void {
    if (this.#problems.length > 0) throw new InputError(this.#problems);
  }

  object(value: unknown, place: string): Readonly<Record<string, unknown>> {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    this.add(place, "is not an object", "write it in braces, as docs/check.md shows");
    return {};
  }

  list(value: unknown, place: string): readonly unknown[] {
    if (Array.isArray(value)) return value;
    this.add(place, "is not a list", "write it in square brackets, empty for nobody");
    return [];
  }

  texts(value: unknown, place: string): readonly string[] {
    return this.list(value, place).flatMap((each, index) => {
      if (typeof each === "string") return [each];
      this.add(`${place}[${index}]`, "is not a text", "write it in quotation marks");
      return [];
    });
  }

  principals(value: unknown, place: string): readonly string[] {
    const given = this.texts(value, place);
    for (const [index, each] of given.entries()) {
      if (parsePrincipalText(each) !== undefined) continue;
      this.add(
        `${place}[${index}]`,
        `${JSON.stringify(each.slice(0, 200))} is no principal`,
        whyNot(each).hint ?? `write ${PRINCIPAL_FORMS}`,
      );
    }
    return given;
  }

  unknownKeys(given: Readonly<Record<string, unknown>>, place: string, allowed: readonly string[]): void {
    for (const key of Object.keys(given)) {
      if (!allowed.includes(key)) this.notOneOf(key, place, allowed);
    }
  }

  notOneOf(given: string, place: string, allowed: readonly string[]): void {
    const near = nearest(given, allowed);
    const meant = near === undefined ? "" : `did you mean ${JSON.stringify(near)}? `;
    this.add(
      place,
      `${JSON.stringify(given.slice(0, 200))} is not known here`,
      `${meant}known are ${allowed.filter((each) => each !== "$schema").join(", ")}`,
    );
  }
}
