import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { expect } from "chai";
import * as ts from "typescript";
import type * as Core from "../../../shared";
import { QUIET } from "../fixtures";

const ROOT = resolve(__dirname, "../../..");
const HOUSES = ["shared", "pulumi", "cdktf", "cli"];
const KINDS = "shared/grantees/kinds.ts";

/** A kind that differs from all others in whatever can differ: what is added to `kinds.ts`, and behind what. */
const NAMED = {
  "interface GranteeFields {": "readonly tested: { readonly accountId: string };",
  "export type ClauseShape =": '"tested" |',
  "export type GrantHolder =": '"tested" |',
};
const ROWS = "KindFacts<Kind> } = Object.freeze({";
const READER =
  'read: (text) => text === "tested" ? { kind: "tested", value: text, accountId: "111111111111" } : undefined';
const REST = 'wording: "", isCoveredByAccount: false, policyHolder: () => undefined, places: ["owner", "cache"]';

describe("a new kind of grantee", () => {
  const copies: string[] = [];

  after(() => {
    for (const copy of copies) rmSync(copy, { recursive: true, force: true });
  });

  function copyWith(added: Readonly<Record<string, string>>): string {
    const copy = copiedSources();
    copies.push(copy);
    let text = readFileSync(join(ROOT, KINDS), "utf8");
    for (const [before, more] of Object.entries(added)) {
      expect(text).to.include(before);
      text = text.replace(before, `${before} ${more}`);
    }
    writeFileSync(join(copy, KINDS), text);
    return copy;
  }

  it("is stopped by the compiler in the files of the recipe, and in no other", () => {
    expect(filesWithErrors(copyWith(NAMED))).to.deep.equal(filesOfRecipe());
  });

  for (const [what, row] of Object.entries({
    "nothing is said of": "",
    "has no more than its syntax": `tested: { ${READER} },`,
    "is named and opens the key as no other": `tested: { ${READER}, ${REST}, clause: "tested", grantHolder: "tested" },`,
  })) {
    it(`gets no access from whoever builds in spite of the errors: one that ${what}`, () => {
      const copy = copyWith({ ...NAMED, [ROWS]: row });
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- this test has just made it
      const core = require(join(copy, "shared/index.ts")) as typeof Core;
      const topology: Core.RegistryTopology = { ...QUIET, repositories: { app: { pull: ["tested"] } } };
      expect(() => core.repositoryPolicy(topology, "app")).to.throw();
      expect(() => core.keyPolicy({ ...topology, kmsAccess: "key-policy" })).to.throw();
      expect(() => core.keyGrants({ ...topology, kmsAccess: "kms-grants" })).to.throw();
      expect(() => core.planRegistry({ ...topology, kmsAccess: "ecr-grants-only" })).to.throw();
      expect(() => core.planRegistry({ ...QUIET, creators: ["tested"] })).to.throw();
    });
  }
});

function copiedSources(): string {
  const copy = mkdtempSync(join(tmpdir(), "ecr-kms-new-kind-"));
  const filter = (path: string): boolean => !/[/\\](?:dist|node_modules)$/.test(path);
  for (const house of HOUSES) cpSync(join(ROOT, house), join(copy, house), { recursive: true, filter });
  for (const linked of ["node_modules", "package.json"]) symlinkSync(join(ROOT, linked), join(copy, linked));
  return copy;
}

/** Only files that speak of kinds, or of grantees by their types, can tell kinds apart: the others need not be compiled. */
const SPEAKS_OF_KINDS = /\b(?:GranteeKind|GRANTEE_KINDS|GranteeOf|ParsedGrantee|TopologyGrantee|kindFacts)\b/;

function filesWithErrors(folder: string): readonly string[] {
  const files = HOUSES.flatMap((house) =>
    readdirSync(join(folder, house), { recursive: true, encoding: "utf8" }).map((file) => join(folder, house, file)),
  ).filter((file) => file.endsWith(".ts") && SPEAKS_OF_KINDS.test(readFileSync(file, "utf8")));
  const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), (path) => ts.sys.readFile(path)) as {
    config: { compilerOptions: Record<string, unknown> };
  };
  const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, types: ["node"] }, folder);
  const program = ts.createProgram(files, options);
  const wrong = files.filter((file) => program.getSemanticDiagnostics(program.getSourceFile(file)).length > 0);
  return wrong.map((file) => relative(folder, file)).sort();
}

/** The files of the recipe that the compiler asks for. */
function filesOfRecipe(): readonly string[] {
  const text = readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8");
  const recipe = /### Adding a grantee kind\n(.*?)\n##/s.exec(text)?.[1] ?? "";
  const steps = [...recipe.matchAll(/^\d+\. `([^`]+)`(.*)$/gm)];
  expect(steps.length).to.be.within(1, 8);
  return steps.flatMap(([, file = "", what = ""]) => (what.includes("(compiler)") ? [file] : [])).sort();
}
