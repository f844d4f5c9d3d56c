/**
 * `npm run bench`: reads the flags, builds the package, installs what it is measured against, and runs the benchmarks. What is
 * built and installed says so on stderr: stdout has the figures alone.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const bench = dirname(fileURLToPath(import.meta.url));
const root = dirname(bench);
const names = readdirSync(join(bench, "benchmarks")).map((file) => basename(file, ".ts"));
const USAGE = `usage: npm run bench -- [--json] [--quick] [--large] [--only <part of a name>]

  --json   one JSON object a line in place of the table (npm run --silent bench -- --json)
  --quick  fewer rounds
  --large  check also with 5,000 repositories x 1,000 roles
  --only   the benchmarks whose name holds this: ${names.join(", ")}`;

main();

function main() {
  const options = readFlags(process.argv.slice(2));
  const chosen = names.filter((name) => name.includes(options.only ?? ""));
  if (options.help) return console.log(USAGE);
  if (chosen.length === 0) return refuse(`no benchmark has a name with "${options.only}" in it`);

  run("npm", ["run", "--silent", "build"], root);
  if (!isInstalled()) run("npm", ["ci", "--no-audit", "--no-fund"], bench);
  run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", bench, "--noCheck"], root);
  createRequire(import.meta.url)("./dist/run.js").runAll(chosen, options);
}

function readFlags(args) {
  const options = {
    json: { type: "boolean" },
    quick: { type: "boolean" },
    large: { type: "boolean" },
    only: { type: "string" },
  };
  try {
    return parseArgs({ args, options: { ...options, help: { type: "boolean" } } }).values;
  } catch (error) {
    return refuse(error.message);
  }
}

function refuse(message) {
  console.error(`bench: ${message}\n\n${USAGE}`);
  process.exit(2);
}

/** Whether what is installed is what the lockfile says: npm writes its own copy when it has finished. */
function isInstalled() {
  const changed = (file) => statSync(join(bench, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return changed("node_modules/.package-lock.json") >= changed("package-lock.json");
}

function run(command, args, cwd) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: ["ignore", 2, 2], shell: command === "npm" });
  if (status === 0) return;
  console.error(`bench: ${command} ${args.join(" ")} failed${error ? `: ${error.message}` : ""}`);
  process.exit(1);
}
