import { isRecord } from "../../../shared/internal";
import { isUnknown } from "../../policy/unknown";
import { sortedEntries, type ObjectValue } from "../../terraform-language/conversion";
import { evaluateDeep, evaluateText, lazyDeep } from "../../terraform-language/evaluate-text";
import { markerFor } from "../../terraform-language/marker";
import { innerScope, type Scope } from "../../terraform-language/scope";

/** What tells Terraform how to treat a resource, and is none of its attributes. */
const META_ARGUMENTS = new Set([
  "//",
  "connection",
  "count",
  "depends_on",
  "dynamic",
  "for_each",
  "lifecycle",
  "provider",
  "provisioner",
  "timeouts",
]);

/** Attributes whose value is an object: every other object that is written is a block. */
const MAPS = new Set(["encryption_context_equals", "encryption_context_subset", "tags", "tags_all", "variables"]);

/** The names of the attributes and blocks that a body writes. */
export function writtenNames(body: ObjectValue): readonly string[] {
  const names = Object.keys(body).filter((name) => !META_ARGUMENTS.has(name) && body[name] !== null);
  return [...new Set([...names, ...dynamicBlocks(body).map(([name]) => name)])];
}

/** The value of one attribute; of a block a list of objects, whether or not it was written as one. */
export function attributeValue(body: ObjectValue, name: string, scope: Scope): unknown {
  const dynamic = dynamicBlocks(body).filter(([block]) => block === name);
  if (dynamic.length === 0) return written(name, body[name], scope);
  const generated = dynamic.map(([, definition]) => expanded(name, definition, scope));
  const marker = generated.find(isUnknown);
  if (marker !== undefined) return marker;
  const fixed = body[name] === undefined || body[name] === null ? [] : [written(name, body[name], scope)].flat();
  return [...fixed, ...generated.flat()];
}

/** Whether a value stands for blocks: one object, or a list of them. */
export function blocksOf(name: string, value: unknown): readonly ObjectValue[] | undefined {
  if (MAPS.has(name)) return undefined;
  if (isRecord(value)) return [value];
  return Array.isArray(value) && value.length > 0 && value.every(isRecord) ? value : undefined;
}

function written(name: string, value: unknown, scope: Scope): unknown {
  const blocks = blocksOf(name, value);
  return blocks === undefined ? evaluateDeep(value, scope) : blocks.map((block) => blockValue(block, scope));
}

function blockValue(body: ObjectValue, scope: Scope): ObjectValue {
  return Object.fromEntries(writtenNames(body).map((name) => [name, attributeValue(body, name, scope)]));
}

/** `dynamic` → name of the block → one definition or several. */
function dynamicBlocks(body: ObjectValue): readonly (readonly [string, ObjectValue])[] {
  const sections = blocksOf("dynamic", body["dynamic"]) ?? [];
  return sections.flatMap((section) =>
    Object.entries(section).flatMap(([name, definitions]) =>
      (blocksOf(name, definitions) ?? []).map((definition) => [name, definition] as const),
    ),
  );
}

/** The blocks of a `dynamic` one: a marker when it is unknown how many there are. */
function expanded(name: string, definition: ObjectValue, scope: Scope): unknown {
  const collection = lazyDeep(definition["for_each"], scope);
  // The items of a set are their own keys.
  const isSet = typeof definition["for_each"] === "string" && definition["for_each"].startsWith("${toset(");
  const entries = isRecord(collection)
    ? sortedEntries(collection)
    : Array.isArray(collection)
      ? collection.map((value: unknown, index) => [isSet ? value : index, value] as const)
      : undefined;
  if (entries === undefined) return isUnknown(collection) ? collection : markerFor(`dynamic ${name}`);
  const iterator = typeof definition["iterator"] === "string" ? evaluateText(definition["iterator"], scope) : name;
  const [content = {}] = blocksOf(name, definition["content"]) ?? [];
  return entries.map(([key, value]) => blockValue(content, innerScope(scope, { [String(iterator)]: { key, value } })));
}
