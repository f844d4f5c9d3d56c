import { HOSTILE_NAMES, HOSTILE_VALUES } from "./hostile-values";
import { Random } from "./random";

type Json = Readonly<Record<string, unknown>>;

/** A deep copy of a configuration with one to four hostile changes, anywhere in it. */
export function malformed(base: Json, seed: number): unknown {
  const random = new Random(seed);
  // Some configurations are no objects at all.
  if (random.below(25) === 0) return random.pick(HOSTILE_VALUES)();
  let changed: unknown = structuredClone(base);
  for (let count = random.below(4); count >= 0; count--) changed = changedSomewhere(changed, random, 0);
  return changed;
}

/** How deep changes go: deeper than anything in a configuration. */
const DEEPEST = 8;

function changedSomewhere(value: unknown, random: Random, depth: number): unknown {
  if (depth > DEEPEST || random.below(4) === 0) return random.pick(HOSTILE_VALUES)();
  if (Array.isArray(value)) {
    const copy: unknown[] = [...(value as unknown[])];
    if (copy.length === 0 || random.below(3) === 0) copy.push(random.pick(HOSTILE_VALUES)());
    else copy[random.below(copy.length)] = changedSomewhere(random.pick(copy), random, depth + 1);
    return copy;
  }
  if (typeof value !== "object" || value === null) return random.pick(HOSTILE_VALUES)();
  const copy = { ...value } as Record<string, unknown>;
  const names = Object.keys(copy);
  if (names.length === 0 || random.below(4) === 0) {
    put(copy, random.pick(HOSTILE_NAMES), random.below(2) === 0 ? {} : random.pick(HOSTILE_VALUES)());
  } else {
    const name = random.pick(names);
    put(copy, name, changedSomewhere(copy[name], random, depth + 1));
  }
  return copy;
}

/** Sets an own property whatever its name, `__proto__` included. */
function put(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}
