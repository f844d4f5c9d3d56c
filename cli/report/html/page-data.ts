import type { CellGroup } from "../../proof/proof";
import { OPERATIONS } from "../../proof/proof";
import type { Names } from "../names";
import { accountOf } from "../names";
import type { CheckReport } from "../report";
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

/** A row. `label` is what is shown, `name` what texts call it. */
export interface PagePrincipal {
  readonly label: string;
  readonly name: string;
  readonly arn: string;
  readonly kind: string;
  readonly account: string;
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

/** The data of a page on which the reasons of `explained` are embedded. */
export function pageData({ proof, kmsModel }: CheckReport, names: Names, explained: ReadonlySet<CellGroup>): PageData {
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
  return {
    operations: OPERATIONS.map((id) => ({ id, word: OPERATION_WORDS[id].word })),
    accounts: Object.fromEntries(proof.model.accounts.map(({ id, name = "" }) => [id, harmless(name)])),
    principals: proof.principals.map((principal, index) => ({
      label: names.principals[index] ?? "",
      name: harmless(principal.name),
      arn: harmless(principal.arn),
      kind: principal.kind,
      account: accountOf(principal),
    })),
    repositories: proof.repositories.map(({ name, arn }, index) => ({
      label: names.repositories[index] ?? "",
      name: harmless(name),
      arn: harmless(arn),
    })),
    lists: [...lists.values()].map(({ list }) => list),
    groups,
  };
}
