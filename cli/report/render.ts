import { htmlReport } from "./html";
import { jsonReport } from "./json";
import { markdownReport } from "./markdown";
import type { CheckReport, Format } from "./report";
import { sarifReport } from "./sarif";
import { tableReport } from "./table";
import { reportForPeople, reportForPrograms } from "./without-stand-ins";
import type { Terminal } from "../toolkit/page";

export { explainReport } from "./explain";
export type { Terminal } from "../toolkit/page";

const FORMATS: Readonly<Record<Format, (report: CheckReport, terminal: Terminal) => Promise<string>>> = {
  table: tableReport,
  json: jsonReport,
  markdown: markdownReport,
  sarif: sarifReport,
  html: htmlReport,
};

/** The report in one of the formats; the terminal matters to the table alone. */
export function renderReport(format: Format, report: CheckReport, terminal: Terminal): Promise<string> {
  return FORMATS[format](format === "json" ? reportForPrograms(report) : reportForPeople(report), terminal);
}
