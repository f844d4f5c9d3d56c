import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { expect } from "chai";
import type { Half } from "../../scripts/run-halves";
import { runHalves } from "../../scripts/run-halves";

const ROOT = join(__dirname, "..", "..");
const MOCHA = join(ROOT, "node_modules", "mocha", "bin", "mocha.js");
const TESTS = {
  "good.test.cjs": `it("holds", () => undefined);`,
  "bad.test.cjs": `describe("a room", () => { it("is red", () => { throw new Error("the reason"); }); });`,
  "crash.test.cjs": `require("nothing-of-this-name");`,
};

describe("a run of all tests", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "ecr-kms-halves-"));
    for (const [name, text] of Object.entries(TESTS)) writeFileSync(join(folder, name), text);
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const half = (name: string, file: keyof typeof TESTS, ...options: readonly string[]): Half => ({
    name,
    command: process.execPath,
    args: [MOCHA, "--no-config", "--no-package", ...options, join(folder, file)],
  });

  /** What it writes, the summary apart from what the halves themselves wrote. */
  async function written(
    halves: readonly Half[],
    isColoured = false,
  ): Promise<{ readonly isPassed: boolean; readonly text: string }> {
    let text = "";
    const isPassed = await runHalves(halves, { cwd: ROOT, isColoured }, (part) => (text += part));
    return { isPassed, text };
  }

  it("repeats the failures of a half directly above its last lines, whatever came after them", async () => {
    const { isPassed, text } = await written([
      half("first", "bad.test.cjs", "--parallel"),
      half("second", "good.test.cjs"),
    ]);
    expect(isPassed).to.equal(false);
    // Where CI is set mocha colours its marks.
    expect(stripVTControlCharacters(text)).to.match(
      /1 failing[^]+✔ holds[^]+first, again:\n {2}1 failing\n\n {2}1\) a room[^]+the reason[^]+/,
    );
    expect(text.slice(text.indexOf("first, again:"))).to.not.contain("passing");
    expect(text.trimEnd().split("\n").slice(-2)).to.deep.equal(["first: FAILED", "second: passed"]);
  });

  it("finds them among colours, and keeps those", async () => {
    const { text } = await written([half("first", "bad.test.cjs")], true);
    expect(text).to.contain("first, again:\n\u001b[31m  1 failing\u001b[0m");
  });

  it("repeats the last words of a half that crashed, or could not be started", async () => {
    const missing = { name: "second", command: join(folder, "no-such-program"), args: [] };
    const { isPassed, text } = await written([half("first", "crash.test.cjs"), missing]);
    expect(isPassed).to.equal(false);
    const again = text.slice(text.indexOf("first, again:"));
    expect(again).to.contain("Cannot find module 'nothing-of-this-name'");
    expect(again).to.match(/second, again:\n.+no-such-program could not be started: .*ENOENT/);
    expect(again.trimEnd().split("\n").slice(-2)).to.deep.equal(["first: FAILED", "second: FAILED"]);
  });

  it("repeats nothing where all passed", async () => {
    const { isPassed, text } = await written([half("first", "good.test.cjs")]);
    expect(isPassed).to.equal(true);
    expect(text).to.not.contain("again:");
    expect(text.trimEnd().split("\n").at(-1)).to.equal("first: passed");
  });
});
