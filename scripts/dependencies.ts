/** `node --import tsx scripts/dependencies.ts`: writes docs/dependencies.md from package-lock.json. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { markdownTable } from "./markdown-table";

const ROOT = join(__dirname, "..");
const PAGE = join(ROOT, "docs", "dependencies.md");

/** A package, as the lockfile has it. */
interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly dependencies?: Names;
  readonly optionalDependencies?: Names;
  readonly devDependencies?: Names;
  readonly peerDependencies?: Names;
}

type Names = Readonly<Record<string, string>>;
type Lockfile = Readonly<Record<string, LockedPackage>>;

/** A package that is installed. */
export interface Installed {
  /** Its name, as it is imported. */
  readonly name: string;
  /** The exact version. */
  readonly version: string;
  /** Its SPDX licence. */
  readonly license: string;
  /** Whether the lockfile has a hash of its contents. */
  readonly hasHash: boolean;
}

/** Licences that a package which users install may have. */
export const PERMISSIVE: ReadonlySet<string> = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "ISC",
  "MIT",
]);

/** Licences of peers, which users have chosen themselves. */
export const OF_PEERS: ReadonlySet<string> = new Set([...PERMISSIVE, "MPL-2.0"]);

/** What each direct dependency of the command line is for. */
const WHY: Names = {
  "@aws-sdk/client-athena": "`audit` asks Athena",
  "@aws-sdk/client-cloudtrail": "`audit` asks LookupEvents",
  "@aws-sdk/client-ecr": "`doctor` and `migrate` read, and `migrate` makes, repositories",
  "@aws-sdk/client-iam": "`doctor` reads the policies of roles and users",
  "@aws-sdk/client-kms": "`doctor` and `migrate` read keys and grants",
  "@aws-sdk/client-sts": "asks AWS whose the credentials are",
  "@aws-sdk/credential-providers": "finds credentials as the AWS CLI does, and assumes roles",
  "@smithy/types": "the SDK's types, which declarations of this package name",
  commander: "reads the command line",
  "fastest-levenshtein": "says what a mistyped name could have been",
  jiti: "reads a topology that is a TypeScript file",
  picocolors: "colours on a terminal",
  zod: "checks configurations and files that it reads",
};

/** For whom each peer is. */
const PEERS: Names = {
  "@pulumi/pulumi": "`ecr-kms/pulumi`",
  "@pulumi/aws": "`ecr-kms/pulumi`",
  cdktf: "`ecr-kms/cdktf`",
  "@cdktf/provider-aws": "`ecr-kms/cdktf`",
  cdktn: "`ecr-kms/cdktn`",
  "@cdktn/provider-aws": "`ecr-kms/cdktn`",
  constructs: "`ecr-kms/cdktf` and `ecr-kms/cdktn`",
};

function lockfile(): Lockfile {
  const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as { packages: Lockfile };
  return packages;
}

