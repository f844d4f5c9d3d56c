import { ExpressionProblem } from "./expression-problem";

/**
 * The smallest piece of an expression. Positions are those of the whole text, so that what was written can be shown.
 */
export type Token =
  | { readonly kind: "name" | "number" | "sign"; readonly text: string; readonly start: number; readonly end: number }
  | { readonly kind: "template"; readonly parts: readonly ScannedPart[]; readonly start: number; readonly end: number };

/** A part of a text: as it stands, or an expression between `${` and `}`. */
export type ScannedPart = string | ScannedExpression;

/** An expression in a text. */
export interface ScannedExpression {
  readonly tokens: readonly Token[];
  readonly start: number;
  readonly end: number;
}

/**
 * Takes a text apart into what stands as it is and the expressions between `${` and `}`. `$${` and `%%{` are escapes.
 *
 * @throws ExpressionProblem where an expression does not end, and for directives (`%{ if … }`), which are not evaluated
 */
export function scanTemplate(text: string): readonly ScannedPart[] {
  return scanParts(text, 0, OPENINGS).parts;
}

// Outside of quotes a backslash is a backslash.
const OPENINGS = /\$\$\{|%%\{|\$\{|%\{/g;
const QUOTED_OPENINGS = /\$\$\{|%%\{|\$\{|%\{|\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[nrt"\\])|"/g;

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

function scanParts(text: string, start: number, openings: RegExp): { parts: ScannedPart[]; end: number } {
  const parts: ScannedPart[] = [];
  let literal = "";
  let position = start;
  const endLiteral = (): void => {
    if (literal !== "") parts.push(literal);
    literal = "";
  };
  for (;;) {
    const found = matchFrom(openings, text, position);
    literal += text.slice(position, found?.index);
    if (found === undefined) {
      if (openings === QUOTED_OPENINGS) throw new ExpressionProblem("a text does not end");
      endLiteral();
      return { parts, end: text.length };
    }
    const [opening] = found;
    position = found.index + opening.length;
    if (opening === '"') {
      endLiteral();
      return { parts, end: position };
    }
    if (opening === "%{") throw new ExpressionProblem("directives are not evaluated");
    if (opening === "${") {
      endLiteral();
      const { tokens, end } = scanExpression(text, position);
      parts.push({ tokens, start: position, end: end - 1 });
      position = end;
    } else {
      literal += opening.startsWith("\\") ? unescaped(opening) : opening.slice(1);
    }
  }
}

const BLANK = /(?:\s+|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/)*/y;
const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SIGN = /=>|==|!=|<=|>=|&&|\|\||\.\.\.|[{}[\]().,:?*=<>+\-/%!~]/y;

/** Up to the brace that closes the expression, which is the last character before `end`. */
function scanExpression(text: string, start: number): { tokens: readonly Token[]; end: number } {
  const tokens: Token[] = [];
  let depth = 0;
  let position = start;
  for (;;) {
    position += matchAt(BLANK, text, position)?.length ?? 0;
    if (text[position] === '"') {
      const { parts, end } = scanParts(text, position + 1, QUOTED_OPENINGS);
      tokens.push({ kind: "template", parts, start: position, end });
      position = end;
      continue;
    }
    const token = plainToken(text, position);
    position = token.end;
    if (token.text === "{") depth += 1;
    if (token.text === "}") {
      if (depth === 0) return { tokens, end: position };
      depth -= 1;
    }
    tokens.push(token);
  }
}

function plainToken(text: string, start: number): Exclude<Token, { kind: "template" }> {
  for (const [kind, pattern] of [
    ["name", NAME],
    ["number", NUMBER],
    ["sign", SIGN],
  ] as const) {
    const found = matchAt(pattern, text, start);
    if (found !== undefined) return { kind, text: found, start, end: start + found.length };
  }
  throw new ExpressionProblem(
    start < text.length ? "a character that no expression has" : "an expression does not end",
  );
}

function unescaped(escape: string): string {
  const code = /^\\[uU]([0-9a-fA-F]+)$/.exec(escape)?.[1];
  if (code === undefined) return ESCAPES[escape.slice(1)] ?? escape;
  const point = Number.parseInt(code, 16);
  if (point > 0x10ffff) throw new ExpressionProblem("an escape that is not a character");
  return String.fromCodePoint(point);
}

function matchFrom(pattern: RegExp, text: string, start: number): RegExpExecArray | undefined {
  pattern.lastIndex = start;
  return pattern.exec(text) ?? undefined;
}

function matchAt(pattern: RegExp, text: string, start: number): string | undefined {
  return matchFrom(pattern, text, start)?.[0];
}
