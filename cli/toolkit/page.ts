import { createColors } from "picocolors";
import { harmless, harmlessJson, wrapped } from "./text-layout";

/** What a text is shown on. */
export interface Terminal {
  /** The width in characters. */
  readonly columns: number;
  /** Whether colours are shown. */
  readonly colors: boolean;
}

/** The colours of a text, or functions that change nothing. */
export type Colors = ReturnType<typeof createColors>;

/** Lines below this width hold nothing useful; above it, they are hard to read. */
const WIDTHS = { least: 40, most: 200 };

/** Where the parts of a text get their width and colours from. */
export interface Page {
  readonly width: number;
  readonly colors: Colors;
}

/** How a line looks. */
export type Paint = (text: string) => string;

/** The page of a terminal. */
export function pageOf({ columns, colors }: Terminal): Page {
  return { width: Math.min(Math.max(columns, WIDTHS.least), WIDTHS.most), colors: createColors(colors) };
}

/**
 * A paragraph within the page's width.
 *
 * @param prefix - Goes before the first line, and as many spaces before the others: `"  ✗ "`.
 */
export function paragraph(page: Page, prefix: string, text: string, paint: Paint = (line) => line): readonly string[] {
  const indent = " ".repeat(prefix.length);
  return wrapped(harmless(text), page.width - prefix.length).map(
    (line, index) => (index === 0 ? prefix : indent) + (line === "" ? "" : paint(line)),
  );
}

/** A title with a line below. */
export function heading(page: Page, text: string): readonly string[] {
  return [...wrapped(text, page.width).map(page.colors.bold), page.colors.dim("─".repeat(page.width))];
}

/** A statement ready to paste: its lines are never broken, however narrow the page is. */
export function pasteable(page: Page, indent: string, statement: unknown): readonly string[] {
  return harmlessJson(statement)
    .split("\n")
    .map((line) => indent + page.colors.cyan(line));
}
