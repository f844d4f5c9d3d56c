import { readFileSync } from "node:fs";
import { stopwatch } from "../harness";

/** Reads what the first argument names, writes every document of it once, and says what that took. */
export function writeDocuments<Input>(read: (text: string) => Input, texts: (input: Input) => readonly string[]): void {
  const input = read(readFileSync(process.argv[2] ?? "", "utf8"));
  const stop = stopwatch();
  const documents = texts(input);
  process.stdout.write(JSON.stringify({ ...stop(), documents: documents.length }));
}
