import { compareText } from "../../../shared/internal";
import type { Principal, Repository } from "../../model/access-model";
import { accountOfArn } from "../../policy/principal-arn";
import type { Party, PartyBeyond, PartyCells, PartyName } from "../party";
import type { Cell, KmsModel, OperationId } from "../proof";
import { OPERATIONS } from "../proof";
import type { World } from "../world";
import type { FoundParty } from "./found-party";
import { partyWords } from "./party-words";
import { rememberedParties } from "./remembered-parties";
import { unknownGapOf } from "./unknown-gap";

/** What the search for parties is given. */
export interface PartyContext {
  readonly world: World;
  readonly principals: readonly Principal[];
  readonly repositories: readonly Repository[];
  cell(principal: number, repository: number, operation: OperationId): Cell;
}

/** The parties of a proof. */
export interface ProofParties {
  readonly parties: readonly Party[];
  readonly partyCells: readonly PartyCells[];
  beyond(
    repository: number,
    operation: OperationId,
    kmsModel: KmsModel,
    expected: readonly PartyName[],
  ): readonly PartyBeyond[];
}

const MODELS: readonly KmsModel[] = ["documented", "two-way"];

/** Finds everybody who has access beside the rows of a proof. */
export function proofParties(context: PartyContext): ProofParties {
  const { world, principals, repositories } = context;
  const arns = new Set(principals.filter(({ kind }) => kind === "role" || kind === "user").map(({ arn }) => arn));
  const rows = principals.flatMap((principal, index): readonly NamedRow[] => {
    const names = namesOfRow(principal);
    return names.length === 0 ? [] : [{ index, principal, names }];
  });
  const found = new Map<string, PartyWithCells>();
  for (const [index, repository] of repositories.entries()) {
    for (const operation of OPERATIONS) {
      const answers = answersFor({ ...context, rows, arns }, index, repository, operation);
      for (const [key, { party, documented = "none", twoWay = "none" }] of answers) {
        const entry = found.get(key) ?? { party, cells: new Map<string, number[]>() };
        found.set(key, entry);
        const cell = `${operation} ${documented} ${twoWay}`;
        const where = entry.cells.get(cell);
        if (where === undefined) entry.cells.set(cell, [index]);
        else where.push(index);
      }
    }
  }
  const sorted = [...found.values()].sort((a, b) => byKind(a.party, b.party));
  return {
    parties: sorted.map(({ party }) => party),
    partyCells: cellsOf(sorted),
    beyond: (repository, operation, kmsModel, expected) => {
      const about = repositories[repository];
      if (about === undefined) throw new RangeError("no such repository in the proof");
      const asked = { world, repository: about, operation, kmsModel };
      return rememberedParties(asked, { arns, covered: expected })
        .filter(({ ownAccount }) => ownAccount === undefined)
        .map((each) => ({ party: partyOf(each, about, world), verdict: each.verdict }));
    },
  };
}

/** A row that stands for others than a role or user. */
interface NamedRow {
  readonly index: number;
  readonly principal: Principal;
  readonly names: readonly PartyName[];
}

/** A party with the repositories for each of its answers. */
interface PartyWithCells {
  readonly party: Party;
  readonly cells: Map<string, number[]>;
}

interface PartyAnswers {
  readonly party: Party;
  readonly documented?: FoundParty["verdict"];
  readonly twoWay?: FoundParty["verdict"];
}

/** The parties of a repository and operation, by both models. */
function answersFor(
  context: PartyContext & { readonly rows: readonly NamedRow[]; readonly arns: ReadonlySet<string> },
  index: number,
  repository: Repository,
  operation: OperationId,
): ReadonlyMap<string, PartyAnswers> {
  const { world, rows, arns } = context;
  const answers = new Map<string, PartyAnswers>();
  const key = world.keyOf(repository);
  const owner = operation === "administer-key" && "arn" in key ? accountOfArn(key.arn) : repository.accountId;
  for (const kmsModel of MODELS) {
    const model = kmsModel === "documented" ? "documented" : "twoWay";
    const covered = rows
      // That the account's IAM policies decide does not cover what the policy itself gives to its principals.
      .filter(({ principal: { kind, accountId } }) => kind !== "account" || accountId !== owner)
      .filter((row) => context.cell(row.index, index, operation)[model] === "allowed")
      .flatMap(({ names }) => names);
    for (const each of rememberedParties({ world, repository, operation, kmsModel }, { arns, covered })) {
      const party = partyOf(each, repository, world);
      const before = answers.get(partyKey(party));
      const verdict = before?.[model] === "allowed" ? "allowed" : each.verdict;
      answers.set(partyKey(party), { party, ...before, [model]: verdict });
    }
  }
  return answers;
}

/** The names of those for whom a row stands; none for roles and users, whose ARNs are known. */
function namesOfRow({ kind, arn, accountId }: Principal): readonly PartyName[] {
  if (kind === "account") return [{ account: accountId }];
  if (kind === "organization") return [{ organization: arn }];
  if (kind === "lambda") {
    const service = "lambda.amazonaws.com";
    return [
      { service, if: { StringEquals: { "aws:SourceAccount": accountId } } },
      { service, if: { ArnLike: { "aws:SourceArn": `arn:*:lambda:*:${accountId}:*` } } },
    ];
  }
  if (kind === "service") return [{ anyone: { ArnLike: { "aws:SourceArn": arn } } }];
  return [];
}

function partyOf(found: FoundParty, repository: Repository, world: World): Party {
  const { name, ownAccount, documents, unknowns } = found;
  if (ownAccount !== undefined) {
    return { kind: "own-account", words: `principals of ${ownAccount} that no input holds`, accountId: ownAccount };
  }
  if (name === undefined) {
    const gap = unknownGapOf(found, repository, world);
    return { kind: "unknown", words: `somebody whom the ${documents.join(" or the ")} may let in`, unknowns, gap };
  }
  return { kind: kindOfName(name), words: partyWords(name), name };
}

function kindOfName(name: PartyName): Exclude<Party["kind"], "own-account" | "unknown"> {
  if ("anyone" in name) return "anyone";
  if ("account" in name) return "account";
  if ("organization" in name) return "organization";
  return "principal" in name ? "principal" : "service";
}

function partyKey({ kind, name, accountId, gap }: Party): string {
  return JSON.stringify([kind, name, accountId, gap]);
}

const KINDS: readonly Party["kind"][] = [
  "anyone",
  "organization",
  "account",
  "principal",
  "service",
  "unknown",
  "own-account",
];

function byKind(a: Party, b: Party): number {
  return KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || compareText(a.words, b.words);
}

/** Parties with the same answer for the same repositories stand together. */
function cellsOf(
  parties: readonly { readonly cells: ReadonlyMap<string, readonly number[]> }[],
): readonly PartyCells[] {
  const together = new Map<string, number[]>();
  parties.forEach(({ cells }, index) => {
    for (const [cell, repositories] of cells) {
      const key = JSON.stringify([cell, repositories]);
      together.set(key, [...(together.get(key) ?? []), index]);
    }
  });
  const made = [...together].map(([key, those]): PartyCells => {
    const [cell, repositories] = JSON.parse(key) as [string, number[]];
    const [operation, documented, twoWay] = cell.split(" ") as [
      OperationId,
      PartyCells["documented"],
      PartyCells["twoWay"],
    ];
    return { operation, documented, twoWay, parties: those, repositories };
  });
  return made.sort((a, b) => OPERATIONS.indexOf(a.operation) - OPERATIONS.indexOf(b.operation));
}
