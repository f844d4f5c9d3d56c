import type { ObjectValue } from "../../terraform-language/conversion";
import { referenceIn } from "../../terraform-language/evaluate-text";
import { blocksOf, writtenNames } from "./blocks";

/** Attribute path → reference, for every attribute whose text is one reference: `kms_key` → `aws_kms_key.key.arn`. */
export function referencesIn(body: ObjectValue): Readonly<Record<string, string>> {
  return Object.fromEntries(writtenNames(body).flatMap((name) => referencesAt(name, name, body[name])));
}

function referencesAt(path: string, name: string, value: unknown): readonly (readonly [string, string])[] {
  if (typeof value === "string") {
    const reference = referenceIn(value);
    return reference === undefined ? [] : [[path, reference]];
  }
  const blocks = blocksOf(name, value);
  if (blocks !== undefined) {
    return blocks.flatMap((block, index) =>
      writtenNames(block).flatMap((inner) => referencesAt(`${path}.${index}.${inner}`, inner, block[inner])),
    );
  }
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown, index) => referencesAt(`${path}.${index}`, name, item));
}
