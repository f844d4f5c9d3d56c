// Packs both packages as they would be published, without building them anew, and looks at what a user would get: their entries
// for every way of resolving modules, and that no file is missing or too much.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const work = mkdtempSync(join(tmpdir(), "ecr-kms-packages-"));

/** Folder → what its tarball may hold beside package.json, README and LICENSE. */
const PACKAGES = {
  ".": [/^CHANGELOG\.md$/, /^dist\/(shared\/([\w-]+\/)*|(pulumi|cdktf|cdktn)\/)[\w-]+\.(d\.ts|js|js\.map)$/],
  cli: [
    /^bin\/ecr-kms\.js$/,
    /^(config|expectation|report)\/schema\.json$/,
    /^dist\/[\w-]+\.js(\.map)?$/,
    /^dist\/assets\/[\w-]+\.(css|client\.js)$/,
    /^dist\/types\/(cli|shared)\/.*\.d\.ts$/,
  ],
};
const ALWAYS = ["package.json", "README.md", "LICENSE"];

try {
  for (const [folder, allowed] of Object.entries(PACKAGES)) {
    const cwd = join(root, folder);
    const packed = run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", work], cwd);
    const { filename, files, size } = only(JSON.parse(packed));
    const names = files.map(({ path }) => path);
    const wrong = names.filter((name) => !ALWAYS.includes(name) && !allowed.some((form) => form.test(name)));
    const missing = [...ALWAYS, ...entriesOf(cwd)].filter((name) => !names.includes(name));
    if (wrong.length > 0) throw new Error(`${filename} holds what nobody needs: ${wrong.join(", ")}`);
    if (missing.length > 0) throw new Error(`${filename} lacks ${missing.join(", ")}`);
    const tarball = join(work, filename);
    run("publint", ["--strict", tarball], root);
    // A JSON file is found by every resolution but the oldest, which knows no "exports".
    const skipped =
      folder === "cli"
        ? ["--exclude-entrypoints", "config-schema.json", "expectation-schema.json", "report-schema.json"]
        : [];
    run("attw", [tarball, ...skipped], root);
    console.log(`${filename}: ${names.length} files, ${Math.round(size / 1000)} kB`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** The files that package.json names. */
function entriesOf(folder) {
  const { exports, bin = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = Object.values(exports).flatMap((entry) => (typeof entry === "string" ? [entry] : Object.values(entry)));
  return [...new Set([...files, ...Object.values(bin)])].map((file) => file.replace(/^\.\//, ""));
}

/** npm 11 gives a list, later ones an object by name. */
function only(packed) {
  return Array.isArray(packed) ? packed[0] : Object.values(packed)[0];
}

function run(command, words, cwd) {
  const PATH = `${join(root, "node_modules", ".bin")}:${process.env.PATH}`;
  try {
    return execFileSync(command, words, {
      cwd,
      env: { ...process.env, PATH },
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  } catch (error) {
    throw new Error(`${command} ${words.join(" ")} failed:\n${error.stdout}${error.stderr}`, { cause: error });
  }
}
