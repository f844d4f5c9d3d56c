import { ExpressionProblem } from "./expression-problem";
import { parsePostfix } from "./parse-postfix";
import { scanTemplate, type ScannedExpression, type ScannedPart } from "./scanner";
import type { Expression } from "./syntax";
import { TokenReader } from "./token-reader";

/** A part of a text that was parsed: `undefined` in place of an expression that has a mistake or is not understood. */
export interface ParsedPart {
  readonly source: string;
  readonly expression: Expression | undefined;
}

/**
 * Takes a text apart into what stands as it is and expressions.
 *
 * @throws ExpressionProblem when not even the ends of the expressions can be told
 */
export function parseTemplate(text: string): readonly (string | ParsedPart)[] {
  return scanTemplate(text).map((part) => (typeof part === "string" ? part : parsedPart(text, part)));
}

function parsedPart(text: string, part: ScannedExpression): ParsedPart {
  const source = text.slice(part.start, part.end).trim();
  try {
    return { source, expression: parseWhole(text, part) };
  } catch (error) {
    if (!(error instanceof ExpressionProblem)) throw error;
    return { source, expression: undefined };
  }
}

function parseWhole(text: string, { tokens, start, end }: ScannedExpression, depth = 0): Expression {
  const reader = new TokenReader(text, tokens, { start, end, depth });
  const expression = parseExpression(reader);
  if (reader.peek() !== undefined) throw new ExpressionProblem("more than one expression");
  return expression;
}

/** The expression that begins where the reader stands: a conditional is the weakest. */
export function parseExpression(reader: TokenReader): Expression {
  return reader.nested(() => {
    const start = reader.position();
    const condition = parseBinary(reader, 0);
    if (!reader.accept("?")) return condition;
    const yes = parseExpression(reader);
    reader.expect(":");
    const no = parseExpression(reader);
    return { kind: "conditional", condition, yes, no, source: reader.since(start) };
  });
}

/** A quoted text, whose parts may hold expressions. */
export function parseQuoted(reader: TokenReader, parts: readonly ScannedPart[], source: string): Expression {
  const parsed = parts.map((part) =>
    typeof part === "string" ? part : parseWhole(reader.text, part, reader.depth + 1),
  );
  const [first = ""] = parsed;
  if (parsed.length < 2 && typeof first === "string") return { kind: "literal", value: first, source };
  return { kind: "template", parts: parsed, source };
}

/** Weakest first. */
const BINARY_OPERATORS: readonly (readonly string[])[] = [
  ["||"],
  ["&&"],
  ["==", "!="],
  ["<", ">", "<=", ">="],
  ["+", "-"],
  ["*", "/", "%"],
];

function parseBinary(reader: TokenReader, level: number): Expression {
  const operators = BINARY_OPERATORS[level];
  if (operators === undefined) return parseUnary(reader);
  const start = reader.position();
  let left = parseBinary(reader, level + 1);
  for (let operator = reader.acceptAny(operators); operator !== undefined; operator = reader.acceptAny(operators)) {
    const right = parseBinary(reader, level + 1);
    left = { kind: "binary", operator, left, right, source: reader.since(start) };
  }
  return left;
}

function parseUnary(reader: TokenReader): Expression {
  const start = reader.position();
  const operator = reader.acceptAny(["!", "-"]);
  if (operator === undefined) return parsePostfix(reader);
  const operand = reader.nested(() => parseUnary(reader));
  return { kind: "unary", operator, operand, source: reader.since(start) };
}
