import { InputError } from "../../toolkit/input-error";
import type { Group } from "../answer";
import type { Question, Row, Value } from "../question";

/** Nobody reads more, and each takes memory. */
const MOST_GROUPS = 200_000;

interface Counted {
  readonly values: Readonly<Record<string, Value>>;
  count: number;
  readonly first: string;
  last: string;
}

/** Counts rows by what a question asks for. */
export class GroupCounter {
  readonly #names: readonly string[];
  readonly #most: number;
  readonly #groups = new Map<string, Counted>();

  constructor({ groupBy }: Question, most = MOST_GROUPS) {
    this.#names = groupBy;
    this.#most = most;
  }

  /**
   * Rows come in order of time.
   *
   * @throws InputError when there are more groups than anybody could read
   */
  add(row: Row, time: string): void {
    const key = this.#names.length === 1 ? row[this.#names[0] as string] : this.#names.map((name) => row[name] ?? null);
    const text = JSON.stringify(key ?? null);
    const known = this.#groups.get(text);
    if (known !== undefined) {
      known.count++;
      known.last = time;
      return;
    }
    if (this.#groups.size === this.#most) throw tooMany(this.#names, this.#most);
    const values = Object.fromEntries(this.#names.map((name) => [name, row[name] ?? null]));
    this.#groups.set(text, { values, count: 1, first: time, last: time });
  }

  /** The most frequent first; of equally frequent ones, in the order of their values. */
  groups(): readonly Group[] {
    return [...this.#groups]
      .sort(([one, { count: many }], [other, { count: few }]) => few - many || (one < other ? -1 : 1))
      .map(([, group]) => group);
  }
}

function tooMany(names: readonly string[], most: number): InputError {
  return new InputError([
    {
      path: "question",
      message: `has more than ${most.toLocaleString("en")} different answers (${names.join(", ")})`,
      hint: "narrow it with `since`, `until`, `repository`, `principal` or `account`",
    },
  ]);
}