/** Where a package finds what it requires: beside it, or in a folder above. */
function findFrom(packages: Lockfile, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const place = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`;
    if (place in packages) return place;
    if (folder === "") return undefined;
    if (!folder.includes("/node_modules/")) folder = "";
  }
}

/** A package that must be in the lockfile. */
function installed(packages: Lockfile, place: string): Installed {
  const { version = "?", license = "none", integrity, inBundle } = packages[place] ?? {};
  const name = place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
  return { name, version, license, hasHash: integrity !== undefined || inBundle === true };
}

/** Everything that runs when a workspace runs, without the workspace itself, by name. */
export function runtimeTree(workspace: string): readonly Installed[] {
  const packages = lockfile();
  const places = new Set<string>();
  const add = (from: string): void => {
    const { dependencies = {}, optionalDependencies = {} } = packages[from] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const place = findFrom(packages, from, name);
      // An optional dependency may be for another machine.
      if (place === undefined || places.has(place)) continue;
      places.add(place);
      add(place);
    }
  };
  add(workspace);
  return [...places].map((place) => installed(packages, place)).sort(byName);
}

/** The optional peers of the library, in the versions that the tests run with. */
export function peers(): readonly Installed[] {
  const packages = lockfile();
  return Object.keys(packages[""]?.peerDependencies ?? {}).map((name) => installed(packages, `node_modules/${name}`));
}

/** What the library itself makes npm install: nothing. */
export function libraryTree(): readonly Installed[] {
  return runtimeTree("");
}

function byName(one: Installed, other: Installed): number {
  return one.name < other.name ? -1 : one.name > other.name ? 1 : one.version < other.version ? -1 : 1;
}

/** docs/dependencies.md. */
export function dependenciesPage(): string {
  const packages = lockfile();
  const ranges = packages[""]?.peerDependencies ?? {};
  const direct = Object.keys(packages["cli"]?.dependencies ?? {});
  const tree = runtimeTree("cli");
  const brought = tree.filter(({ name }) => !direct.includes(name));
  const development = Object.keys(packages[""]?.devDependencies ?? {}).map((name) =>
    installed(packages, `node_modules/${name}`),
  );
  const places = Object.entries(packages).filter(([place, { link }]) => place.includes("node_modules/") && !link);
  const bundled = places.filter(([, { inBundle }]) => inBundle === true);
  const unhashed = places.filter(([, { integrity, inBundle }]) => integrity === undefined && inBundle !== true);
  return `# Dependencies

What is installed with the two packages, under which licences. This page is generated from \`package-lock.json\`: run
\`node --import tsx scripts/dependencies.ts\` after a change of dependencies. Licences are those that each package states
itself; nobody has read the licence texts for this page.

## ecr-kms

${libraryTree().length === 0 ? "Nothing: the library has no `dependencies`." : "MORE THAN NOTHING."} Each toolchain's entry needs the toolchain itself, as optional peers that the
user's own project has anyway:

${markdownTable(
  ["peer", "range", "tested with", "licence", "for"],
  peers().map(({ name, version, license }) => [
    code(name),
    code(ranges[name] ?? ""),
    version,
    license,
    known(PEERS, name),
  ]),
)}

## ecr-kms-cli

${direct.length} direct dependencies, ${tree.length} packages in all: ${countsOf(tree)}.

${markdownTable(
  ["package", "version", "licence", "for"],
  tree
    .filter(({ name }) => direct.includes(name))
    .map(({ name, version, license }) => [code(name), version, license, known(WHY, name)]),
)}

They bring:

${markdownTable(
  ["package", "version", "licence"],
  brought.map(({ name, version, license }) => [code(name), version, license]),
)}

The published files of \`ecr-kms-cli\` contain none of these packages: npm installs each from its own publisher. They do contain the
core of \`ecr-kms\` (Apache-2.0).

## Where it comes from

- Every version of a dependency is exact in \`package.json\`, and \`npm ci\` installs what \`package-lock.json\` says: ${places.length} packages. ${unhashed.length} of them
  ${unhashed.length === 1 ? "is" : "are"} without a SHA-512 hash of ${unhashed.length === 1 ? "its" : "their"} contents; ${bundled.length} stand inside the archive of another package, and are covered by its hash.
- A lockfile does not record npm's provenance attestations. \`npm audit signatures\` asks the registry for the signatures and
  attestations of what is installed.
- \`npm audit\` tells of known vulnerabilities.

## Development

None of these is installed by users. ${development.length} direct ones:

${markdownTable(
  ["package", "version", "licence"],
  development.map(({ name, version, license }) => [code(name), version, license]),
)}
`;
}

function code(text: string): string {
  return `\`${text}\``;
}

function known(reasons: Names, name: string): string {
  const reason = reasons[name];
  if (reason === undefined) throw new Error(`scripts/dependencies.ts has to say what ${name} is for`);
  return reason;
}

/** `29 Apache-2.0, 5 MIT`, the most frequent first. */
function countsOf(tree: readonly Installed[]): string {
  const counts = new Map<string, number>();
  for (const { license } of tree) counts.set(license, (counts.get(license) ?? 0) + 1);
  const sorted = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return sorted.map(([license, count]) => `${count} ${license}`).join(", ");
}

if (require.main === module) writeFileSync(PAGE, dependenciesPage());
