import type { CellGroup } from "../../proof/proof";
import { OPERATIONS } from "../../proof/proof";
import type { Names } from "../names";
import { accountOf } from "../names";
import type { CheckReport } from "../report";
import { partiesWithAccess, partyReason } from "../parties";
import { PARTIES_TITLE } from "../row-place";
import { harmless } from "../../toolkit/text-layout";
import { looksLikeMistake, verdictOf } from "../../proof/kms-model";
import { OPERATION_WORDS } from "../../proof/operation-words";

/** What the page's scripts work with. Lists of indexes that occur again and again are in it once. */
export interface PageData {
  readonly operations: readonly { readonly id: string; readonly word: string }[];
  readonly accounts: Readonly<Record<string, string>>;
  readonly principals: readonly PagePrincipal[];
  readonly repositories: readonly PageRepository[];
  readonly lists: readonly (readonly number[])[];
  readonly groups: readonly PageGroup[];
}

/** A row: a principal, or with the kind `party` everybody whom the documents let in beside them. */
export interface PagePrincipal {
  /** What is shown. */
  readonly label: string;
  /** What texts call it. */
  readonly name: string;
  /** Of a party: how expected access names it. */
  readonly arn: string;
  readonly kind: string;
  readonly account: string;
  /** Of a party: why it has access. */
  readonly reason?: string;
}

/** A column. */
export interface PageRepository {
  readonly label: string;
  readonly name: string;
  readonly arn: string;
}

/** Cells with the same answer and reasons. */
export interface PageGroup {
  readonly operation: number;
  readonly verdict: string;
  readonly isMistake: boolean;
  /** Indexes into `lists`. */
  readonly principals: number;
  readonly repositories: number;
  /** Whether the page holds an element `reasons-<index of the group>`. */
  readonly isExplained: boolean;
}

/** The data of a page on which the reasons of `explained` are embedded; the groups of parties come last. */
export function pageData(report: CheckReport, names: Names, explained: ReadonlySet<CellGroup>): PageData {
  const { proof, kmsModel } = report;
  const lists = new Map<string, { readonly index: number; readonly list: readonly number[] }>();
  const indexOf = (list: readonly number[]): number => {
    const key = list.join();
    const known = lists.get(key) ?? { index: lists.size, list };
    lists.set(key, known);
    return known.index;
  };
  const groups = proof.groups.map((group) => ({
    operation: OPERATIONS.indexOf(group.operation),
    verdict: verdictOf(group.cell, kmsModel),
    isMistake: looksLikeMistake(group.cell, kmsModel),
    principals: indexOf(group.principals),
    repositories: indexOf(group.repositories),
    isExplained: explained.has(group),
  }));
  const parties = partiesWithAccess(report);
  const rowOf = new Map(parties.map(({ index }, row) => [index, proof.principals.length + row]));
  const ofParties = proof.partyCells.map((cells) => ({
    operation: OPERATIONS.indexOf(cells.operation),
    verdict: verdictOf({ ...cells, oneSided: false }, kmsModel),
    isMistake: false,
    principals: indexOf(cells.parties.flatMap((party) => rowOf.get(party) ?? [])),
    repositories: indexOf(cells.repositories),
    isExplained: false,
  }));
  return {
    operations: OPERATIONS.map((id) => ({ id, word: OPERATION_WORDS[id].word })),
    accounts: Object.fromEntries(proof.model.accounts.map(({ id, name = "" }) => [id, harmless(name)])),
    principals: [
      ...proof.principals.map((principal, index) => ({
        label: names.rows[index] ?? "",
        name: harmless(principal.name),
        arn: harmless(principal.arn),
        kind: principal.kind,
        account: accountOf(principal),
      })),
      ...parties.map(({ party, party: { words, name } }) => ({
        label: harmless(words),
        name: harmless(words),
        arn: name === undefined ? "" : harmless(JSON.stringify(name)),
        kind: "party",
        account: PARTIES_TITLE,
        reason: harmless(partyReason(party)),
      })),
    ],
    repositories: proof.repositories.map(({ name, arn }, index) => ({
      label: names.repositories[index] ?? "",
      name: harmless(name),
      arn: harmless(arn),
    })),
    lists: [...lists.values()].map(({ list }) => list),
    groups: [...groups, ...ofParties.filter(({ verdict }) => verdict !== "none")],
  };
}
