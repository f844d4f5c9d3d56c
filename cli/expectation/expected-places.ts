import { matchesWildcard } from "../../shared/internal";
import type { Repository } from "../model/access-model";
import type { AccessProof, OperationId } from "../proof/proof";
import { OPERATIONS } from "../proof/proof";
import type { ExpectedEntry, Expectation } from "./expectation";
import type { ExpectedKey } from "./expected-keys";

/** One question to a proof: who may do something there, and who is expected to. */
export interface ExpectedPlace {
  readonly proof: AccessProof;
  /** Index into its repositories. */
  readonly column: number;
  /** How messages call it. */
  readonly where: string;
  readonly operation: OperationId;
  readonly entries: readonly ExpectedEntry[];
  /** The key, where the file names it. */
  readonly key?: string;
  /** Whether the file names the operation nowhere. */
  readonly isUnnamed: boolean;
}

const DEFAULT = "*";

/** Everything that is compared: what the file does not name, nobody is expected to do. */
export function* expectedPlaces(
  proof: AccessProof,
  expectation: Expectation,
  keys: readonly ExpectedKey[],
): Generator<ExpectedPlace> {
  const named = namedOperations(expectation);
  const operations = comparedOperations(expectation);
  const ofKeys = new Set(keys.flatMap(({ columns }) => columns));
  for (const column of comparedColumns(proof, expectation)) {
    const repository = proof.repositories[column] as Repository;
    const access = accessOf(repository, expectation);
    for (const operation of operations) {
      const entries = access[operation];
      if (operation === "administer-key" && entries === undefined && ofKeys.has(column)) continue;
      const isUnnamed = !named.has(operation);
      yield { proof, column, where: repository.name, operation, entries: entries ?? [], isUnnamed };
    }
  }
  if (!operations.includes("administer-key")) return;
  for (const { named: key, access, places } of keys) {
    for (const place of places) {
      const entries = access["administer-key"] ?? [];
      yield { ...place, where: key, operation: "administer-key", entries, key, isUnnamed: false };
    }
  }
}

/** The operations that the proof answers and the file does not ignore. */
export function comparedOperations({ ignore = [] }: Expectation): readonly OperationId[] {
  return OPERATIONS.filter((operation) => !ignore.includes(operation));
}

/** The repositories that the file speaks of. */
export function comparedColumns(proof: AccessProof, { only }: Expectation): readonly number[] {
  return indexesOf(proof.repositories, (each) => only?.some((pattern) => isLike(each, pattern)) ?? true);
}

/** Whether a repository is meant by a name or ARN in which `*` is a wildcard. */
export function isLike({ name, arn }: Repository, pattern: string): boolean {
  return matchesWildcard(pattern, name) || matchesWildcard(pattern, arn);
}

/** Whether a repository is meant by a name or ARN. */
export function isRepository({ name, arn }: Repository, named: string): boolean {
  return name === named || arn === named;
}

/** Where names and ARNs of a file stand in a list. */
export function indexesOf<T>(list: readonly T[], matches: (each: T) => boolean): readonly number[] {
  return list.flatMap((each, index) => (matches(each) ? [index] : []));
}

function accessOf(
  { name, arn }: Repository,
  { repositories = {} }: Expectation,
): NonNullable<Expectation["repositories"]>[string] {
  return own(repositories, arn) ?? own(repositories, name) ?? own(repositories, DEFAULT) ?? {};
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** The names of repositories, of which the inputs should have one. */
export function namedRepositories({ repositories = {} }: Expectation): readonly string[] {
  return Object.keys(repositories).filter((name) => name !== DEFAULT);
}

function namedOperations({ repositories = {}, keys = {}, never = [] }: Expectation): ReadonlySet<string> {
  const accesses = [...Object.values(repositories), ...Object.values(keys)];
  return new Set([
    ...accesses.flatMap((access) => Object.keys(access)),
    ...never.flatMap(({ operations }) => operations ?? []),
  ]);
}
