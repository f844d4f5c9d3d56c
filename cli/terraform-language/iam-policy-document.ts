import { isRecord } from "../../shared/internal";
import { hasUnknown, isUnknown, unknown, unknownsIn, type Maybe } from "../policy/unknown";
import { escapedJson, textValue, type ObjectValue } from "./conversion";
import { ExpressionProblem } from "./expression-problem";
import { listIn, statementOf } from "./policy-statement";
import { sourceDocument } from "./source-document";
import type { WrittenDocument, WrittenStatement } from "./written-document";

/** What `aws_iam_policy_document` gives: the document as a text, in two ways of writing it. */
export interface PolicyDocumentTexts {
  /** Indented by two spaces. */
  readonly json: string;
  readonly minified_json: string;
}

/**
 * The texts that the data source `aws_iam_policy_document` makes of its arguments, byte for byte: the statements of
 * `source_policy_documents`, then its own, then those of `override_policy_documents`, each replacing an earlier one of
 * the same Sid. `source_json` and `override_json`, which provider 5 refuses, count as provider 4 has them: first and
 * last.
 *
 * @param values - The arguments under Terraform's names, blocks as lists.
 * @returns A marker for both when a document that is merged, or which statements there are, is not known, and for
 * arguments that the provider refuses.
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function policyDocumentTexts(values: ObjectValue): PolicyDocumentTexts {
  const document = attempted(() => mergedDocument(values));
  if (isUnknown(document)) return { json: document, minified_json: document };
  return { json: escapedJson(document, 2), minified_json: escapedJson(document) };
}

function attempted<Result>(make: () => Maybe<Result>): Maybe<Result> {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof ExpressionProblem)) throw error;
    return unknown(`an aws_iam_policy_document that Terraform refuses: ${error.message}`);
  }
}

function mergedDocument(values: ObjectValue): Maybe<ObjectValue> {
  const sources = documentsIn(values["source_json"], values["source_policy_documents"]);
  const own = ownDocument(values);
  const overrides = documentsIn(values["override_policy_documents"], values["override_json"]);
  const documents = [...sources, own, ...overrides];
  const doubtful = documents.find(isUnknown);
  if (doubtful !== undefined) return doubtful;
  checkSids(sources as readonly WrittenDocument[]);
  checkSids([own as WrittenDocument]);
  const { Version, Id, statements } = (documents as readonly WrittenDocument[]).reduce(merged, { statements: [] });
  return {
    Version,
    ...(Id === undefined ? {} : { Id }),
    ...(statements.length === 0 ? {} : { Statement: statements }),
  };
}

/** For empty texts there is no document. */
function documentsIn(...values: readonly unknown[]): readonly Maybe<WrittenDocument>[] {
  return values
    .flatMap(listIn)
    .filter((text) => text !== "")
    .map((text) => sourceDocument(textValue(text)));
}

function ownDocument(values: ObjectValue): Maybe<WrittenDocument> {
  const blocks = listIn(values["statement"]);
  const doubtful = blocks.find(isUnknown) ?? blocks.map((block) => isRecord(block) && block["effect"]).find(hasUnknown);
  if (doubtful !== undefined) return unknown(unknownsIn(doubtful).join(", "));
  const Version = textValue(values["version"] ?? "2012-10-17");
  if (!["2008-10-17", "2012-10-17"].includes(Version) && !hasUnknown(Version)) {
    throw new ExpressionProblem("the version is neither 2008-10-17 nor 2012-10-17");
  }
  const statements = blocks.filter(isRecord).map((block) => statementOf(block, Version));
  const id = textValue(values["policy_id"] ?? "");
  return { Version, Id: id === "" ? undefined : id, statements };
}

/** The later document's Id counts, the newer Version of the two, and its statements before those of the same Sid. */
function merged(earlier: WrittenDocument, later: WrittenDocument): WrittenDocument {
  const statements = [...earlier.statements];
  for (const statement of later.statements) {
    const sid = sidOf(statement);
    const same = sid === undefined ? -1 : statements.findIndex((each) => sidOf(each) === sid);
    statements.splice(same < 0 ? statements.length : same, 1, statement);
  }
  const [, Version = ""] = [earlier.Version ?? "", later.Version ?? ""].sort();
  return { Version, Id: later.Id ?? earlier.Id, statements };
}

/** Overrides alone may have a Sid twice. */
function checkSids(documents: readonly WrittenDocument[]): void {
  const sids = documents.flatMap(({ statements }) => statements.flatMap((statement) => sidOf(statement) ?? []));
  if (new Set(sids).size < sids.length) throw new ExpressionProblem("two statements have one Sid");
}

/** A Sid that is not known is taken for one of its own. */
function sidOf({ Sid }: WrittenStatement): unknown {
  return hasUnknown(Sid) ? undefined : Sid;
}
