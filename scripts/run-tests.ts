/**
 * `npm test`: runs all tests, and those of constructs once more on CDK Terrain, also when the first half failed; reports both, the
 * failures again at the end, and exits with 1 when one of them failed.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { runHalves } from "./run-halves";

const ROOT = join(__dirname, "..");

/** What takes longest starts first, so that both workers are busy to the end: folders and files below `test/`. */
export const LONGEST_FIRST: readonly string[] = [
  "properties/policy-equals-intent.test.ts",
  "e2e/hand-written-terraform.test.ts",
  "properties/many-grantees.test.ts",
  "properties/bad-input.test.ts",
  "e2e/regulated-hub.test.ts",
  "e2e/replication.test.ts",
  "e2e/central-key.test.ts",
  "e2e/",
  "properties/",
  "cli/proof/",
  "docs/",
  "pulumi/key-grants.test.ts",
  "cli/compliance/",
];

/** Every test file, the longest first. */
export function testFiles(): readonly string[] {
  const rank = (file: string): number => {
    const found = LONGEST_FIRST.findIndex((start) => file.startsWith(start));
    return found === -1 ? LONGEST_FIRST.length : found;
  };
  return readdirSync(join(ROOT, "test"), { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".test.ts"))
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

async function main(): Promise<void> {
  const mocha = join(ROOT, "node_modules", "mocha", "bin", "mocha.js");
  const files = testFiles().map((file) => `test/${file}`);
  const isPassed = await runHalves(
    [
      {
        name: "all tests",
        command: process.execPath,
        args: [mocha, "--forbid-only", "--parallel", "--jobs", "2", ...files],
      },
      { name: "on CDK Terrain", command: "npm", args: ["run", "--silent", "test:cdktn"] },
    ],
    { cwd: ROOT },
  );
  if (!isPassed) process.exitCode = 1;
}

if (require.main === module) void main();
