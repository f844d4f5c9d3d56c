import { ExpressionProblem } from "./expression-problem";
import type { Token } from "./scanner";

/** Nobody writes deeper; what a program wrote by mistake ends in a marker instead of exhausting the stack. */
const DEEPEST = 100;

/** Reads the tokens of one expression from the first to the last. */
export class TokenReader {
  readonly text: string;
  depth: number;
  readonly #tokens: readonly Token[];
  readonly #bounds: { readonly start: number; readonly end: number };
  #next = 0;

  constructor(
    text: string,
    tokens: readonly Token[],
    bounds: { readonly start: number; readonly end: number; readonly depth: number },
  ) {
    this.text = text;
    this.#tokens = tokens;
    this.#bounds = bounds;
    this.depth = bounds.depth;
  }

  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#next + ahead];
  }

  /** Whether the token so far ahead is this sign or name. */
  sees(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token !== undefined && token.kind !== "template" && token.text === text;
  }

  take(): Token {
    const token = this.peek();
    if (token === undefined) throw new ExpressionProblem("something is missing at the end");
    this.#next += 1;
    return token;
  }

  accept(text: string): boolean {
    if (!this.sees(text)) return false;
    this.#next += 1;
    return true;
  }

  acceptAny(texts: readonly string[]): string | undefined {
    return texts.find((text) => this.accept(text));
  }

  expect(text: string): void {
    if (!this.accept(text)) throw new ExpressionProblem(`${text} is missing`);
  }

  name(): string {
    const token = this.take();
    if (token.kind !== "name") throw new ExpressionProblem("a name is missing");
    return token.text;
  }

  /** Where the next token begins. */
  position(): number {
    return this.peek()?.start ?? this.#bounds.end;
  }

  /** What was written from a position up to the last token that was read. */
  since(start: number): string {
    return this.text.slice(start, this.#tokens[this.#next - 1]?.end ?? start);
  }

  /** @throws ExpressionProblem for expressions nested too deep */
  nested<Result>(parse: () => Result): Result {
    if (this.depth >= DEEPEST) throw new ExpressionProblem("nested too deep");
    this.depth += 1;
    const result = parse();
    this.depth -= 1;
    return result;
  }
}
