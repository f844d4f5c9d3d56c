// Puts the compiled core into one file: loading a hundred small ones takes three times as long, and every program that uses the
// package waits for it. Each entry names what it takes of that file, so that whoever loads two entries has one core. The
// declarations stay as they are, one file each; `internal.ts` is for the command line, which bundles the sources.
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");
const compiled = join(root, "dist", "shared");
const ENTRIES = ["index", "plans"];
const CORE = "core.js";

for (const file of readdirSync(compiled, { recursive: true, encoding: "utf8" })) {
  if (/\.js(\.map)?$/.test(file)) rmSync(join(compiled, file));
}
const options = { bundle: true, platform: "node", target: "node20", absWorkingDir: root };

await build({
  ...options,
  stdin: {
    contents: ENTRIES.map((entry) => `export * from "./shared/${entry}";`).join("\n"),
    resolveDir: root,
    loader: "ts",
  },
  outfile: join(compiled, CORE),
  format: "cjs",
  sourcemap: true,
  sourcesContent: false,
});

const { metafile } = await build({
  ...options,
  entryPoints: ENTRIES.map((entry) => join("shared", `${entry}.ts`)),
  outdir: "entries",
  format: "esm",
  metafile: true,
  write: false,
});
for (const { entryPoint, exports } of Object.values(metafile.outputs)) {
  const entry = ENTRIES.find((each) => entryPoint === `shared/${each}.ts`);
  // Assignments, one each: this is the form in which Node finds the names for `import { keyPolicy } from "ecr-kms"`.
  const lines = exports.sort().map((name) => `exports.${name} = core.${name};`);
  const made = ['"use strict";', 'Object.defineProperty(exports, "__esModule", { value: true });'];
  made.push(`const core = require("./${CORE}");`, ...lines, "");
  writeFileSync(join(compiled, `${entry}.js`), made.join("\n"));
}
