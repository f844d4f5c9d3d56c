import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { planRegistry } from "../../shared";
import { TOPOLOGY } from "./fixtures";

const ROOT = join(__dirname, "..", "..");
const SHARED = join(ROOT, "shared");
const PEERS = ["@pulumi/pulumi", "@pulumi/aws", "cdktf", "@cdktf/provider-aws", "constructs"];

/** The source without its comments, which may speak of anything. */
function codeOf(file: string): string {
  return readFileSync(join(SHARED, file), "utf8")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/^\s*\/\/.*$/gm, "");
}

/** Every file of the core, relative to its folder. */
function sources(): readonly string[] {
  return readdirSync(SHARED, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
}

describe("the core", () => {
  for (const file of sources()) {
    it(`${file} imports nothing from outside shared/`, () => {
      const code = codeOf(file);
      const imported = [...code.matchAll(/\b(?:from|import|require)\s*\(?\s*["']([^"']+)["']/g)].map(
        ([, path]) => path ?? "",
      );
      for (const path of imported) {
        expect(path).to.match(/^\.{1,2}\//);
        const imported = relative(SHARED, join(SHARED, dirname(file), `${path}.ts`));
        expect(imported).to.match(/^[\w-]/);
        expect(existsSync(join(SHARED, imported)), imported).to.equal(true);
      }
      expect(code).to.not.match(/node:|\bprocess\.|\bBuffer\b|\bglobalThis\b/);
      expect(code).to.not.match(/\bDate\b|Math\.random|\bsetTimeout\b|\bfetch\b|localeCompare|toLocale/);
    });
  }

  it("runs alone: copied to an empty folder, with none of the peers in reach", function () {
    const built = join(ROOT, "dist", "shared");
    if (!existsSync(join(built, "index.js"))) {
      execFileSync(
        process.execPath,
        [join(ROOT, "node_modules", "typescript", "bin", "tsc"), "-p", "tsconfig.build.json"],
        { cwd: ROOT },
      );
    }
    const folder = mkdtempSync(join(tmpdir(), "ecr-kms-core-"));
    try {
      cpSync(built, join(folder, "shared"), { recursive: true });
      const program = `
        const reachable = ${JSON.stringify(PEERS)}.filter((peer) => {
          try { return require.resolve(peer) !== ""; } catch { return false; }
        });
        const { planRegistry } = require("./shared");
        process.stdout.write(JSON.stringify({ reachable, plan: planRegistry(${JSON.stringify(TOPOLOGY)}) }));
      `;
      const { NODE_PATH: _path, NODE_OPTIONS: _options, ...env } = process.env;
      const output = execFileSync(process.execPath, ["-e", program], { cwd: folder, env, encoding: "utf8" });
      expect(JSON.parse(output)).to.deep.equal({ reachable: [], plan: planRegistry(TOPOLOGY) });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
