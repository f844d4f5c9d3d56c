import { isRecord } from "../../../shared/internal";
import type { Step } from "./traversal";

/** The part of a value that a traversal leads to; `undefined` where there is none. */
export function walk(value: unknown, steps: readonly Step[]): unknown {
  let inner = value;
  for (const step of steps) {
    const name = typeof step === "string" ? step : step.key;
    if (Array.isArray(inner)) {
      const list: readonly unknown[] = inner;
      // The elements of a set are their own keys.
      inner = typeof name === "number" ? list[name] : list.includes(name) ? name : undefined;
    } else inner = isRecord(inner) ? inner[name] : undefined;
  }
  return inner;
}
