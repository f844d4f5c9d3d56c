// Puts the command line and each entry into a file of its own, the core of the library within: `ecr-kms --help` has to answer
// before anybody wonders.
// Its dependencies stay outside and are loaded when they are needed.
import { cpSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const cli = join(import.meta.dirname, "..", "cli");
const dist = join(cli, "dist");

const entries = ["main", "audit-worker", "access", "doctor", "audit", "migrate", "pulumi-policy", "cdktf"];
for (const made of [...entries.flatMap((name) => [`${name}.js`, `${name}.js.map`]), "assets"]) {
  rmSync(join(dist, made), { recursive: true, force: true });
}
await build({
  entryPoints: entries.map((name) => join(cli, `${name}.ts`)),
  outdir: dist,
  bundle: true,
  packages: "external",
  platform: "node",
  format: "cjs",
  target: "node20",
  sourcemap: true,
  sourcesContent: false,
});
// What the pages of reports are made of is read as files, from one folder: their names must not clash.
for (const page of [join(cli, "toolkit"), join(cli, "report", "html"), join(cli, "audit", "report", "html")]) {
  for (const file of readdirSync(page)) {
    if (!/\.(css|client\.js)$/.test(file)) continue;
    cpSync(join(page, file), join(dist, "assets", file), { errorOnExist: true, force: false });
  }
}
