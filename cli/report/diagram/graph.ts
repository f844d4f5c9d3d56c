import { listNames } from "../../toolkit/list-words";
import type { CellPart } from "../answer-table";
import { firstRows, groupedMatrix } from "../matrix";
import { type Names, accountOf } from "../names";
import { PARTIES_TITLE } from "../row-place";
import type { CheckReport } from "../report";
import { OPERATION_WORDS } from "../../proof/operation-words";
import type { Repository } from "../../model/access-model";
import { hasUnknown } from "../../policy/unknown";
import type { AccessProof } from "../../proof/proof";

/** Above this many, equal ones share a node; above `nodes`, the rest is counted. */
const MOST = { single: 24, nodes: 40 };

/** What the diagram shows. */
export interface AccessGraph {
  readonly principals: readonly PrincipalNode[];
  readonly repositories: readonly GraphNode[];
  readonly keys: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** How many found no room. */
  readonly left: { readonly principals: number; readonly repositories: number };
}

/** A box: one thing, or several that have the same answers. */
export interface GraphNode {
  readonly id: string;
  readonly label: string;
  readonly count: number;
}

/** A principal's box stands in its account's; organizations have one together, and so have parties. */
export interface PrincipalNode extends GraphNode {
  /** An account, `""` for organizations, or `PARTIES_TITLE`. */
  readonly accountId: string;
}

/**
 * - `use`: pushes, pulls; `manage`: creates, deletes, administers the key; `mistake`, `unknown`; `encrypts`: with a
 * key.
 */
export type EdgeKind = "push" | "pull" | "manage" | "mistake" | "unknown" | "encrypts";

/** A line. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  /** `ci-push → orders: push, pull` */
  readonly title: string;
}

/** Who pushes to, pulls from and manages what, and which key encrypts it. */
export function accessGraph({ proof, kmsModel }: CheckReport, names: Names): AccessGraph {
  const grouped = groupedMatrix(proof, kmsModel);
  const { answers } = grouped;
  const allRows = proof.principals.length > MOST.single ? grouped.rows : singles(grouped.rows);
  const allColumns =
    proof.repositories.length > MOST.single ? grouped.columns : proof.repositories.map((_, index) => [index]);
  const rows = firstRows(allRows, answers, MOST.nodes);
  const columns = allColumns.slice(0, MOST.nodes);
  const keys = keysOf(proof, columns);
  const principals = rows.map((row, index) => ({
    ...nodeOf(`p${index}`, row, names.rows),
    accountId: (row[0] ?? 0) < answers.parties ? accountOf(proof.principals[row[0] ?? 0]) : PARTIES_TITLE,
  }));
  const repositories = columns.map((column, index) => nodeOf(`r${index}`, column, names.repositories));
  const keyNodes = keys.map(({ label }, index) => ({ id: `k${index}`, label, count: 1 }));
  const partsAt = (row: number, column: number): readonly CellPart[] =>
    answers.partsAt(rows[row]?.[0] ?? 0, columns[column]?.[0] ?? 0);
  const edges = [
    ...repositories.flatMap((repository, column) => {
      const key = keys.findIndex(({ columns: encrypted }) => encrypted.includes(column));
      const node = keyNodes[key];
      return node === undefined ? [] : [edgeOf(repository, node, "encrypts", ["encrypted with it"])];
    }),
    ...principals.flatMap((principal, row) => [
      ...repositories.flatMap((repository, column) => accessEdges(principal, repository, partsAt(row, column))),
      ...keyNodes.flatMap((key, index) => {
        const parts = (keys[index]?.columns ?? []).flatMap((column) => partsAt(row, column));
        const administers = parts.some(
          ({ operation, verdict }) => operation === "administer-key" && verdict === "allowed",
        );
        return administers ? [edgeOf(principal, key, "manage", ["administers it"])] : [];
      }),
    ]),
  ];
  const left = {
    principals: allRows.flat().length - rows.flat().length,
    repositories: allColumns.slice(MOST.nodes).flat().length,
  };
  return { principals, repositories, keys: keyNodes, edges, left };
}

function singles(rows: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return rows.flatMap((row) => row.map((index) => [index]));
}

function nodeOf(id: string, indexes: readonly number[], names: readonly string[]): GraphNode {
  const all = indexes.map((index) => names[index] ?? "");
  return { id, label: listNames(all, 1), count: indexes.length };
}

/** One line for what is allowed, and one for what is missing by mistake or not known. */
function accessEdges(from: GraphNode, to: GraphNode, parts: readonly CellPart[]): readonly GraphEdge[] {
  const wordsOf = (isAsked: (part: CellPart) => boolean): readonly string[] =>
    parts.filter((part) => part.operation !== "administer-key" && isAsked(part)).map(wordOf);
  const allowed = wordsOf(({ verdict }) => verdict === "allowed");
  const mistakes = wordsOf(({ isMistake }) => isMistake);
  const unknown = wordsOf(({ verdict }) => verdict === "unknown");
  return [
    ...(allowed.length > 0 ? [edgeOf(from, to, allowedKind(allowed), allowed)] : []),
    ...(mistakes.length > 0
      ? [
          edgeOf(
            from,
            to,
            "mistake",
            mistakes.map((word) => `${word} denied`),
          ),
        ]
      : []),
    ...(unknown.length > 0
      ? [
          edgeOf(
            from,
            to,
            "unknown",
            unknown.map((word) => `${word} not known`),
          ),
        ]
      : []),
  ];
}

function wordOf({ operation }: CellPart): string {
  return OPERATION_WORDS[operation].word;
}

function allowedKind(words: readonly string[]): EdgeKind {
  if (words.includes("push")) return "push";
  return words.includes("pull") ? "pull" : "manage";
}

function edgeOf(from: GraphNode, to: GraphNode, kind: EdgeKind, words: readonly string[]): GraphEdge {
  return { from: from.id, to: to.id, kind, title: `${from.label} → ${to.label}: ${words.join(", ")}` };
}

/** The keys that the columns are encrypted with, each with its columns. */
function keysOf(
  proof: AccessProof,
  columns: readonly (readonly number[])[],
): readonly { readonly label: string; readonly columns: readonly number[] }[] {
  const keys = new Map<string, number[]>();
  for (const [index, [first = 0]] of columns.entries()) {
    const repository = proof.repositories[first];
    const label = repository === undefined ? "" : keyLabel(repository, proof);
    keys.set(label, [...(keys.get(label) ?? []), index]);
  }
  return [...keys].map(([label, encrypted]) => ({ label, columns: encrypted }));
}

function keyLabel({ encryption: { type, keyArn } }: Repository, { model }: AccessProof): string {
  if (keyArn === undefined) return type === "AES256" ? "no KMS key (AES256)" : "AWS's own key (aws/ecr)";
  if (hasUnknown(keyArn)) return "key not known";
  return model.keys.find(({ arn }) => arn === keyArn)?.name ?? keyArn;
}
