import { compareText } from "../base/canonical";
import type { PolicyDocument } from "../policies/document";
import type { DocumentKind, DocumentSize } from "../policies/document-size";
import { documentSize } from "../policies/document-size";
import type { FindingList } from "../findings/findings";
import type { PolicyStatement } from "../policies/statement";
import type { KmsAccess } from "../topology/topology";

/** A document with its size and the place in the topology that it comes from. */
export interface MeasuredDocument {
  readonly size: DocumentSize;
  readonly document: PolicyDocument;
  /** In the caller's words, below the topology. */
  readonly path: string;
}

/** Measures a document and keeps it, so that what makes it too large can be reported. */
export function measured(name: string, kind: DocumentKind, document: PolicyDocument, path: string): MeasuredDocument {
  return { size: documentSize(name, kind, document), document, path };
}

/**
 * Adds a finding for each document that is larger than AWS accepts: its size, the limit, what takes most room, and the
 * ways out.
 *
 * @param at - Puts a path below the topology into the caller's words.
 */
export function checkSizes(
  documents: readonly MeasuredDocument[],
  kmsAccess: KmsAccess,
  at: (path: string) => string,
  findings: FindingList,
): void {
  for (const { size, document, path } of documents) {
    if (size.remaining >= 0) continue;
    const message = `the ${size.name} has ${size.size} ${size.unit}; AWS allows ${size.limit}; most of it is ${largest(document)}`;
    findings.add("DOCUMENT_TOO_LARGE", at(path), message, { hint: waysOut(size.kind, kmsAccess) });
  }
}

const MOST_NAMED = 3;
/** The part of a document from which on an account is worth naming. */
const NOTABLE = 0.05;

/** The largest statements, and the accounts that take most room in them. */
function largest({ Statement }: PolicyDocument): string {
  const statements = Statement.map((statement) => ({
    what: `${statement.Sid ?? "a statement"} (${entriesOf(statement).length} entries)`,
    size: JSON.stringify(statement).length,
  }));
  const accounts = new Map<string, number>();
  for (const entry of Statement.flatMap(entriesOf)) {
    const account = /\d{12}/.exec(entry)?.[0];
    if (account !== undefined) accounts.set(account, (accounts.get(account) ?? 0) + entry.length + 3);
  }
  const total = statements.reduce((sum, { size }) => sum + size, 0);
  const notable = [...accounts]
    .filter(([, size]) => size > total * NOTABLE)
    .map(([account, size]) => ({ what: `account ${account}`, size }));
  const parts = [...top(statements), ...top(notable)];
  return parts.map(({ what, size }) => `${what}: ${size}`).join(", ");
}

interface Contributor {
  readonly what: string;
  readonly size: number;
}

function top(contributors: readonly Contributor[]): readonly Contributor[] {
  return [...contributors].sort((a, b) => b.size - a.size || compareText(a.what, b.what)).slice(0, MOST_NAMED);
}

/** The values of a statement that grow with the topology. */
function entriesOf(statement: PolicyStatement): readonly string[] {
  const principals = "Principal" in statement ? Object.values(statement.Principal) : [];
  const resources = "Resource" in statement ? [statement.Resource] : [];
  const conditions = Object.values(statement.Condition ?? {}).flatMap((keys) => Object.values(keys));
  return [...principals, ...resources, ...conditions].flat();
}

const FEWER_GRANTEES =
  'grant an organization ("o-…") or an organization path ("o-…/r-…/ou-…/") instead of single accounts, or whole accounts instead of their roles';
const SEPARATE_KEYS = "give groups of repositories a key each (a topology with its own keyAlias for each group)";

function waysOut(kind: DocumentKind, kmsAccess: KmsAccess): string {
  if (kind !== "key-policy") return FEWER_GRANTEES;
  const otherModels = kmsAccess === "key-policy" ? '; or choose kmsAccess "kms-grants" or "ecr-grants-only"' : "";
  return `${FEWER_GRANTEES}; ${SEPARATE_KEYS}${otherModels}`;
}
