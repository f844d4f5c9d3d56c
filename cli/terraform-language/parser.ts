import { ExpressionProblem } from "./expression-problem";
import { parseCollection } from "./parse-collection";
import { scanTemplate, type ScannedExpression, type ScannedPart, type Token } from "./scanner";
import { SPLAT_ITEM, type Expression } from "./syntax";
import { TokenReader } from "./token-reader";

/** A part of a text that was parsed: `undefined` in place of an expression that has a mistake or is not understood. */
export interface ParsedPart {
  readonly source: string;
  readonly expression: Expression | undefined;
}

/**
 * Takes a text apart into what stands as it is and expressions.
 *
 * @throws ExpressionProblem when not even the ends of the expressions can be known
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
function parseExpression(reader: TokenReader): Expression {
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

/** An operand with what is behind it: `.name`, `[index]`, `[*]`. */
function parsePostfix(reader: TokenReader): Expression {
  const start = reader.position();
  return parseSteps(reader, parseOperand(reader), start);
}

function parseSteps(reader: TokenReader, operand: Expression, start: number): Expression {
  let expression = operand;
  for (;;) {
    const splat = acceptSplat(reader);
    if (splat) {
      const each = parseSteps(reader, { kind: "name", name: SPLAT_ITEM, source: reader.since(start) }, start);
      return { kind: "splat", of: expression, each, source: reader.since(start) };
    }
    const key = parseMemberKey(reader);
    if (key === undefined) return expression;
    expression = { kind: "member", of: expression, key, source: reader.since(start) };
  }
}

function acceptSplat(reader: TokenReader): boolean {
  const brackets = reader.sees("[") && reader.sees("*", 1) && reader.sees("]", 2);
  const dot = reader.sees(".") && reader.sees("*", 1);
  for (let token = brackets ? 3 : dot ? 2 : 0; token > 0; token -= 1) reader.take();
  return brackets || dot;
}

function parseMemberKey(reader: TokenReader): Expression | undefined {
  if (reader.accept(".")) {
    const token = reader.take();
    if (token.kind === "name") return { kind: "literal", value: token.text, source: token.text };
    if (token.kind === "number" && /^\d+$/.test(token.text)) return numberLiteral(token);
    throw new ExpressionProblem("a name is missing behind a dot");
  }
  if (!reader.accept("[")) return undefined;
  const key = parseExpression(reader);
  reader.expect("]");
  return key;
}

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);

function parseOperand(reader: TokenReader): Expression {
  const start = reader.position();
  const token = reader.take();
  if (token.kind === "template") return parseQuoted(reader, token.parts, reader.since(start));
  if (token.kind === "number") return numberLiteral(token);
  if (token.kind === "name") {
    if (reader.sees("(")) return parseCall(reader, token.text, start);
    const word = WORDS.get(token.text);
    return word === undefined
      ? { kind: "name", name: token.text, source: token.text }
      : { kind: "literal", value: word, source: token.text };
  }
  if (token.text === "(") {
    const inner = parseExpression(reader);
    reader.expect(")");
    return { ...inner, source: reader.since(start) };
  }
  if (token.text === "[" || token.text === "{")
    return parseCollection(token.text, { reader, start, parse: parseExpression });
  throw new ExpressionProblem("no operand begins so");
}

/** A quoted text, whose parts may hold expressions. */
function parseQuoted(reader: TokenReader, parts: readonly ScannedPart[], source: string): Expression {
  const parsed = parts.map((part) =>
    typeof part === "string" ? part : parseWhole(reader.text, part, reader.depth + 1),
  );
  const [first = ""] = parsed;
  if (parsed.length < 2 && typeof first === "string") return { kind: "literal", value: first, source };
  return { kind: "template", parts: parsed, source };
}

function parseCall(reader: TokenReader, name: string, start: number): Expression {
  reader.expect("(");
  const parameters: Expression[] = [];
  let spreads = false;
  while (!reader.accept(")")) {
    parameters.push(parseExpression(reader));
    spreads = reader.accept("...");
    if (spreads || !reader.accept(",")) {
      reader.accept(",");
      reader.expect(")");
      break;
    }
  }
  return { kind: "call", name, arguments: parameters, spreads, source: reader.since(start) };
}

function numberLiteral({ text }: Exclude<Token, { kind: "template" }>): Expression {
  const value = Number(text);
  if (!Number.isFinite(value)) throw new ExpressionProblem("a number beyond all bounds");
  return { kind: "literal", value, source: text };
}
