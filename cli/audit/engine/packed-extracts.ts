import type { Extract } from "../question";
import { REMEMBERED } from "../questions/narrowed";

/**
 * Extracts as text, one a line in the order in which rows are made: small in memory and on disk, handed between threads
 * without a copy, and merged without being parsed.
 */
export interface PackedExtracts {
  /** Lines in UTF-8, sorted as JavaScript sorts strings. */
  readonly lines: Uint8Array;
  readonly count: number;
}

/**
 * One extract as a line. Time, rank and id come first, so that lines sort as `compareExtracts` does: what is remembered
 * comes before what else was in its second.
 */
export function packedLine({ time, eventId, kind, values }: Extract): string {
  return JSON.stringify([time, REMEMBERED.includes(kind) ? 0 : 1, eventId, kind, values]);
}

/** An extract from its line. */
export function unpackedLine(line: string): Extract {
  const [time, , eventId, kind, values] = JSON.parse(line) as [string, number, string, string, Extract["values"]];
  return { time, eventId, kind, values };
}

/** Whether equal lines are copies of one event: without an id nobody can tell. */
export function canBeCopied(line: string): boolean {
  const endOfTime = line.indexOf('"', 2);
  return !line.startsWith('"",', endOfTime + '",0,'.length);
}

/**
 * Puts lines in order and together, in memory of their own: what a small `Buffer` shares with others cannot go to
 * another thread.
 */
export function packLines(lines: string[]): PackedExtracts {
  lines.sort();
  const text = `${lines.join("\n")}\n`;
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
  bytes.write(text);
  return { lines: bytes, count: lines.length };
}

/** The extracts again. */
export function unpack({ lines }: PackedExtracts): readonly Extract[] {
  const text = Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength).toString();
  return text.split("\n").slice(0, -1).map(unpackedLine);
}
