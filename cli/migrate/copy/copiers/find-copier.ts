import { execFile } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Problem } from "../../../toolkit/input-error";
import { InputError } from "../../../toolkit/input-error";
import type { CopierName } from "../copy-options";
import { withoutAws } from "./run-copier";
import type { Copier } from "./tools";
import { COPIERS } from "./tools";

const PATIENCE_MS = 15_000;

/** A copier on this machine. */
export interface FoundCopier {
  readonly copier: Copier;
  readonly path: string;
}

/**
 * Looks for a copier on the PATH, and checks that it knows what is needed of it.
 *
 * @param name - The only one that will do.
 * @throws InputError when there is none, or one that is too old, with how to get one
 */
export async function findCopier(name: CopierName | undefined, env: NodeJS.ProcessEnv): Promise<FoundCopier> {
  const wanted = COPIERS.filter((copier) => name === undefined || copier.name === name);
  const problems: Problem[] = [];
  for (const copier of wanted) {
    const path = pathOf(copier.name, env["PATH"] ?? "");
    if (path === undefined) continue;
    const missing = await whatIsMissing(path, copier, env);
    if (missing.length === 0) return { copier, path };
    problems.push({
      path,
      message: `is too old or another program: ${[copier.name, ...copier.probe.args].join(" ")} does not mention ${missing.join(", ")}`,
      hint: `install another: ${copier.install}`,
    });
  }
  if (problems.length > 0) throw new InputError(problems);
  throw new InputError([noneOf(wanted, name)]);
}

function noneOf(wanted: readonly Copier[], name: CopierName | undefined): Problem {
  const message =
    name === undefined
      ? "none of skopeo, crane and regctl is on the PATH, and one of them has to move the layers"
      : "is not on the PATH";
  const ways = wanted.map((copier) => `${copier.name}: ${copier.install}`);
  return {
    path: name ?? "copier",
    message,
    hint: `install ${ways.length > 1 ? "one of them; " : ""}${ways.join("; ")}`,
  };
}

function pathOf(name: string, path: string): string | undefined {
  return path
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
      } catch {
        return false;
      }
    });
}

/** Versions are not asked: a program built from source has none. */
async function whatIsMissing(path: string, { probe }: Copier, env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const help = await new Promise<string>((resolve) => {
    execFile(path, [...probe.args], { env: withoutAws(env), timeout: PATIENCE_MS }, (_error, stdout, stderr) => {
      resolve(stdout + stderr);
    });
  });
  return probe.needs.filter((needed) => !help.includes(needed));
}
