import { isUnknown, unknown, type Maybe } from "../policy/unknown";
import { listOf, type OneOrMany, type PolicyJson, type StatementJson } from "../policy/policy-json";
import { isObject, type ObjectValue } from "./conversion";
import { blocksIn, listIn, statementOf } from "./policy-statement";

/**
 * The policy that the data source `aws_iam_policy_document` makes of its arguments: the statements of
 * `source_policy_documents`, then its own, then those of `override_policy_documents`, each replacing an earlier one of the
 * same Sid.
 *
 * @param values - The arguments under Terraform's names, blocks as lists.
 * @returns A marker when a document that is merged, or which statements there are, is not known.
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function documentFromStatements(values: ObjectValue): Maybe<PolicyJson> {
  const documents = [
    ...documentsIn(values, "source_policy_documents"),
    ownDocument(values),
    ...documentsIn(values, "override_policy_documents"),
  ];
  const unknownDocument = documents.find(isUnknown);
  return unknownDocument ?? (documents as readonly PolicyJson[]).reduce(merged);
}

function ownDocument(values: ObjectValue): Maybe<PolicyJson> {
  const statements = values["statement"];
  if (isUnknown(statements)) return statements;
  const unknownStatement = listIn(values, "statement").find(isUnknown);
  if (unknownStatement !== undefined) return unknownStatement;
  const id = textIn(values, "policy_id");
  return {
    Version: textIn(values, "version") ?? "2012-10-17",
    ...(id === undefined ? {} : { Id: id }),
    Statement: blocksIn(values, "statement").map(statementOf),
  };
}

/** The later document's Id counts, the newer Version of the two, and its statements before those of the same Sid. */
function merged(earlier: PolicyJson, later: PolicyJson): PolicyJson {
  const version = [earlier.Version ?? "", later.Version ?? ""].sort()[1] ?? "";
  const id = later.Id ?? earlier.Id;
  const statements = [...earlier.Statement];
  for (const statement of later.Statement) {
    const same = statements.findIndex(({ Sid = "" }) => Sid !== "" && Sid === statement.Sid);
    statements.splice(same < 0 ? statements.length : same, 1, statement);
  }
  return {
    ...(version === "" ? {} : { Version: version }),
    ...(id === undefined ? {} : { Id: id }),
    Statement: statements,
  };
}

function documentsIn(values: ObjectValue, name: string): readonly Maybe<PolicyJson>[] {
  const texts = values[name];
  if (isUnknown(texts)) return [texts];
  return listIn(values, name)
    .filter((text) => text !== null && text !== "")
    .map((text) => parsedDocument(text) ?? unknown(`${name}: a text that is no policy`));
}

function parsedDocument(text: unknown): Maybe<PolicyJson> | undefined {
  if (isUnknown(text)) return text;
  try {
    const document: unknown = JSON.parse(String(text));
    if (!isObject(document)) return undefined;
    return { ...document, Statement: listOf(document["Statement"] as OneOrMany<StatementJson> | undefined) };
  } catch {
    return undefined;
  }
}

function textIn(values: ObjectValue, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}
