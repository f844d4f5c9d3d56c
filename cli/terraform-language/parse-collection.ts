import { ExpressionProblem } from "./expression-problem";
import type { Expression } from "./syntax";
import type { TokenReader } from "./token-reader";

/** Reads the expression that begins where a reader stands. */
export type ParseExpression = (reader: TokenReader) => Expression;

/** A collection whose opening bracket was read. */
interface OpenedCollection {
  readonly reader: TokenReader;
  /** Where its bracket stands. */
  readonly start: number;
  /** How what is in it is read. */
  readonly parse: ParseExpression;
}

/**
 * A list or an object, or a `for` over another.
 *
 * @param bracket - The opening one: `[` or `{`.
 */
export function parseCollection(bracket: string, opened: OpenedCollection): Expression {
  const { reader } = opened;
  const close = bracket === "[" ? "]" : "}";
  if (reader.sees("for") && reader.peek(1)?.kind === "name") return parseFor(close, opened);
  return close === "]" ? parseList(opened) : parseObject(opened);
}

function parseList({ reader, start, parse }: OpenedCollection): Expression {
  const items: Expression[] = [];
  while (!reader.accept("]")) {
    items.push(parse(reader));
    if (reader.accept(",")) continue;
    reader.expect("]");
    break;
  }
  return { kind: "list", items, source: reader.since(start) };
}

function parseObject({ reader, start, parse }: OpenedCollection): Expression {
  const entries: (readonly [Expression, Expression])[] = [];
  while (!reader.accept("}")) {
    const key = parseObjectKey(reader, parse);
    if (reader.acceptAny(["=", ":"]) === undefined) throw new ExpressionProblem("a key without a value");
    entries.push([key, parse(reader)]);
    // Between entries a new line does as well as a comma.
    reader.accept(",");
  }
  return { kind: "object", entries, source: reader.since(start) };
}

/** A bare name is a key as it stands; in parentheses it is an expression. */
function parseObjectKey(reader: TokenReader, parse: ParseExpression): Expression {
  const bare = reader.peek()?.kind === "name" && (reader.sees("=", 1) || reader.sees(":", 1));
  if (!bare) return parse(reader);
  const name = reader.name();
  return { kind: "literal", value: name, source: name };
}

function parseFor(close: string, { reader, start, parse }: OpenedCollection): Expression {
  reader.expect("for");
  const first = reader.name();
  const second = reader.accept(",") ? reader.name() : undefined;
  reader.expect("in");
  const collection = parse(reader);
  reader.expect(":");
  const resultOrKey = parse(reader);
  const value = close === "}" ? parseResultValue(reader, parse) : undefined;
  const groups = value !== undefined && reader.accept("...");
  const condition = reader.accept("if") ? parse(reader) : undefined;
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

function parseResultValue(reader: TokenReader, parse: ParseExpression): Expression {
  reader.expect("=>");
  return parse(reader);
}
