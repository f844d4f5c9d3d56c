import { ExpressionProblem } from "./expression-problem";
import { parseCollection } from "./parse-collection";
import { parseExpression, parseQuoted } from "./parser";
import type { Token } from "./scanner";
import { SPLAT_ITEM, type Expression } from "./syntax";
import type { TokenReader } from "./token-reader";

/** An operand with what is behind it: `.name`, `[index]`, `[*]`. */
export function parsePostfix(reader: TokenReader): Expression {
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
    const key = parseKey(reader);
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

function parseKey(reader: TokenReader): Expression | undefined {
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
  if (token.text === "[" || token.text === "{") return parseCollection(reader, token.text, start);
  throw new ExpressionProblem("no operand begins so");
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
