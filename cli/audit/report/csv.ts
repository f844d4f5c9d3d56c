import { harmless } from "../../toolkit/text-layout";
import type { Answer } from "../answer";
import type { Value } from "../question";
import { firstOf } from "./portions";

/** Spreadsheets calculate what starts like this, full-width forms included, and some trim first. */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
/** Semicolons and spaces at an end need no quotes by the standard; some spreadsheets split or trim there. */
const QUOTED = /[",;]|^\s|\s$/;

/**
 * The rows as CSV (RFC 4180, UTF-8): names of columns first, lines end with CRLF, what is not known is an empty cell.
 * Nothing in a log can act on who opens the file: a text that a spreadsheet would take for a formula gets `'` before
 * it, line breaks become spaces, and signs that act on terminals become U+FFFD. The exact texts are in JSON.
 */
export async function* csvReport({ question, rows }: Answer, limit?: number): AsyncGenerator<string> {
  const names = question.columns.map(({ name }) => name);
  yield line(names);
  for await (const row of firstOf(rows(), limit)) yield line(names.map((name) => row[name] ?? null));
}

function line(values: readonly Value[]): string {
  return `${values.map(cell).join(",")}\r\n`;
}

function cell(value: Value): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = harmless(FORMULA.test(value) ? `'${value}` : value);
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
