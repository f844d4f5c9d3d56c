import type { Terminal } from "../../../toolkit/page";

/** What a table of an answer is shown on. */
export interface AuditTerminal extends Terminal {
  /** Shows no other signs than those of ASCII, but for what the logs hold. @default false */
  readonly ascii?: boolean;
}

const SIGNS: Readonly<Record<string, string>> = { "─": "-", "…": "~", "–": "-", "·": "." };

/** A line for this terminal. */
export function signsFor(terminal: AuditTerminal): (line: string) => string {
  return terminal.ascii === true ? (line) => line.replace(/[─…–·]/g, (sign) => SIGNS[sign] ?? sign) : (line) => line;
}
