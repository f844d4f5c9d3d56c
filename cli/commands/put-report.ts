import { writeOutput } from "../toolkit/write-output";
import type { Terminal } from "../report/render";
import { write } from "./write";

/** Where a report goes, and whether it has colours. */
export interface ReportPlace {
  readonly output?: string;
  readonly color?: boolean;
}

/** Puts a report where the user wants it: into a file, whole or not at all, or to the standard output. */
export async function putReport({ output }: ReportPlace, text: string): Promise<void> {
  const whole = text.endsWith("\n") ? text : `${text}\n`;
  if (output !== undefined) writeOutput(output, whole);
  else await write(process.stdout, whole);
}

/** What the report is shown on. One that goes to a file looks the same whoever asks for it. */
export function terminalOf({ output, color }: ReportPlace): Terminal {
  if (output !== undefined) return { columns: 120, colors: color ?? false };
  const { NO_COLOR = "", FORCE_COLOR = "" } = process.env;
  const wanted = NO_COLOR !== "" ? false : FORCE_COLOR !== "" ? FORCE_COLOR !== "0" : process.stdout.isTTY;
  return { columns: process.stdout.isTTY ? process.stdout.columns : 120, colors: color ?? wanted };
}
