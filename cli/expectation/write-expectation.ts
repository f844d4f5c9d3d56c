import { some, YES } from "../iam/truth";
import type { Principal } from "../model/access-model";
import { isUnknown } from "../policy/unknown";
import { meantBy } from "../proof/meant-principals";
import type { PartyName } from "../proof/party";
import type { AccessProof, KmsModel, OperationId } from "../proof/proof";
import { OPERATIONS } from "../proof/proof";
import { reachOf } from "../proof/kms-model";
import { OPERATION_WORDS } from "../proof/operation-words";
import { worldOf } from "../proof/world";
import { compareWithExpectation } from "./compare-with-expectation";
import { isPerson } from "./compare-place";
import { coversRow } from "./covers-row";
import type { ExpectedAccess, ExpectedEntry, ExpectedKeyAccess, Expectation } from "./expectation";
import { partiesOfEntry, textOfParty } from "./expected-entry";

/** What is there now, as a file that expects it. */
export interface WrittenExpectation {
  /** What is not known is accepted with an empty reason, with which no file is read. */
  readonly expectation: Expectation;
  /** What every AWS account may do: `pull from orders`. */
  readonly open: readonly string[];
}

type Access = Partial<Record<OperationId, readonly ExpectedEntry[]>>;

/**
 * Writes what is there now as people would: by repository, or once for all where all have the same; the administrators of
 * a key by its alias.
 *
 * @example
 * const { expectation } = await writeExpectation(proof, "documented");
 * await compareWithExpectation(proof, expectation); // no differences, but for what is not known
 */
export async function writeExpectation(proof: AccessProof, kmsModel: KmsModel): Promise<WrittenExpectation> {
  const keys: Record<string, ExpectedKeyAccess> = {};
  const aliases = aliasesOf(proof);
  const open: string[] = [];
  const accesses = proof.repositories.map((repository, column) => {
    const access: Access = {};
    const alias = aliases[column];
    for (const operation of OPERATIONS) {
      const entries = entriesAt(proof, kmsModel, column, operation);
      if (entries.length === 0) continue;
      if (entries.some(isEverybody)) open.push(`${deedWords(operation)} ${repository.name}`);
      if (operation === "administer-key" && alias !== undefined) keys[alias] = { "administer-key": entries };
      else access[operation] = entries;
    }
    return access;
  });
  const written: Expectation = {
    version: 1,
    kmsModel,
    repositories: byRepository(proof, accesses),
    ...(Object.keys(keys).length > 0 ? { keys } : {}),
  };
  const { differences } = await compareWithExpectation(proof, written, kmsModel);
  const accept = differences.flatMap(({ gap }) => (gap === undefined ? [] : [{ gap, reason: "" }]));
  return { expectation: { ...written, ...(accept.length > 0 ? { accept } : {}) }, open };
}

function deedWords(operation: OperationId): string {
  const { sentence, afterId = sentence } = OPERATION_WORDS[operation];
  return afterId;
}

/** Whether an entry is every AWS account; exceptions leave a few out. */
function isEverybody(entry: ExpectedEntry): boolean {
  return typeof entry === "object" && "anyone" in entry && Object.keys(entry.anyone).length === 0;
}

function byRepository(proof: AccessProof, accesses: readonly Access[]): Readonly<Record<string, ExpectedAccess>> {
  const texts = new Set(accesses.map((access) => JSON.stringify(access)));
  if (accesses.length > 1 && texts.size === 1) return { "*": accesses[0] ?? {} };
  const names = proof.repositories.map(({ name }) => name);
  return Object.fromEntries(
    proof.repositories.map(({ name, arn }, column) => [
      names.filter((each) => each === name).length > 1 ? arn : name,
      accesses[column] ?? {},
    ]),
  );
}

/** The alias of each repository's key, where it is of this key alone. */
function aliasesOf(proof: AccessProof): readonly (string | undefined)[] {
  const world = worldOf(proof.model);
  const { aliases } = proof.model;
  return proof.repositories.map((repository) => {
    const key = world.keyOf(repository);
    if (key.type !== "customer") return undefined;
    return aliases.find(
      ({ name, keyArn }) =>
        keyArn === key.arn &&
        !aliases.some((other) => other.name === name && (isUnknown(other.keyArn) || other.keyArn !== keyArn)),
    )?.name;
  });
}

function entriesAt(
  proof: AccessProof,
  kmsModel: KmsModel,
  column: number,
  operation: OperationId,
): readonly ExpectedEntry[] {
  const world = worldOf(proof.model);
  const allowed = proof.principals.filter(
    (_, row) => reachOf(proof.cell(row, column, operation), kmsModel) === "allowed",
  );
  const beyond = (entries: readonly ExpectedEntry[]): readonly PartyName[] =>
    proof
      .partiesBeyond(
        column,
        operation,
        kmsModel,
        entries.flatMap((entry) => partiesOfEntry(entry, operation)),
      )
      .flatMap(({ party: { name }, verdict }) => (name === undefined || verdict === "unknown" ? [] : [name]));
  // A row that is an account, an organization or a service is written where it alone says what a party would.
  const others = allowed.filter((principal) => !isPerson(principal)).map(textOfRow);
  const parties = beyond(others).map((party): ExpectedEntry => {
    const text = textOfParty(party);
    const isMeant = text === undefined ? undefined : meantBy(text, operation);
    // A part of an account or organization may have access although its row has not.
    const rows = proof.principals.filter((principal) => isMeant?.(principal));
    return text !== undefined && rows.every((row) => allowed.includes(row)) ? text : party;
  });
  const needed = others.filter((text) => {
    const without = [...others.filter((other) => other !== text), ...parties];
    return beyond(without).length > 0;
  });
  const entries = [...new Set([...needed, ...parties])];
  const names = entries.flatMap((entry) => partiesOfEntry(entry, operation));
  const people = allowed.filter(
    (principal) =>
      isPerson(principal) && some(names, (party) => coversRow(party, principal, (id) => world.account(id))) !== YES,
  );
  return [...people.map(({ arn }) => arn), ...entries];
}

function textOfRow({ kind, arn, accountId }: Principal): string {
  return kind === "account" || kind === "lambda" ? accountId : arn;
}
