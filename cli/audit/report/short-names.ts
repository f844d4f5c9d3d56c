import type { Column, Question, Value } from "../question";
import { moment, plainValue } from "./answer-words";

/**
 * Above so many values of a column none is shortened: to know that short names stay distinct, all of them are
 * remembered.
 */
const MOST_REMEMBERED = 20_000;

type Way = (value: string) => string;

/** From the shortest to the whole. */
const WAYS: Readonly<Partial<Record<Column["type"], readonly Way[]>>> = {
  arn: [resourceOf, (arn) => accountOf(arn) + resourceOf(arn), (arn) => arn],
  digest: [...[12, 16, 24, 40].map((length) => digestOf(length)), (digest) => digest],
};

/**
 * Values as people see them: times without letters, ARNs without what all have in common, digests by their first
 * letters. No two different values of a column look the same.
 */
export class ShortNames {
  readonly #types: ReadonlyMap<string, Column["type"]>;
  readonly #values = new Map<string, Set<string>>();
  readonly #names = new Map<string, ReadonlyMap<string, string>>();

  constructor({ columns }: Question) {
    this.#types = new Map(columns.map(({ name, type }) => [name, type]));
  }

  /** Takes note of a value that will be shown. All have to be known before the first is asked for. */
  see(column: string, value: Value | undefined): void {
    if (typeof value !== "string" || WAYS[this.#types.get(column) ?? "text"] === undefined) return;
    const values = this.#values.get(column) ?? new Set();
    this.#values.set(column, values);
    if (values.size <= MOST_REMEMBERED) values.add(value);
  }

  /** What is shown for a value. */
  of(column: string, value: Value | undefined): string {
    if (typeof value !== "string") return plainValue(value);
    if (this.#types.get(column) === "time") return moment(value);
    return plainValue(this.#namesOf(column).get(value) ?? value);
  }

  #namesOf(column: string): ReadonlyMap<string, string> {
    const known = this.#names.get(column);
    if (known !== undefined) return known;
    const values = this.#values.get(column) ?? new Set();
    const ways = values.size > MOST_REMEMBERED ? [] : (WAYS[this.#types.get(column) ?? "text"] ?? []);
    const names = distinct([...values], ways);
    this.#names.set(column, names);
    return names;
  }
}

/** Each value's first name that no other value has in the same way; a name that is another value itself is none. */
function distinct(values: readonly string[], ways: readonly Way[]): ReadonlyMap<string, string> {
  const counts = ways.map((way) => {
    const count = new Map<string, number>();
    for (const value of values) count.set(way(value), (count.get(way(value)) ?? 0) + 1);
    return count;
  });
  return new Map(
    values.map((value) => {
      const index = ways.findIndex((way, at) => counts[at]?.get(way(value)) === 1);
      return [value, ways[index]?.(value) ?? value];
    }),
  );
}

/** `role/ci-push` */
function resourceOf(arn: string): string {
  return arn.startsWith("arn:") ? arn.split(":").slice(5).join(":") || arn : arn;
}

/** `222222222222:` */
function accountOf(arn: string): string {
  return arn.startsWith("arn:") ? `${arn.split(":")[4] ?? ""}:` : "";
}

function digestOf(length: number): Way {
  return (digest) => digest.replace(/^sha256:([0-9a-f]{64})$/, (_, hex: string) => `${hex.slice(0, length)}…`);
}
