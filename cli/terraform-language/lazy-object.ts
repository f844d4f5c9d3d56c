import { markerFor } from "./marker";

/** Marks an object that has more members than are known. */
const OPEN = Symbol("open");

/** What is known of an object that has more members than were written: AWS gives them at deployment. */
export interface OpenObject {
  /** What a person calls it: `aws_kms_key.key`. */
  readonly whole: string;
  /** The value of a member that was not written; `undefined` when it is not known. */
  readonly given: (name: string) => unknown;
}

/**
 * An object whose members are evaluated when they are asked for, each once. So documents may refer to roles and roles
 * to documents, as long as no single value depends on itself; what does becomes a marker.
 *
 * @param members - Name → how to evaluate.
 * @param open - When it has members besides those.
 */
export function lazyObject(
  members: Readonly<Record<string, () => unknown>>,
  open?: OpenObject,
): Readonly<Record<string, unknown>> {
  const object: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [name, evaluate] of Object.entries(members)) {
    const get = once(evaluate, () => markerFor(open === undefined ? name : `${open.whole}.${name}`));
    Object.defineProperty(object, name, { enumerable: true, get });
  }
  if (open !== undefined) Object.defineProperty(object, OPEN, { value: open });
  return object;
}

/** Evaluates when it is first asked for. Asked for again by its own evaluation, it gives `inCircle`. */
export function once<Value>(evaluate: () => Value, inCircle: () => Value): () => Value {
  let state: { readonly value: Value } | "running" | undefined;
  return () => {
    if (state === "running") return inCircle();
    if (state !== undefined) return state.value;
    state = "running";
    try {
      const value = evaluate();
      state = { value };
      return value;
    } catch (error) {
      state = undefined;
      throw error;
    }
  };
}

/** What is known of a value that has more members than were written. */
export function openObject(value: object): OpenObject | undefined {
  return (value as { readonly [OPEN]?: OpenObject })[OPEN];
}

/** A value with everything in it evaluated; of objects that are known in part a marker stands for the whole. */
export function evaluated(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(evaluated);
  const open = openObject(value);
  if (open !== undefined) return markerFor(open.whole);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, evaluated(inner)]));
}
