import { hasUnknown, isUnknown, unknown, unknownsIn } from "../../policy/unknown";
import type { JsonObject } from "./json-shape";
import { isObject, textOf } from "./json-shape";

type Statement = Readonly<Record<string, unknown>>;

const VERSION = "2012-10-17";
const LISTS: readonly (readonly [string, string])[] = [
  ["actions", "Action"],
  ["not_actions", "NotAction"],
  ["resources", "Resource"],
  ["not_resources", "NotResource"],
];

/**
 * The text of an `aws_iam_policy_document` that Terraform reads only when it applies, put together from its blocks as the
 * provider does it. A marker where a part is unknown that decides which statements there are.
 */
export function policyDocumentText(values: JsonObject): string {
  const sources = documents(values["source_json"], values["source_policy_documents"]);
  const overrides = documents(values["override_policy_documents"], values["override_json"]);
  const blocks = values["statement"] ?? [];
  const doubtful = [sources, overrides, blocks].find((part) => typeof part === "string");
  if (typeof doubtful === "string") return doubtful;
  const written = Array.isArray(blocks) ? blocks.filter(isObject) : [];
  const effect = written.map((block) => block["effect"]).find(isUnknown);
  if (effect !== undefined) return effect;
  const variables = textOf(values["version"]) ?? VERSION;
  const own = written.map((block) => statement(block, variables));
  const id = textOf(values["policy_id"]);
  const layers = [
    ...(sources as readonly (readonly Statement[])[]),
    own,
    ...(overrides as readonly (readonly Statement[])[]),
  ];
  const Statement = layers.reduce<readonly Statement[]>(merge, []);
  return JSON.stringify({ Version: variables, ...(id === undefined ? {} : { Id: id }), Statement });
}

/** The statements of each document, or the marker of one that is not known. */
function documents(...values: readonly unknown[]): readonly (readonly Statement[])[] | string {
  const texts = values.flat().filter((each) => typeof each === "string" && each !== "");
  const found: (readonly Statement[])[] = [];
  for (const text of texts as readonly string[]) {
    if (isUnknown(text)) return text;
    const statements = statementsIn(text);
    if (statements === undefined) return unknown(unknownsIn(text)[0] ?? "a source policy document that is not JSON");
    found.push(statements);
  }
  return found;
}

function statementsIn(text: string): readonly Statement[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    const statements = isObject(parsed) ? parsed["Statement"] : undefined;
    return (Array.isArray(statements) ? statements : [statements]).filter(isObject);
  } catch {
    return undefined;
  }
}

/** A statement with the `Sid` of an earlier one takes its place. */
function merge(statements: readonly Statement[], added: readonly Statement[]): readonly Statement[] {
  const merged = [...statements];
  for (const each of added) {
    const sid = textOf(each["Sid"]);
    const same = sid === undefined ? -1 : merged.findIndex((earlier) => earlier["Sid"] === sid);
    if (same >= 0) merged[same] = each;
    else merged.push(each);
  }
  return merged;
}

function statement(block: JsonObject, version: string): Statement {
  const sid = textOf(block["sid"]);
  const lists = LISTS.flatMap(([attribute, element]) => {
    const values = texts(block[attribute], attribute.endsWith("resources") ? version : undefined);
    return values.length === 0 ? [] : [[element, oneOrMany(values)] as const];
  });
  const condition = conditions(block["condition"], version);
  return {
    ...(sid === undefined ? {} : { Sid: sid }),
    Effect: textOf(block["effect"]) ?? "Allow",
    ...principals("Principal", block["principals"], version),
    ...principals("NotPrincipal", block["not_principals"], version),
    ...Object.fromEntries(lists),
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

function principals(element: string, blocks: unknown, version: string): Statement {
  if (isUnknown(blocks)) return { [element]: { AWS: blocks } };
  const byType = new Map<string, readonly string[]>();
  for (const block of Array.isArray(blocks) ? blocks.filter(isObject) : []) {
    const type = textOf(block["type"]) ?? "AWS";
    byType.set(type, [...(byType.get(type) ?? []), ...texts(block["identifiers"], version)]);
  }
  if (byType.size === 0) return {};
  if (byType.get("*")?.includes("*")) return { [element]: "*" };
  return { [element]: Object.fromEntries([...byType].map(([type, values]) => [type, oneOrMany(values)])) };
}

function conditions(blocks: unknown, version: string): Statement | undefined {
  if (isUnknown(blocks)) return { [blocks]: { [blocks]: blocks } };
  const operators: Record<string, Record<string, unknown>> = {};
  for (const block of Array.isArray(blocks) ? blocks.filter(isObject) : []) {
    const operator = (operators[textOf(block["test"]) ?? unknown("test")] ??= {});
    const key = textOf(block["variable"]) ?? unknown("variable");
    const earlier = texts(operator[key], undefined);
    operator[key] = oneOrMany([...earlier, ...texts(block["values"], version)]);
  }
  return Object.keys(operators).length === 0 ? undefined : operators;
}

/** `&{aws:username}` stands for a policy variable, which Terraform itself would otherwise take for one of its own. */
function texts(value: unknown, version: string | undefined): readonly string[] {
  const list = Array.isArray(value) ? (value as readonly unknown[]) : value === undefined ? [] : [value];
  const found = list.filter((each) => typeof each === "string");
  return version === VERSION ? found.map((each) => (hasUnknown(each) ? each : each.replaceAll("&{", "${"))) : found;
}

function oneOrMany(values: readonly string[]): string | readonly string[] {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : values;
}
