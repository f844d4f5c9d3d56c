import type { Dirent } from "node:fs";
import { lstatSync, readdirSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import type { Problem } from "../../toolkit/input-error";
import type { LogFile } from "./log-pieces";
import { LogProblem } from "./log-problem";
import { problemOf } from "./log-pieces";

/** What was met on the way. */
export interface FoundBeside {
  /** Folders that cannot be listed, files that cannot be asked for their size, and what was named but is not a log. */
  readonly problems: Problem[];
  /** Symbolic links, none of which is followed: they may lead anywhere. */
  links: number;
}

const LOG = /\.json(\.gz)?$/i;
/** CloudTrail signs what it delivered in files of their own; they hold no events. */
const DIGEST = /(^|[\\/])CloudTrail-Digest([\\/]|$)|_CloudTrail-Digest_/;
const WHAT_TO_NAME = "give a folder with the logs of a trail, at any depth, or .json and .json.gz files";

/** The logs in files and folders at any depth, folder by folder: a trail of some years has millions. */
export function* findLogs(paths: readonly string[], beside: FoundBeside): Generator<LogFile> {
  for (const path of new Set(paths)) {
    const before = beside.problems.length;
    let count = 0;
    for (const file of logsOf(path, beside)) {
      count++;
      yield file;
    }
    if (count === 0 && beside.problems.length === before) {
      beside.problems.push({ path, message: "there are no CloudTrail logs in it", hint: WHAT_TO_NAME });
    }
  }
}

function* logsOf(path: string, beside: FoundBeside): Generator<LogFile> {
  const found = described(path, beside, () => statSync(path));
  if (found === undefined) return;
  if (found.isDirectory()) {
    yield* logsUnder(path, beside);
  } else if (!found.isFile()) {
    beside.problems.push({ path, message: "is neither a file nor a folder", hint: WHAT_TO_NAME });
  } else if (DIGEST.test(path)) {
    beside.problems.push({ path, message: "is a digest of CloudTrail, which has no events", hint: WHAT_TO_NAME });
  } else if (!LOG.test(path)) {
    beside.problems.push({ path, message: "is not a .json or .json.gz file", hint: WHAT_TO_NAME });
  } else {
    yield { path, size: found.size };
  }
}

function* logsUnder(folder: string, beside: FoundBeside): Generator<LogFile> {
  const entries = described(folder, beside, () => readdirSync(folder, { withFileTypes: true }));
  for (const entry of entries?.sort(byName) ?? []) {
    const path = folder.endsWith(sep) ? `${folder}${entry.name}` : join(folder, entry.name);
    if (entry.isSymbolicLink()) {
      beside.links++;
    } else if (entry.isDirectory()) {
      if (!DIGEST.test(path)) yield* logsUnder(path, beside);
    } else if (entry.isFile() && LOG.test(path) && !DIGEST.test(path)) {
      const size = described(path, beside, () => lstatSync(path).size);
      if (size !== undefined) yield { path, size };
    }
  }
}

function byName(one: Dirent, other: Dirent): number {
  return one.name < other.name ? -1 : 1;
}

function described<Result>(path: string, { problems }: FoundBeside, ask: () => Result): Result | undefined {
  try {
    return ask();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      problems.push({ path, message: "there is no such file or folder", hint: WHAT_TO_NAME });
      return undefined;
    }
    const problem = problemOf(error);
    if (!(problem instanceof LogProblem)) throw problem;
    problems.push({ path, message: problem.message, hint: problem.hint });
    return undefined;
  }
}
