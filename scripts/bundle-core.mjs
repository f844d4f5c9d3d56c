// Puts the compiled core into one file: loading a hundred small ones takes three times as long, and every program that uses the
// package waits for it. The declarations stay as they are, one file each.
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const compiled = join(import.meta.dirname, "..", "dist", "shared");

for (const file of readdirSync(compiled, { recursive: true, encoding: "utf8" })) {
  if (/\.js(\.map)?$/.test(file)) rmSync(join(compiled, file));
}
await build({
  entryPoints: [join(import.meta.dirname, "..", "shared", "index.ts")],
  outfile: join(compiled, "index.js"),
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  sourcemap: true,
  sourcesContent: false,
});
