import { extname } from "node:path";
import { InputError } from "../toolkit/input-error";

/** What a report is written as, by the end of its file's name. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  ".txt": "table",
  ".json": "json",
  ".md": "markdown",
  ".sarif": "sarif",
  ".html": "html",
  ".csv": "csv",
};

/** How a report is asked for. */
export interface AskedFormat<Format extends string> {
  /** `--format`: it wins, whatever the file is called. */
  readonly format?: Format | undefined;
  /** `--output`. */
  readonly output?: string | undefined;
}

/**
 * The format of a report: the one that is named, else that of the file's extension, else a table. A file without
 * extension holds a table, too.
 *
 * @param formats - Those of the command.
 * @throws InputError for an extension that belongs to no format of the command
 * @example
 * reportFormat({ output: "report.html" }, ["table", "html"]); // "html"
 */
export function reportFormat<Format extends string>(
  { format, output = "" }: AskedFormat<Format>,
  formats: readonly (Format | "table")[],
): Format | "table" {
  if (format !== undefined) return format;
  const extension = output.endsWith(".sarif.json") ? ".sarif" : extname(output).toLowerCase();
  if (extension === "") return "table";
  const found = formats.find((each) => each === EXTENSIONS[extension]);
  if (found !== undefined) return found;
  const known = Object.entries(EXTENSIONS).flatMap(([end, name]) =>
    formats.some((each) => each === name) ? [end] : [],
  );
  throw new InputError([
    {
      path: `--output ${output}`,
      message: `no format of this command belongs to ${extension}`,
      hint: `end it with ${known.slice(0, -1).join(", ")} or ${known.at(-1) ?? ""}, or name the format with --format`,
    },
  ]);
}
