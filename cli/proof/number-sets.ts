/** Numbers for texts: the same text, the same number. */
export class TextNumbers {
  readonly #numbers = new Map<string, number>();

  of(text: string): number {
    const before = this.#numbers.get(text);
    if (before !== undefined) return before;
    const number = this.#numbers.size;
    this.#numbers.set(text, number);
    return number;
  }
}

/** Sets of numbers, each known by a number of its own: whatever the order in which members came, the same set, the same number. */
export class NumberSets {
  /** The set without members. */
  static readonly EMPTY = 0;
  readonly #members: (readonly number[])[] = [[]];
  /** By set: what it becomes with one more member. */
  readonly #grown: Map<number, number>[] = [new Map<number, number>()];
  readonly #byMembers = new Map<string, number>([["", NumberSets.EMPTY]]);

  /** The set with one more member. */
  with(set: number, member: number): number {
    const before = this.#grown[set]?.get(member);
    if (before !== undefined) return before;
    const members = this.#members[set] ?? [];
    const grown = members.includes(member) ? set : this.#setOf([...members, member].sort((a, b) => a - b));
    this.#grown[set]?.set(member, grown);
    return grown;
  }

  #setOf(members: readonly number[]): number {
    const text = members.join();
    const before = this.#byMembers.get(text);
    if (before !== undefined) return before;
    const set = this.#members.length;
    this.#members.push(members);
    this.#grown.push(new Map<number, number>());
    this.#byMembers.set(text, set);
    return set;
  }
}

/** Numbers for sequences of small numbers: the same sequence, the same number. */
export class Sequences {
  /** The sequence without elements. */
  static readonly EMPTY = 0;
  readonly #longer: (number | undefined)[] = [];
  #count = 1;

  /** The sequence with an element more; `element` is 0, 1 or 2. */
  with(sequence: number, element: 0 | 1 | 2): number {
    const place = sequence * 3 + element;
    return (this.#longer[place] ??= this.#count++);
  }
}
