/**
 * One way to search a folder of logs: `ecr-kms audit` as users run it, `zcat | wc -c`, or `zcat | jq`. Writes how long it took,
 * the processor time of all processes of it, and for ours the largest memory; with `--count` how many lines came out instead.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { stopwatch } from "../harness";

/** The pulls, with what a line of ours has, apart from the resolved digests. */
const FILTER = `.Records[]
  | select(.eventSource == "ecr.amazonaws.com" and (.eventName == "BatchGetImage" or .eventName == "GetDownloadUrlForLayer"))
  | [.eventTime, .userIdentity.sessionContext.sessionIssuer.arn, .recipientAccountId, .requestParameters.repositoryName,
     .requestParameters.imageIds[0]?.imageTag, .requestParameters.imageIds[0]?.imageDigest] | @csv`;
const ALL_LOGS = `find "$1" -name '*.json.gz' -print0 | sort -z | xargs -0 zcat`;
const SHELL: Readonly<Record<string, string>> = { zcat: `${ALL_LOGS} | wc -c`, jq: `${ALL_LOGS} | jq -r "$2"` };

const [way = "", folder = "", count] = process.argv.slice(2);
const script = SHELL[way];
process.stdout.write(JSON.stringify(script === undefined ? ours() : shell(script)));

function ours(): object {
  const command = join(dirname(createRequire(__filename).resolve("ecr-kms-cli/package.json")), "bin", "ecr-kms.js");
  const temporary = mkdtempSync(join(tmpdir(), "ecr-kms-bench-"));
  const file = join(temporary, "measured.json");
  try {
    const stop = stopwatch();
    const { status, stdout } = spawnSync(
      process.execPath,
      ["--require", join(__dirname, "measured.js"), command, "audit", "pulls", folder, "--format", "csv"],
      { env: { ...process.env, MEASURED: file }, stdio: output(), maxBuffer: 2 ** 30 },
    );
    const { ms } = stop();
    if (status !== 0) throw new Error(`ecr-kms audit ended with ${status}`);
    // The first line has the names of the columns.
    if (count !== undefined) return { lines: linesOf(stdout) - 1 };
    return { ms, ...(JSON.parse(readFileSync(file, "utf8")) as { cpu: number; peak: number }) };
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

function shell(pipe: string): object {
  const stop = stopwatch();
  const measured = count === undefined ? `{ ${pipe}; } > /dev/null; times >&2` : pipe;
  const { status, stdout, stderr } = spawnSync("sh", ["-c", measured, "sh", folder, FILTER], {
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 2 ** 30,
  });
  const { ms } = stop();
  if (status !== 0) throw new Error(`${pipe} ended with ${status}: ${stderr.toString()}`);
  return count === undefined ? { ms, cpu: childrenTime(stderr.toString()) } : { lines: linesOf(stdout) };
}

function output(): ["ignore", "pipe" | "ignore", "inherit"] {
  return ["ignore", count === undefined ? "ignore" : "pipe", "inherit"];
}

/** Milliseconds from the last line that `times` writes: `0m3.090000s 0m0.540000s`. */
function childrenTime(times: string): number {
  const parts =
    times
      .trim()
      .split("\n")
      .at(-1)
      ?.match(/\d+m[\d.]+s/g) ?? [];
  return parts.reduce((sum, part) => {
    const [minutes = "0", seconds = "0"] = part.slice(0, -1).split("m");
    return sum + (Number(minutes) * 60 + Number(seconds)) * 1000;
  }, 0);
}

function linesOf(text: Buffer): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}
