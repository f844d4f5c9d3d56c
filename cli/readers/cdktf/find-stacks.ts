import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, isAbsolute, join, relative, resolve, sep } from "node:path";
import { isRecord } from "../../../shared/internal";
import type { Gap } from "../../model/access-model";
import { gapOf } from "../../model/gap";
import { InputError, type Problem } from "../../toolkit/input-error";
import { readJsonFile } from "../../toolkit/read-json-file";
import { SectionProblem, stackConfiguration, type StackConfiguration } from "./stack-configuration";

/** The configurations in a folder. */
export interface FoundStacks {
  readonly stacks: readonly StackConfiguration[];
  readonly gaps: readonly Gap[];
}

/**
 * Finds the stacks in a folder: those of `manifest.json`, there or in `cdktf.out` below it; or the one whose
 * `*.tf.json` files lie in it. Reads only; symbolic links are followed, but no manifest leads out of its folder.
 *
 * @throws InputError with everything that is wrong with the folder
 */
export function findStacks(folder: string, path: string): FoundStacks {
  for (const inner of ["", "cdktf.out"]) {
    const manifest = join(folder, inner, "manifest.json");
    if (existsSync(manifest)) return stacksOfManifest(join(folder, inner), manifest, join(path, inner));
  }
  const files = configurationFiles(folder, path);
  if (files.length === 0) throw nothingFound(path);
  return singleStack(folder, path, files);
}

const SYNTHESIZE = "run `cdktf synth` and give its output folder, `cdktf.out`";

function nothingFound(path: string): InputError {
  const hint = `${SYNTHESIZE}; of Terraform's own language, give \`terraform show -json\` of a plan`;
  return new InputError([{ path, message: "holds neither manifest.json nor any *.tf.json", hint }]);
}

function stacksOfManifest(folder: string, file: string, path: string): FoundStacks {
  const where = join(path, "manifest.json");
  const manifest = readJsonFile(file, where);
  const entries = isRecord(manifest) && isRecord(manifest["stacks"]) ? Object.entries(manifest["stacks"]) : undefined;
  if (entries === undefined) {
    throw new InputError([{ path: where, message: "is not the manifest of a CDKTF program", hint: SYNTHESIZE }]);
  }
  if (entries.length === 0) throw new InputError([{ path: where, message: "names no stacks", hint: SYNTHESIZE }]);
  const problems: Problem[] = [];
  const stacks = entries.flatMap(([key, entry]) => {
    try {
      return [stackOfEntry(folder, path, key, entry)];
    } catch (error) {
      if (!InputError.is(error)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  if (problems.length > 0) throw new InputError(problems);
  return { stacks, gaps: [] };
}

function stackOfEntry(folder: string, path: string, key: string, entry: unknown): StackConfiguration {
  const { name = key, constructPath, synthesizedStackPath } = isRecord(entry) ? entry : {};
  const where = `${join(path, "manifest.json")}: stacks.${key}.synthesizedStackPath`;
  if (typeof synthesizedStackPath !== "string") {
    throw new InputError([{ path: where, message: "is not a path", hint: SYNTHESIZE }]);
  }
  const steps = relative(resolve(folder), resolve(folder, synthesizedStackPath));
  if (isAbsolute(synthesizedStackPath) || steps === ".." || steps.startsWith(`..${sep}`)) {
    const message = "leads out of the folder of the manifest, so it is not read";
    throw new InputError([{ path: where, message, hint: SYNTHESIZE }]);
  }
  const stackName = typeof name === "string" ? name : key;
  const file = join(path, synthesizedStackPath);
  const json = readJsonFile(join(folder, synthesizedStackPath), file);
  return configurationOf(stackName, typeof constructPath === "string" ? constructPath : stackName, [[file, json]]);
}

/** A stack's own folder, or one with plain configuration in JSON. */
function singleStack(folder: string, path: string, files: readonly string[]): FoundStacks {
  const parsed = files.map((file) => [join(path, file), readJsonFile(join(folder, file), join(path, file))] as const);
  const name = parsed.map(([, json]) => nameIn(json)).find((found) => found !== undefined) ?? basename(resolve(folder));
  const others = readdirSync(folder).filter((file) => /\.tf$|\.tfvars(\.json)?$|override\.tf\.json$/.test(file));
  return {
    stacks: [configurationOf(name, name, parsed)],
    gaps: others.map((file) => {
      const message = `${file} is not read; give \`terraform show -json\` of a plan, which has everything`;
      return gapOf("unread-file", { input: `${path}#${name}`, address: file }, message);
    }),
  };
}

function configurationOf(
  name: string,
  constructPath: string,
  files: readonly (readonly [string, unknown])[],
): StackConfiguration {
  for (const [path, json] of files) {
    const isStack = isRecord(json) && (Object.keys(json).length === 0 || SECTIONS.some((section) => section in json));
    if (!isStack) throw new InputError([{ path, message: "is not a Terraform configuration", hint: SYNTHESIZE }]);
  }
  try {
    return stackConfiguration(
      name,
      constructPath,
      files.map(([, json]) => json),
    );
  } catch (error) {
    if (!(error instanceof SectionProblem)) throw error;
    const path = files.map(([file]) => file).join(", ");
    throw new InputError([
      { path, message: `${error.message} is not an object as Terraform has it`, hint: SYNTHESIZE },
    ]);
  }
}

const SECTIONS = ["//", "terraform", "provider", "resource", "data", "output", "locals", "variable", "module"];

function nameIn(json: unknown): string | undefined {
  const comment = isRecord(json) ? json["//"] : undefined;
  const metadata = isRecord(comment) ? comment["metadata"] : undefined;
  const name = isRecord(metadata) ? metadata["stackName"] : undefined;
  return typeof name === "string" ? name : undefined;
}

function configurationFiles(folder: string, path: string): readonly string[] {
  if (!isFolder(folder, path)) throw new InputError([{ path, message: "is not a folder", hint: SYNTHESIZE }]);
  return readdirSync(folder)
    .filter((file) => file.endsWith(".tf.json") && !file.endsWith("override.tf.json"))
    .sort();
}

function isFolder(folder: string, path: string): boolean {
  try {
    return statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? "unknown reason";
    throw new InputError([{ path, message: `cannot be read: ${reason}`, hint: "check the path and its permissions" }]);
  }
}
