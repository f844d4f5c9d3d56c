import type { Maybe } from "../policy/unknown";
import { hasUnknown, isUnknown, unknown, unknownsIn } from "../policy/unknown";
import type { InfrastructureResource } from "./resource";

/** An attribute by its path, `encryption_configuration.0.kms_key`; `undefined` where nothing is written. */
export function valueAt(resource: InfrastructureResource, path: string): unknown {
  let value: unknown = resource.values;
  for (const step of path.split(".")) {
    if (isUnknown(value)) break;
    value = inside(value, step);
  }
  return value ?? undefined;
}

/** A text; numbers (account ids) as one. An empty text is how states write that there is none. */
export function textAt(resource: InfrastructureResource, path: string): string | undefined {
  const value = valueAt(resource, path);
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A text, where it is known as a whole. */
export function knownTextAt(resource: InfrastructureResource, path: string): string | undefined {
  const text = textAt(resource, path);
  return text === undefined || hasUnknown(text) ? undefined : text;
}

/** A list of texts. A list that is not known is one unknown text. */
export function textsAt(resource: InfrastructureResource, path: string): readonly string[] {
  const value = valueAt(resource, path);
  if (typeof value === "string") return value === "" ? [] : [value];
  return Array.isArray(value) ? value.filter((text) => typeof text === "string") : [];
}

/** A boolean, also where a state has it as a text. */
export function flagAt(resource: InfrastructureResource, path: string, fallback: Maybe<boolean>): Maybe<boolean> {
  const value = valueAt(resource, path);
  if (typeof value === "boolean" || isUnknown(value)) return value;
  return value === "true" ? true : value === "false" ? false : fallback;
}

/** A number, also where a state has it as a text. */
export function numberAt(resource: InfrastructureResource, path: string): Maybe<number> | undefined {
  const value = valueAt(resource, path);
  if (typeof value === "number" || isUnknown(value)) return value;
  return typeof value === "string" && /^\d+$/.test(value) ? Number(value) : undefined;
}

/** How many blocks of a kind there are; unknown for a `dynamic` block over something unknown. */
export function blockCount(resource: InfrastructureResource, path: string): Maybe<number> {
  const value = valueAt(resource, path);
  if (isUnknown(value)) return value;
  if (Array.isArray(value)) return value.length;
  return typeof value === "object" ? 1 : 0;
}

/** The paths of the blocks of a kind: `rule.0`, `rule.1`; none where it is not known how many there are. */
export function blocksAt(resource: InfrastructureResource, path: string): readonly string[] {
  const count = blockCount(resource, path);
  return isUnknown(count) ? [] : Array.from({ length: count }, (_, index) => `${path}.${index}`);
}

/** A whole value as unknown where a part of it is: `alias/«unknown: var.name»` names no alias. */
export function knownOrUnknown(text: string): Maybe<string> {
  const unknowns = unknownsIn(text);
  return unknowns.length === 0 || isUnknown(text) ? text : unknown(unknowns.join(", "));
}

function inside(value: unknown, step: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  // Some tools write a block that occurs once without a list around it.
  if (step === "0" && !Array.isArray(value)) return value;
  return (value as Record<string, unknown>)[step];
}
