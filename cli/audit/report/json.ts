import { harmless, harmlessJson } from "../../toolkit/text-layout";
import type { Answer } from "../answer";
import type { JsonAnswer } from "./json-format";
import { firstOf } from "./portions";

/** The answer for programs: see `JsonAnswer`. Rows come last, so that nobody has to have all of them at once. */
export async function* jsonReport(answer: Answer, limit?: number): AsyncGenerator<string> {
  const { question, source, groups, timeline, rowCount } = answer;
  const { title, asked, columns, groupBy, timelineBy, cannotTell } = question;
  const head: Omit<JsonAnswer, "columns" | "groups" | "timeline" | "rows"> = {
    formatVersion: 1,
    question: { title, asked, groupBy, timelineBy, cannotTell },
    source,
    rowCount,
  };
  yield harmlessJson(head).replace(/\n\}$/, "");
  yield* list("columns", columns, "  ");
  yield* list("groups", groups, "  ");
  const { lines, ...span } = timeline;
  yield `,\n  "timeline": ${harmlessJson(span).replaceAll("\n}", "").replaceAll("\n", "\n  ")}`;
  yield* list("lines", lines, "    ");
  yield "\n  }";
  yield* list("rows", rowsOf(answer, limit), "  ");
  yield "\n}\n";
}

/** Every row with every column, in their order. */
async function* rowsOf({ question, rows }: Answer, limit?: number): AsyncGenerator<JsonAnswer["rows"][number]> {
  for await (const row of firstOf(rows(), limit))
    yield Object.fromEntries(question.columns.map(({ name }) => [name, row[name] ?? null]));
}

async function* list(
  name: keyof JsonAnswer | "lines",
  values: AsyncIterable<object> | Iterable<object>,
  indent: string,
): AsyncGenerator<string> {
  yield `,\n${indent}"${name}": [`;
  let count = 0;
  for await (const value of values) yield `${count++ === 0 ? "" : ","}\n${indent}  ${inOneLine(value)}`;
  yield count === 0 ? "]" : `\n${indent}]`;
}

/** A value in one line, what acts on terminals as escapes. */
function inOneLine(value: object): string {
  const text = JSON.stringify(value);
  if (harmless(text) === text) return text;
  // Line breaks stand between values alone: within texts they are escapes.
  return harmlessJson(value).replaceAll(/\n */g, "");
}
