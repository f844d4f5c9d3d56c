import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** A program that could not be found, and what to do about it. */
export interface MissingTool {
  readonly name: string;
  readonly install: string;
}

/** A folder from which Terraform takes the AWS provider instead of downloading it. */
export interface ProviderMirror {
  /** The folder above `registry.terraform.io`. */
  readonly folder: string;
  readonly version: string;
  /** The provider itself. Absent where the mirror holds it packed. */
  readonly binary?: string;
}

/** What this machine has for real deployments. */
export interface Tools {
  /** Absent: Terraform downloads the provider from its registry. */
  readonly mirror?: ProviderMirror;
  readonly missing: readonly MissingTool[];
}

const PROGRAMS: readonly MissingTool[] = [
  { name: "terraform", install: "see https://developer.hashicorp.com/terraform/install" },
  { name: "moto_server", install: 'pip install "moto[server,ecr,iam,kms,sts]==5.2.1"' },
];

const PROVIDER = join("registry.terraform.io", "hashicorp", "aws");
/** How far below a root a mirror is looked for: enough for `/opt/<name>`, few enough folders to take no time. */
const DEPTH = 2;

/** Looks for the programs and for a provider mirror. */
export function findTools(env: NodeJS.ProcessEnv = process.env): Tools {
  const missing = PROGRAMS.filter(({ name }) => !isOnPath(name, env["PATH"] ?? ""));
  const mirror = findMirror(env["ECR_KMS_PROVIDER_MIRROR"]);
  return { missing, ...(mirror ? { mirror } : {}) };
}

/** One line for each missing tool: its name and how to get it. */
export function describeMissing(missing: readonly MissingTool[]): string {
  return missing.map(({ name, install }) => `${name} is missing; to install it: ${install}`).join("\n");
}

function isOnPath(name: string, path: string): boolean {
  return path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function findMirror(given: string | undefined): ProviderMirror | undefined {
  const common = [
    join(homedir(), ".terraform.d", "plugins"),
    "/usr/share/terraform",
    "/usr/local/share/terraform",
    "/opt",
  ];
  for (const root of given === undefined ? common : [given]) {
    const found = mirrorBelow(root, given === undefined ? DEPTH : 0);
    if (found) return found;
  }
  if (given !== undefined)
    throw new Error(`ECR_KMS_PROVIDER_MIRROR is ${given}, which holds no ${PROVIDER} for ${platform()}`);
  return undefined;
}

function mirrorBelow(folder: string, depth: number): ProviderMirror | undefined {
  const version = foldersIn(join(folder, PROVIDER))
    .filter((each) => existsSync(join(folder, PROVIDER, each, platform())))
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }))
    .at(-1);
  if (version !== undefined) return { folder, version, ...binaryIn(join(folder, PROVIDER, version, platform())) };
  if (depth === 0) return undefined;
  for (const child of foldersIn(folder)) {
    const found = mirrorBelow(join(folder, child), depth - 1);
    if (found) return found;
  }
  return undefined;
}

function binaryIn(folder: string): { readonly binary?: string } {
  const name = readdirSync(folder).find((each) => each.startsWith("terraform-provider-aws"));
  return name === undefined ? {} : { binary: join(folder, name) };
}

function foldersIn(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch {
    return [];
  }
}

function platform(): string {
  const systems: Readonly<Record<string, string>> = { win32: "windows" };
  const processors: Readonly<Record<string, string>> = { x64: "amd64", ia32: "386" };
  return `${systems[process.platform] ?? process.platform}_${processors[process.arch] ?? process.arch}`;
}
