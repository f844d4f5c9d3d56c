import type { AccessComparison } from "../../comparison/access-comparison";
import type { Difference } from "../../expectation/expectation";
import type { Terminal } from "../../toolkit/page";
import { comparisonJson } from "./json";
import { comparisonMarkdown } from "./markdown";
import { comparisonTable } from "./table";

/** What `check --against` shows. */
export interface ComparisonReport {
  readonly comparison: AccessComparison;
  /** What differs from what is expected of the new inputs; absent when nothing was expected. */
  readonly differences?: readonly Difference[];
  /** What the expectation leaves out or accepts, each in a sentence; absent when nothing was expected. */
  readonly relaxations?: readonly string[];
  /** The version of ecr-kms-cli. */
  readonly version: string;
}

/** The formats of a comparison. */
export type ComparisonFormat = "table" | "json" | "markdown";

const FORMATS: Readonly<Record<ComparisonFormat, (report: ComparisonReport, terminal: Terminal) => string>> = {
  table: comparisonTable,
  json: comparisonJson,
  markdown: comparisonMarkdown,
};

/** The comparison in one of its formats; the terminal matters to the table alone. */
export function renderComparison(format: ComparisonFormat, report: ComparisonReport, terminal: Terminal): string {
  return FORMATS[format](report, terminal);
}
