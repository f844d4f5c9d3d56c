import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { LONGEST_FIRST, testFiles } from "../../scripts/run-tests";

const ROOT = join(__dirname, "..", "..");
const FILES = readdirSync(join(ROOT, "test"), { recursive: true, encoding: "utf8" }).map(
  (file) => `test/${file.replaceAll("\\", "/")}`,
);

/** The alternatives that a glob's braces stand for. */
function alternatives(glob: string): readonly string[] {
  const [whole, before = "", choices = "", after = ""] = /^(.*?)\{([^{}]*)\}(.*)$/.exec(glob) ?? [];
  if (whole === undefined) return [glob];
  return choices.split(",").flatMap((choice) => alternatives(`${before}${choice}${after}`));
}

/** Whether a glob without braces matches a file of the tests. */
function matchesFile(glob: string): boolean {
  const pattern = glob
    .replace(/[.+^$()|[\]\\]/g, "\\$&")
    .replaceAll("/**/", "/(?:.*/)?")
    .replace(/\/\*\*$/, "/.+")
    .replace(/(?<![.)])\*/g, "[^/]*");
  const matcher = new RegExp(`^${pattern}$`);
  return FILES.some((file) => matcher.test(file));
}

/** Every file or glob below `test/` that a text names; those of commands stand in quotes, or between spaces. */
function globsIn(text: string): readonly string[] {
  return [...text.matchAll(/(?<=['"\s]|\.\/)test\/[\w*{},./-]+/g)].map(([glob]) => glob);
}

/** Those of which an alternative matches nothing. */
function matchingNothing(text: string): readonly string[] {
  return globsIn(text)
    .flatMap(alternatives)
    .filter((glob) => !matchesFile(glob));
}

describe("what commands run of the tests", () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    readonly scripts: Readonly<Record<string, string>>;
  };

  it("is there, each alternative of each glob: scripts of package.json", () => {
    expect(Object.values(scripts).flatMap(globsIn)).to.have.length.above(5);
    for (const [name, script] of Object.entries(scripts)) expect(matchingNothing(script), name).to.deep.equal([]);
  });

  it("is there, each alternative of each glob: continuous integration", () => {
    const text = readFileSync(join(ROOT, ".ci", "run"), "utf8");
    expect(globsIn(text)).to.have.length.above(1);
    expect(matchingNothing(text)).to.deep.equal([]);
  });

  it("is all there is: the runner knows every file, and what it starts first is there", () => {
    const all = FILES.filter((file) => file.endsWith(".test.ts"));
    const known = testFiles().map((file) => `test/${file}`);
    expect([...known].sort()).to.deep.equal([...all].sort());
    for (const start of LONGEST_FIRST)
      expect(
        all.some((file) => file.startsWith(`test/${start}`)),
        start,
      ).to.equal(true);
    expect(known[0]).to.equal(`test/${LONGEST_FIRST[0]}`);
  });

  it("is found out when it is not there", () => {
    const text = "mocha 'test/{shared,core}/**/*.test.ts' --require ./test/support/as-cdktn.cjs test/nothing/*.test.ts";
    expect(matchingNothing(text)).to.deep.equal(["test/core/**/*.test.ts", "test/nothing/*.test.ts"]);
  });
});
