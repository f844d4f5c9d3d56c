import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

/** How somebody uses the package. */
export interface Consumer {
  readonly name: string;
  /** The folder beside this file that holds its program; @default - that of its name */
  readonly program?: string;
  /** Its program is that of another toolchain, under other names. */
  readonly rename?: (text: string) => string;
  readonly runs: readonly Run[];
}

/** One command that it runs, and what that prints at the end. */
export interface Run {
  readonly command: readonly string[];
  readonly prints?: string;
  /** Says the same on every version of Node: the compiler, for one. */
  readonly once?: boolean;
}

/** The packed packages, by name. */
export type Tarballs = Readonly<Record<string, string>>;

const ROOT = join(__dirname, "..", "..");
const VERSIONS = versionsOf(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as PackageJson);

interface PackageJson {
  readonly devDependencies?: Readonly<Record<string, string>>;
  dependencies?: Record<string, string>;
}

function versionsOf({ devDependencies = {} }: PackageJson): Readonly<Record<string, string>> {
  return devDependencies;
}

/** Packs the packages as they would be published. */
export function pack(folder: string): Tarballs {
  mkdirSync(folder, { recursive: true });
  for (const from of [ROOT, join(ROOT, "cli")]) {
    // The build has run; its script would run it again.
    must(["npm", "pack", "--ignore-scripts", "--pack-destination", folder], from);
  }
  const [library, command] = readdirSync(folder).sort((a, b) => a.length - b.length);
  return { "ecr-kms": join(folder, library ?? ""), "ecr-kms-cli": join(folder, command ?? "") };
}

/** Writes the consumer's program into a fresh folder and installs what it names, and nothing else. */
export function install(
  { name, program = name, rename = (text) => text }: Consumer,
  folder: string,
  tarballs: Tarballs,
): void {
  cpSync(join(__dirname, program), folder, { recursive: true });
  for (const file of readdirSync(folder)) {
    writeFileSync(join(folder, file), rename(readFileSync(join(folder, file), "utf8")));
  }
  const path = join(folder, "package.json");
  const json = JSON.parse(readFileSync(path, "utf8")) as PackageJson;
  for (const needed of Object.keys(json.dependencies ?? {})) {
    const tarball = tarballs[needed];
    (json.dependencies ??= {})[needed] = tarball === undefined ? (VERSIONS[needed] ?? "*") : `file:${tarball}`;
  }
  writeFileSync(path, JSON.stringify(json, undefined, 2));
  must(["npm", "install", "--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts"], folder);
}

/** Runs a command in the consumer's folder, on the version of Node in a folder. */
export function run({ command }: Run, folder: string, node: string | undefined): string {
  const first = [...(node === undefined ? [] : [node]), join(folder, "node_modules", ".bin")];
  const PATH = [...first, process.env["PATH"] ?? ""].join(delimiter);
  return must(command, folder, { ...process.env, PATH, NO_COLOR: "1", NODE_OPTIONS: "--no-warnings" });
}

function must([command = "", ...words]: readonly string[], cwd: string, env = process.env): string {
  const { status, stdout, stderr, error } = spawnSync(command, words, {
    cwd,
    env,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  if (status === 0) return stdout;
  throw new Error(
    `${[command, ...words].join(" ")} in ${cwd}: ${error?.message ?? `exit code ${status}`}\n${stdout}${stderr}`,
  );
}
