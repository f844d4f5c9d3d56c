/** A text and where it comes next in the bytes that are searched. */
interface Cursor {
  readonly text: Buffer;
  /** Infinity when it does not come again. */
  next: number;
}

/**
 * Any text can be written with `\\u`, and a slash with a backslash before it: a record that has one of these may hold
 * what is searched for, and is parsed to be sure. The other escapes stand for control characters, quotes and
 * backslashes.
 */
const MAY_HIDE = [["\\u"], ["\\/"]];

/** A list of texts that an event has to hold, all of them. */
interface Wanted {
  readonly first: Cursor;
  readonly others: readonly Buffer[];
}

/**
 * Searches records for the texts of a question, before anything is parsed.
 *
 * Bytes are gone through once for each text that was chosen as the first of its list, with the native search, however
 * many records are in them; the other texts are searched in the few records that have the first.
 */
export class NeedleSearch {
  readonly #cursors: readonly Cursor[];
  readonly #wanted: readonly Wanted[];
  readonly #isEverythingWanted: boolean;
  #bytes: Buffer | undefined;

  /** @param wanted - The needles of a question: each list is one way to matter. */
  constructor(wanted: readonly (readonly string[])[]) {
    const needles = wanted.length === 0 ? [] : [...wanted, ...MAY_HIDE];
    this.#isEverythingWanted = needles.some((list) => list.every((text) => text === ""));
    const cursors = new Map(
      firstTexts(needles).map((text): [string, Cursor] => [text, { text: Buffer.from(text), next: 0 }]),
    );
    this.#cursors = [...cursors.values()];
    this.#wanted = needles.flatMap((list) => {
      const first = [...cursors.keys()].find((text) => list.includes(text));
      const cursor = first === undefined ? undefined : cursors.get(first);
      const others = list.filter((text) => text !== first && text !== "").map((text) => Buffer.from(text));
      return cursor === undefined ? [] : [{ first: cursor, others }];
    });
  }

  /** Whether a record may matter. Records of the same bytes have to come in their order. */
  matches(bytes: Buffer, start: number, end: number): boolean {
    if (this.#isEverythingWanted) return true;
    if (bytes !== this.#bytes) this.#begin(bytes);
    for (const cursor of this.#cursors) {
      if (cursor.next >= start) continue;
      const next = bytes.indexOf(cursor.text, start);
      cursor.next = next === -1 ? Infinity : next;
    }
    let record: Buffer | undefined;
    for (const { first, others } of this.#wanted) {
      if (first.next + first.text.length > end) continue;
      if (others.length === 0) return true;
      record ??= bytes.subarray(start, end);
      if (others.every((text) => record?.includes(text))) return true;
    }
    return false;
  }

  #begin(bytes: Buffer): void {
    this.#bytes = bytes;
    for (const cursor of this.#cursors) cursor.next = -1;
  }
}

/**
 * Few texts, at least one of each list: always the one that is in most of the lists that are left, the longest of
 * these.
 */
function firstTexts(needles: readonly (readonly string[])[]): readonly string[] {
  const chosen: string[] = [];
  let left = needles.map((list) => list.filter((text) => text !== "")).filter((list) => list.length > 0);
  while (left.length > 0) {
    const counts = new Map<string, number>();
    for (const text of left.flatMap((list) => [...new Set(list)])) counts.set(text, (counts.get(text) ?? 0) + 1);
    const [best = ["", 0]] = [...counts].sort(([a, many], [b, few]) => few - many || b.length - a.length);
    chosen.push(best[0]);
    left = left.filter((list) => !list.includes(best[0]));
  }
  return chosen;
}
