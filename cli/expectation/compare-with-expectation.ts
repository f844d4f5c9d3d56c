import { decidingModel } from "../proof/kms-model";
import type { AccessProof, KmsModel, OperationId } from "../proof/proof";
import { nearest } from "../toolkit/nearest";
import { worldOf } from "../proof/world";
import { deviationsOfNever } from "./compare-never";
import type { Comparing } from "./compare-place";
import { deviationsAt } from "./compare-place";
import type { Deviation } from "./deviation";
import { differenceOf, reasonAt } from "./difference-of";
import type { Comparison, Difference, Expectation, ExpectedAccess, ExpectedKeyAccess } from "./expectation";
import { EVERYTHING } from "./expectation";
import type { ExpectedKey } from "./expected-keys";
import { expectedKeys } from "./expected-keys";
import { entryWords } from "./expected-entry";
import {
  comparedColumns,
  comparedOperations,
  expectedPlaces,
  isLike,
  isRepository,
  namedRepositories,
} from "./expected-places";
import { groupDeviations } from "./group-deviations";
import { deviationsOfGaps, withSharedGaps } from "./known-gaps";
import { relaxationsOf } from "./relaxations";

/** How many differences get their reasons worked out; with more, one look at them shows what is wrong. */
const EXPLAINED = 200;

/**
 * What differs between intended and proved access. Intended access is closed: what it does not name nobody is expected
 * to do. Where the proof is not sure, that is a difference too: only what is proved passes, and what is accepted with a
 * reason.
 *
 * @param kmsModel - Which model decides. @default - what the expectation says, else `"documented"`
 */
export async function compareWithExpectation(
  proof: AccessProof,
  expectation: Expectation,
  kmsModel: KmsModel = decidingModel(expectation),
): Promise<Comparison> {
  const world = worldOf(proof.model);
  const comparing: Comparing = { kmsModel, accountOf: (id) => world.account(id) };
  const keys = await expectedKeys(proof, expectation);
  const found = await withSharedGaps([...deviations(proof, expectation, keys, comparing)], kmsModel);
  const gaps = new Set(found.flatMap(({ gap }) => gap ?? []));
  const accepted = new Set(expectation.accept?.map(({ gap }) => gap));
  const groups = groupDeviations(found.filter(({ gap }) => gap === undefined || !accepted.has(gap)));
  const differences: Difference[] = [];
  for (const [index, group] of groups.entries()) {
    const difference = differenceOf(group);
    const [{ at, operation }] = group;
    const because =
      at === undefined || operation === EVERYTHING || index >= EXPLAINED ? "" : await reasonAt(at, operation, kmsModel);
    differences.push({ ...difference, message: `${difference.message}${because}` });
  }
  return { differences, relaxations: relaxationsOf(proof, expectation, gaps) };
}

function* deviations(
  proof: AccessProof,
  expectation: Expectation,
  keys: readonly ExpectedKey[],
  comparing: Comparing,
): Generator<Deviation> {
  const said = new Set<string>();
  for (const found of deviationsOfAccess(proof, expectation, keys, comparing)) {
    if (found.gap !== undefined) said.add(found.gap);
    yield found;
  }
  // Where somebody may have access because of a gap, that has been said, with who and where.
  yield* deviationsOfGaps(proof.model.gaps.filter(({ id }) => !said.has(id)));
}

function* deviationsOfAccess(
  proof: AccessProof,
  expectation: Expectation,
  keys: readonly ExpectedKey[],
  comparing: Comparing,
): Generator<Deviation> {
  yield* missingPlaces(proof, expectation, keys);
  for (const place of expectedPlaces(proof, expectation, keys)) yield* deviationsAt(place, comparing);
  yield* deviationsOfNever(proof, expectation, comparing);
}

/** Repositories and keys that are named and that no input has. */
function* missingPlaces(
  proof: AccessProof,
  expectation: Expectation,
  keys: readonly ExpectedKey[],
): Generator<Deviation> {
  const names = proof.repositories.map(({ name }) => name);
  for (const named of namedRepositories(expectation)) {
    if (proof.repositories.some((each) => isRepository(each, named))) continue;
    const near = nearest(named, names);
    const meant = near === undefined ? "" : ` (did you mean ${near}?)`;
    const because = `but no input makes a repository of this name${meant}`;
    yield* missing(named, expectation.repositories?.[named] ?? {}, expectation, because);
  }
  for (const { named, access, places } of keys) {
    if (places.length === 0) yield* missing(named, access, expectation, "but no input makes or uses such a key", named);
  }
  yield* missingNames(proof, expectation);
}

/** Names of repositories that narrow what is compared, and that no input has: what is meant by them is not compared. */
function* missingNames(proof: AccessProof, expectation: Expectation): Generator<Deviation> {
  const { only = [], never = [] } = expectation;
  const names = proof.repositories.map(({ name }) => name);
  const narrowing = [
    ...only.map((named) => ({ named, says: `the file speaks of ${named} only` })),
    ...never.flatMap(({ repositories = [] }) =>
      repositories.map((named) => ({ named, says: `the file says who never may do something with ${named}` })),
    ),
  ];
  const isNothingCompared = comparedColumns(proof, expectation).length === 0;
  for (const { named, says } of narrowing) {
    if (proof.repositories.some((each) => isLike(each, named))) continue;
    // A pattern may be there for what other inputs hold.
    if (named.includes("*") && !(isNothingCompared && only.includes(named))) continue;
    const near = nearest(named, names);
    const meant = near === undefined ? "" : ` (did you mean ${near}?)`;
    yield {
      who: "anybody",
      where: named,
      operation: EVERYTHING,
      expected: "allowed",
      actual: "missing",
      because: `${says}, and no input makes such a repository${meant}`,
    };
  }
}

function* missing(
  where: string,
  access: ExpectedAccess | ExpectedKeyAccess,
  expectation: Expectation,
  because: string,
  key?: string,
): Generator<Deviation> {
  const compared: readonly string[] = comparedOperations(expectation);
  for (const [operation, entries] of Object.entries(access)) {
    if (!compared.includes(operation)) continue;
    for (const entry of entries) {
      yield {
        who: entryWords(entry),
        where,
        operation: operation as OperationId,
        expected: "allowed",
        actual: "missing",
        because,
        ...(key === undefined ? {} : { key }),
      };
    }
  }
}
