import type { Answer } from "../answer";
import { csvReport } from "./csv";
import { htmlReport } from "./html";
import { jsonReport } from "./json";
import { portions } from "./portions";
import { tableReport } from "./table";
import type { AuditTerminal } from "./table/audit-terminal";

export type { JsonAnswer, JsonQuestion } from "./json-format";
export type { AuditTerminal } from "./table/audit-terminal";

/** The formats of an answer. */
export const ANSWER_FORMATS = ["table", "json", "csv", "html"] as const;

/** One of the formats. */
export type AnswerFormat = (typeof ANSWER_FORMATS)[number];

/** What is shown of an answer. */
export interface RenderOptions {
  /** In the table: the rows one by one, instead of how often each group occurs. @default false */
  readonly events?: boolean;
  /**
   * How many rows are shown at most, and in a table without `events`, how many groups.
   *
   * @default - 50 groups in a table, 5,000 rows in a page, everything elsewhere
   */
  readonly limit?: number;
}

/**
 * The answer in one of the formats, in portions: millions of rows never wait in memory together. The terminal matters
 * to the table alone. The text ends with a line break.
 *
 * @example
 * ```ts
 * for await (const portion of renderAnswer("csv", answer, { columns: 80, colors: false })) process.stdout.write(portion);
 * ```
 */
export function renderAnswer(
  format: AnswerFormat,
  answer: Answer,
  terminal: AuditTerminal,
  options: RenderOptions = {},
): AsyncIterable<string> {
  switch (format) {
    case "table":
      return portions(tableReport(answer, terminal, options));
    case "json":
      return portions(jsonReport(answer, options.limit));
    case "csv":
      return portions(csvReport(answer, options.limit));
    case "html":
      return portions(htmlReport(answer, options.limit));
  }
}
