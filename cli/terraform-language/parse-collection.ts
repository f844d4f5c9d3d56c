import { ExpressionProblem } from "./expression-problem";
import { parseExpression } from "./parser";
import type { Expression } from "./syntax";
import type { TokenReader } from "./token-reader";

/** A list or an object, or a `for` over another; the opening bracket was read. */
export function parseCollection(reader: TokenReader, bracket: string, start: number): Expression {
  const close = bracket === "[" ? "]" : "}";
  if (reader.sees("for") && reader.peek(1)?.kind === "name") return parseFor(reader, close, start);
  return close === "]" ? parseList(reader, start) : parseObject(reader, start);
}

function parseList(reader: TokenReader, start: number): Expression {
  const items: Expression[] = [];
  while (!reader.accept("]")) {
    items.push(parseExpression(reader));
    if (reader.accept(",")) continue;
    reader.expect("]");
    break;
  }
  return { kind: "list", items, source: reader.since(start) };
}

function parseObject(reader: TokenReader, start: number): Expression {
  const entries: (readonly [Expression, Expression])[] = [];
  while (!reader.accept("}")) {
    const key = parseKey(reader);
    if (reader.acceptAny(["=", ":"]) === undefined) throw new ExpressionProblem("a key without a value");
    entries.push([key, parseExpression(reader)]);
    // Between entries a new line does as well as a comma.
    reader.accept(",");
  }
  return { kind: "object", entries, source: reader.since(start) };
}

/** A bare name is a key as it stands; in parentheses it is an expression. */
function parseKey(reader: TokenReader): Expression {
  const bare = reader.peek()?.kind === "name" && (reader.sees("=", 1) || reader.sees(":", 1));
  if (!bare) return parseExpression(reader);
  const name = reader.name();
  return { kind: "literal", value: name, source: name };
}

function parseFor(reader: TokenReader, close: string, start: number): Expression {
  reader.expect("for");
  const first = reader.name();
  const second = reader.accept(",") ? reader.name() : undefined;
  reader.expect("in");
  const collection = parseExpression(reader);
  reader.expect(":");
  const resultOrKey = parseExpression(reader);
  const value = close === "}" ? parseResultValue(reader) : undefined;
  const groups = value !== undefined && reader.accept("...");
  const condition = reader.accept("if") ? parseExpression(reader) : undefined;
  reader.expect(close);
  return {
    kind: "for",
    ...(second === undefined ? { valueName: first } : { keyName: first, valueName: second }),
    collection,
    ...(value === undefined ? { result: resultOrKey } : { resultKey: resultOrKey, result: value }),
    ...(condition === undefined ? {} : { condition }),
    groups,
    source: reader.since(start),
  };
}

function parseResultValue(reader: TokenReader): Expression {
  reader.expect("=>");
  return parseExpression(reader);
}
