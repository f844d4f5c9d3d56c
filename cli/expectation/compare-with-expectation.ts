import type { Difference, Expectation, ExpectedAccess } from "./expectation";
import type { Repository } from "../model/access-model";
import { decidingCalls, verdictOf } from "../proof/kms-model";
import type { IsMeant } from "../proof/meant-principals";
import { meantBy } from "../proof/meant-principals";
import { OPERATION_WORDS } from "../proof/operation-words";
import type { AccessProof, OperationId, Verdict } from "../proof/proof";
import { OPERATIONS } from "../proof/proof";
import type { KmsModel } from "../proof/proof";

/** How many differences get their reasons worked out; with more, one look at them shows what is wrong. */
const EXPLAINED = 200;

/**
 * What differs between intended and proved access. Where the proof is not sure, that is a difference too: only what is
 * proved passes.
 *
 * @param kmsModel - Which model decides. @default - what the expectation says, else `"documented"`
 */
export async function compareWithExpectation(
  proof: AccessProof,
  expectation: Expectation,
  kmsModel: KmsModel = expectation.kmsModel ?? "documented",
): Promise<readonly Difference[]> {
  const found = [...differences(proof, expectation, kmsModel)];
  const explained: Difference[] = [];
  for (const [index, difference] of found.entries()) {
    const { at, operation } = difference;
    const because =
      at === undefined || index >= EXPLAINED
        ? ""
        : await reason(proof, at.principal, at.repository, operation, kmsModel);
    explained.push({ ...difference, message: `${difference.message}${because}` });
  }
  return explained;
}

function* differences(proof: AccessProof, expectation: Expectation, kmsModel: KmsModel): Generator<Difference> {
  for (const [name, access] of Object.entries(expectation.repositories)) {
    const columns = indexesOf(proof.repositories, (repository) => repositoryMatches(repository, name));
    if (columns.length === 0) yield* missingRepository(name, access);
    for (const column of columns) {
      for (const [operation, principals] of Object.entries(access) as [OperationId, readonly string[]][]) {
        yield* differencesOf({ proof, kmsModel, column, operation, principals });
      }
    }
  }
  for (const { principals, repositories, operations = OPERATIONS } of expectation.never ?? []) {
    const columns = indexesOf(
      proof.repositories,
      (repository) => repositories?.some((name) => repositoryMatches(repository, name)) ?? true,
    );
    for (const column of columns) {
      for (const operation of operations) {
        const meant = principals.map((name) => isMeantBy(name, operation));
        const rows = indexesOf(proof.principals, (principal) => meant.some((isMeant) => isMeant(principal)));
        for (const row of rows) yield* unexpected({ proof, kmsModel, column, operation }, row);
      }
    }
  }
}

interface Question {
  readonly proof: AccessProof;
  readonly kmsModel: KmsModel;
  readonly column: number;
  readonly operation: OperationId;
}

/** Exactly the named principals may. */
function* differencesOf(question: Question & { readonly principals: readonly string[] }): Generator<Difference> {
  const { proof, column, operation, principals } = question;
  const named = new Set<number>();
  for (const name of principals) {
    const rows = indexesOf(proof.principals, isMeantBy(name, operation));
    for (const row of rows) named.add(row);
    if (rows.length === 0) {
      const repository = proof.repositories[column]?.name ?? "";
      yield {
        principal: name,
        repository,
        operation,
        expected: "allowed",
        actual: "missing",
        message: `${name} should be able to ${words(operation)} ${repository}, but no input makes or names it`,
      };
    }
    // The functions of an account are a row for each Region; those of another Region have nothing to do with this
    // repository.
    const asked = rows.filter((row) => verdict(question, row) !== "none");
    for (const row of asked.length > 0 ? asked : rows) {
      const actual = verdict(question, row);
      if (actual !== "allowed") yield difference(question, row, "allowed", actual);
    }
  }
  for (const row of proof.principals.keys()) if (!named.has(row)) yield* unexpected(question, row);
}

function* unexpected(question: Question, row: number): Generator<Difference> {
  const actual = verdict(question, row);
  if (actual === "allowed" || actual === "unknown") yield difference(question, row, "denied", actual);
}

function* missingRepository(name: string, access: ExpectedAccess): Generator<Difference> {
  for (const [operation, principals] of Object.entries(access) as [OperationId, readonly string[]][]) {
    for (const principal of principals) {
      const message = `${principal} should be able to ${words(operation)} ${name}, but no input makes a repository of this name`;
      yield { principal, repository: name, operation, expected: "allowed", actual: "missing", message };
    }
  }
}

function verdict({ proof, kmsModel, column, operation }: Question, row: number): Verdict {
  return verdictOf(proof.cell(row, column, operation), kmsModel);
}

function difference(question: Question, row: number, expected: Difference["expected"], actual: Verdict): Difference {
  const { proof, column, operation } = question;
  const principal = proof.principals[row]?.arn ?? "";
  const repository = proof.repositories[column]?.name ?? "";
  const can = { allowed: "can", denied: "cannot", unknown: "may or may not be able to", none: "cannot" }[actual];
  const should = expected === "allowed" ? "should" : "should not";
  return {
    principal,
    repository,
    operation,
    expected,
    actual,
    message: `${principal} ${can} ${words(operation)} ${repository}, but ${should}`,
    at: { principal: row, repository: column },
  };
}

/** The first call that decides, in one clause. */
async function reason(
  proof: AccessProof,
  row: number,
  column: number,
  operation: OperationId,
  kmsModel: KmsModel,
): Promise<string> {
  const explanation = await proof.explain(row, column, operation);
  const { cell, notes } = explanation;
  const actual = verdictOf(cell, kmsModel);
  const counted = decidingCalls(explanation, kmsModel);
  const deciding = actual === "allowed" ? undefined : counted.find((call) => call.verdict === actual);
  if (deciding !== undefined) return `: ${deciding.call.action}: ${deciding.because}`;
  return actual === "denied" && notes[0] !== undefined ? `: ${notes[0]}` : "";
}

/** Whose names were not read from a file may name nobody. */
function isMeantBy(name: string, operation: OperationId): IsMeant {
  return meantBy(name, operation) ?? (() => false);
}

/** Whether a repository is meant by a name or ARN. */
function repositoryMatches(repository: Repository, name: string): boolean {
  return repository.name === name || repository.arn === name;
}

/** The words before the name of a repository. */
function words(operation: OperationId): string {
  const { sentence, afterId = sentence } = OPERATION_WORDS[operation];
  return afterId;
}

function indexesOf<T>(list: readonly T[], matches: (each: T) => boolean): readonly number[] {
  return list.flatMap((each, index) => (matches(each) ? [index] : []));
}
