import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { pageText } from "./pages";

const ROOT = join(__dirname, "..", "..");
/** Written by the build, or by a command: absent in a fresh clone. */
const WRITTEN = /^(cdktn|dist|api)\//;

const RECIPES = [
  "Adding a grantee kind",
  "Adding a repository setting",
  "Adding a size limit",
  "Adding a rule",
  "Adding a finding",
  "Adding a question to audit",
  "Adding a document",
];

/** The text of a recipe, by its heading. */
function recipe(name: string): string {
  return (
    pageText("CONTRIBUTING.md")
      .split(`\n### ${name}\n`)[1]
      ?.split(/\n###? /)[0] ?? ""
  );
}

/** The files and folders that a text names in code: what has a folder of this repository before its first slash. */
function pathsIn(text: string): readonly string[] {
  const named = [...text.matchAll(/`([\w.-]+\/[\w./-]*)`/g)].map(([, path = ""]) => path);
  return named.filter((path) => existsSync(join(ROOT, path.split("/")[0] ?? "")) && !WRITTEN.test(path));
}

function missingIn(text: string): readonly string[] {
  return pathsIn(text).filter((path) => !existsSync(join(ROOT, path)));
}

describe("the recipes of CONTRIBUTING.md", () => {
  for (const name of RECIPES) {
    it(`say which files to touch, all of which exist: ${name}`, () => {
      expect(pathsIn(recipe(name))).to.have.length.greaterThan(2);
      expect(missingIn(recipe(name))).to.deep.equal([]);
    });
  }

  it("would show a file that is not there", () => {
    expect(missingIn("1. `shared/base/no-such-file.ts` and `shared/base/`")).to.deep.equal([
      "shared/base/no-such-file.ts",
    ]);
  });

  for (const page of ["CONTRIBUTING.md", "ARCHITECTURE.md"]) {
    it(`stand in a page whose other files exist, too: ${page}`, () => {
      expect(missingIn(pageText(page))).to.deep.equal([]);
    });
  }
});
