import { HOSTILE_VALUES } from "./hostile-values";

/** A configuration with one hostile value in it. */
export interface OneWrong {
  /** Where the value stands, and which it is. */
  readonly what: string;
  readonly input: unknown;
}

/** Every hostile value in every place of a configuration, one at a time. */
export function* oneWrongEach(base: unknown): Generator<OneWrong> {
  for (const path of pathsIn(base)) {
    for (const [index, make] of HOSTILE_VALUES.entries()) {
      yield { what: `${path.join(".")}, value ${index}`, input: replacedAt(base, path, make()) };
    }
  }
}

type Path = readonly string[];

function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, inner]) => pathsIn(inner, [...path, name]))];
}

function replacedAt(value: unknown, [name, ...rest]: Path, replacement: unknown): unknown {
  if (name === undefined) return replacement;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string, unknown>;
  copy[name] = replacedAt(copy[name], rest, replacement);
  return copy;
}
