import { isUnknown, type Maybe } from "../policy/unknown";
import { listOf, type OneOrMany, type PrincipalJson, type StatementJson } from "../policy/policy-json";
import { isObject, type ObjectValue } from "./conversion";

/** The statement of a policy that a `statement` block of `aws_iam_policy_document` makes. */
export function statementOf(block: ObjectValue): StatementJson {
  const { effect, sid } = block;
  const parts: Readonly<Record<string, unknown>> = {
    Sid: sid === "" ? undefined : sid,
    Effect: effect ?? "Allow",
    Action: oneOrMany(block, "actions"),
    NotAction: oneOrMany(block, "not_actions"),
    Resource: withVariables(oneOrMany(block, "resources")),
    NotResource: withVariables(oneOrMany(block, "not_resources")),
    Principal: principalOf(block, "principals"),
    NotPrincipal: principalOf(block, "not_principals"),
    Condition: conditionOf(block),
  };
  const written = Object.entries(parts).filter(([, part]) => part !== undefined && part !== null);
  return Object.fromEntries(written) as unknown as StatementJson;
}

/** Only the type `*` with the identifier `*` is everybody; `{ AWS: "*" }` stays, which trust policies need. */
function principalOf(block: ObjectValue, name: string): Maybe<PrincipalJson> | undefined {
  if (isUnknown(block[name])) return block[name];
  const principals = blocksIn(block, name).map((principal) => ({
    type: String(principal["type"]),
    identifiers: withVariables(oneOrMany(principal, "identifiers")),
  }));
  if (principals.length === 0) return undefined;
  const [first] = principals;
  if (principals.length === 1 && first?.type === "*" && first.identifiers === "*") return "*";
  const byType = new Map<string, OneOrMany<string>>();
  for (const { type, identifiers } of principals) {
    byType.set(type, single([...listOf(byType.get(type)), ...listOf(identifiers)]));
  }
  return Object.fromEntries(byType);
}

function conditionOf(block: ObjectValue): unknown {
  if (isUnknown(block["condition"])) return block["condition"];
  const operators = new Map<string, Map<string, readonly string[]>>();
  for (const condition of blocksIn(block, "condition")) {
    const test = String(condition["test"]);
    const keys = operators.get(test) ?? new Map<string, readonly string[]>();
    const values = isUnknown(condition["values"]) ? [condition["values"]] : listIn(condition, "values").map(String);
    const key = String(condition["variable"]);
    operators.set(test, keys.set(key, [...(keys.get(key) ?? []), ...listOf(withVariables(values))]));
  }
  if (operators.size === 0) return undefined;
  return Object.fromEntries(
    [...operators].map(([test, keys]) => [
      test,
      Object.fromEntries([...keys].map(([key, values]) => [key, single(values)])),
    ]),
  );
}

/** Sets of texts: each once, and in descending order, as the provider writes them. */
function oneOrMany(block: ObjectValue, name: string): OneOrMany<string> | undefined {
  const value = block[name];
  if (isUnknown(value)) return value;
  const texts = [...new Set(listIn(block, name).map(String))].sort().reverse();
  return texts.length === 0 ? undefined : single(texts);
}

/** `&{` is how the data source has the variables of IAM, whose `${` Terraform would evaluate. */
function withVariables<Texts extends OneOrMany<string> | undefined>(texts: Texts): Texts {
  const replaced = (text: string): string => text.replaceAll("&{", "${");
  if (texts === undefined) return texts;
  return (typeof texts === "string" ? replaced(texts) : texts.map(replaced)) as Texts;
}

function single(texts: readonly string[]): OneOrMany<string> {
  const [first] = texts;
  return texts.length === 1 && first !== undefined ? first : texts;
}

/** The blocks of a name. */
export function blocksIn(values: ObjectValue, name: string): readonly ObjectValue[] {
  return listIn(values, name).filter(isObject);
}

/** A list; one value counts as a list of it. */
export function listIn(values: ObjectValue, name: string): readonly unknown[] {
  const value = values[name];
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}
