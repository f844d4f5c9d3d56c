import { spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";

/** A part of the tests: the command that runs it. */
export interface Half {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

/** How a half ended. */
interface HalfEnd {
  readonly name: string;
  readonly isPassed: boolean;
  /** What it wrote, to both streams, in the order in which it came. */
  readonly output: string;
}

interface RunOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Where a half's output and the reports about it go. */
export type Writer = (text: string) => unknown;

/** What is repeated of a half that failed without mocha's list of failures: it crashed, and its last lines say why. */
const LAST_LINES = 60;
/** What begins mocha's list of failures. */
const FAILING = /^\s*\d+ failing\b/;

/**
 * Runs the parts of the tests one after another, also when one failed, and lets everything through that they write. After the last one, the
 * failures stand there again, directly above one line for each part, so that the end of a log that was cut still says what failed.
 *
 * @param options - Where the commands run. Mocha's colours are kept where `isColoured`.
 * @param write - @default - standard output
 * @returns whether all passed
 *
 * @example
 * const isPassed = await runHalves([{ name: "all tests", command: "npx", args: ["mocha"] }], { cwd: "." });
 */
export async function runHalves(
  halves: readonly Half[],
  { cwd, isColoured = process.stdout.isTTY }: { readonly cwd: string; readonly isColoured?: boolean },
  write: Writer = (text) => process.stdout.write(text),
): Promise<boolean> {
  const env = { ...process.env, ...(isColoured && process.env["NO_COLOR"] === undefined ? { MOCHA_COLORS: "1" } : {}) };
  const ends: HalfEnd[] = [];
  for (const half of halves) ends.push(await run(half, { cwd, env }, write));
  for (const { name, isPassed, output } of ends) if (!isPassed) write(`\n${name}, again:\n${failuresOf(output)}\n\n`);
  for (const { name, isPassed } of ends) write(`${name}: ${isPassed ? "passed" : "FAILED"}\n`);
  return ends.every(({ isPassed }) => isPassed);
}

/** Mocha's list of failures; where there is none, the last lines. */
function failuresOf(output: string): string {
  const lines = output.trimEnd().split("\n");
  const from = lines.findLastIndex((line) => FAILING.test(stripVTControlCharacters(line)));
  return (from === -1 ? lines.slice(-LAST_LINES) : lines.slice(from)).join("\n");
}

async function run({ name, command, args }: Half, options: RunOptions, write: Writer): Promise<HalfEnd> {
  const child = spawn(command, args, { ...options, stdio: ["inherit", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      write(text);
    });
  }
  const code = await new Promise<number | null>((resolve) => {
    child.once("error", (error) => {
      output += `${command} could not be started: ${error.message}\n`;
      resolve(null);
    });
    child.once("close", resolve);
  });
  return { name, isPassed: code === 0, output };
}
