import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";

const ROOT = join(__dirname, "../../../..");
const SOURCES = join(ROOT, "cli/doctor/diagnose");

/** What the sources call a code, and nothing else: in quotes, with hyphens, behind `code` or as the last argument. */
function codesInSources(): readonly string[] {
  const texts = readdirSync(SOURCES).map((file) => readFileSync(join(SOURCES, file), "utf8"));
  const codes = texts.flatMap((text) => [
    ...[...text.matchAll(/code: ([^\n]*)/g)].flatMap(
      ([, value = ""]) => value.match(/(?<=")[a-z]+(-[a-z]+)+(?=")/g) ?? [],
    ),
    ...(text.match(/(?<=")(?:[a-z]+-)?not-read(?=")/g) ?? []),
  ]);
  return [...new Set(codes)].sort();
}

describe("docs/doctor.md", () => {
  const page = readFileSync(join(ROOT, "docs/doctor.md"), "utf8");
  const documented = [...page.matchAll(/^\| `([a-z-]+)` +\| (broken|at risk|note|unknown)/gm)].map(([, code]) => code);

  it("has every code of a diagnosis once, and no other", () => {
    expect(codesInSources()).to.have.length.greaterThan(20);
    expect([...documented].sort()).to.deep.equal(codesInSources());
  });
});
