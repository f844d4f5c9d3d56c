import type { Context, Seq } from "z3-solver";
import type { TextKind } from "./formula";

const LOWER = '(re.range "a" "z")';
const DIGIT = '(re.range "0" "9")';
const WORD = `(re.+ (re.union ${LOWER} ${DIGIT} (str.to_re "-")))`;
const exactly = (times: number, of: string): string => `((_ re.loop ${times} ${times}) ${of})`;
const LETTER_OR_DIGIT = `(re.union ${LOWER} ${DIGIT})`;

/** The texts of each kind, as regular expressions of SMT-LIB. */
const LANGUAGES: Readonly<Record<TextKind, string>> = {
  account: exactly(12, DIGIT),
  name: `(re.++ ${WORD} (re.* (re.++ (str.to_re "/") ${WORD})))`,
  organization: `(re.++ (str.to_re "o-") ${exactly(10, LETTER_OR_DIGIT)})`,
  unit: `(re.++ (str.to_re "r-") ${exactly(4, LETTER_OR_DIGIT)} (str.to_re "/") (re.* (re.++ (str.to_re "ou-") ${exactly(4, LETTER_OR_DIGIT)} (str.to_re "-") ${exactly(8, LETTER_OR_DIGIT)} (str.to_re "/"))))`,
  tag: `(re.+ ${LOWER})`,
  endpoint: `(re.++ (str.to_re "vpce-") ${exactly(8, LETTER_OR_DIGIT)})`,
  service: `(re.++ ${WORD} (str.to_re ".amazonaws.com"))`,
  "source-service": `(re.+ ${LOWER})`,
  source: `(re.++ ${WORD} (re.* (re.++ (re.union (str.to_re "/") (str.to_re ":")) ${WORD})))`,
};

/** Patterns that a text has to match, and others that it must not match. */
export interface Wanted {
  readonly kind: TextKind;
  readonly like: readonly string[];
  readonly unlike: readonly string[];
}

/** A text that is as wanted, or the smallest part of what is wanted that no text fulfils. */
export type Answer = { readonly text: string } | { readonly conflict: Wanted };

/** Finds texts by the solver's theory of strings, and remembers what it found. */
export class Texts {
  readonly #context: Context;
  readonly #answers = new Map<string, string | undefined>();
  readonly #conflicts: Wanted[] = [];
  /** How often the solver was asked. */
  asked = 0;

  constructor(context: Context) {
    this.#context = context;
  }

  /** What is known to be impossible, among these patterns. */
  conflictsAmong(kind: TextKind, globs: ReadonlySet<string>): readonly Wanted[] {
    return this.#conflicts.filter(
      (each) => each.kind === kind && [...each.like, ...each.unlike].every((glob) => globs.has(glob)),
    );
  }

  async find(wanted: Wanted): Promise<Answer> {
    const text = await this.#textFor(wanted);
    if (text !== undefined) return { text };
    let smallest = wanted;
    for (const glob of [...wanted.like, ...wanted.unlike]) {
      const without = {
        ...smallest,
        like: smallest.like.filter((each) => each !== glob),
        unlike: smallest.unlike.filter((each) => each !== glob),
      };
      if ((await this.#textFor(without)) === undefined) smallest = without;
    }
    this.#conflicts.push(smallest);
    return { conflict: smallest };
  }

  async #textFor({ kind, like, unlike }: Wanted): Promise<string | undefined> {
    const parts = [...like.map(regexOf), ...unlike.map((glob) => `(re.comp ${regexOf(glob)})`)].sort();
    const language = parts.length === 0 ? LANGUAGES[kind] : `(re.inter ${LANGUAGES[kind]} ${parts.join(" ")})`;
    if (this.#answers.has(language)) return this.#answers.get(language);
    this.asked += 1;
    const solver = new this.#context.Solver();
    solver.set("timeout", 20_000);
    solver.fromString(`(declare-const text String) (assert (str.in_re text ${language}))`);
    const result = await solver.check();
    if (result === "unknown") throw new Error(`the solver did not decide ${language}`);
    const value = result === "sat" ? solver.model().eval(this.#context.String.const("text")) : undefined;
    const found = value === undefined ? undefined : (value as Seq).asString();
    this.#answers.set(language, found);
    return found;
  }
}

function regexOf(glob: string): string {
  const pieces = glob.split(/([*?])/).filter((piece) => piece !== "");
  const parts = pieces.map((piece) =>
    piece === "*" ? "re.all" : piece === "?" ? "re.allchar" : `(str.to_re "${piece}")`,
  );
  return parts.length === 1 ? (parts[0] as string) : `(re.++ ${parts.join(" ")})`;
}
