import { spawnSync } from "node:child_process";
import { expect } from "chai";
import { transpileModule } from "typescript";
import type { Block } from "./pages";
import { blocksOf, PAGES } from "./pages";
import { moduleOf, typeErrors } from "./type-check";

const BLOCKS = PAGES.flatMap(blocksOf);

/** Languages, and how a block of each is shown to be right. `text` and the empty one are output and pictures. */
const CHECKS: Readonly<Record<string, (block: Block) => void>> = {
  ts: () => undefined, // all at once, below
  js: ({ text }) => {
    const { diagnostics = [] } = transpileModule(text, { reportDiagnostics: true });
    expect(diagnostics.map(({ messageText }) => messageText)).to.deep.equal([]);
  },
  json: ({ text }) => {
    JSON.parse(text);
  },
  sh: ({ text }) => {
    const { status, stderr } = spawnSync("bash", ["-n"], { input: text, encoding: "utf8" });
    expect(status, stderr).to.equal(0);
  },
  text: () => undefined,
  yaml: () => undefined,
  csv: () => undefined,
  sql: () => undefined, // run against the same events as the local answer: test/cli/audit/athena
  hcl: () => undefined,
};

describe("code blocks of the pages", function () {
  it("say what language they are in, one of those that are checked", () => {
    const others = BLOCKS.filter(({ language }) => CHECKS[language] === undefined);
    expect(others.map(({ place, language }) => `${place}: ${language}`)).to.deep.equal([]);
  });

  for (const block of BLOCKS.filter(({ language }) => ["js", "json", "sh"].includes(language))) {
    it(`are right: ${block.place} (${block.language})`, () => {
      CHECKS[block.language]?.(block);
    });
  }

  it("compile against the package where they are TypeScript", () => {
    const blocks = BLOCKS.filter(({ language }) => language === "ts");
    expect(blocks).to.have.length.greaterThan(25);
    const inEach = (["cdktf", "pulumi"] as const).flatMap((toolchain) =>
      blocks.map(({ text }) => moduleOf(text, toolchain)),
    );
    const errors = typeErrors(inEach);
    const wrong = blocks.flatMap(({ place }, index) => {
      const [a = [], b = []] = [errors[index], errors[index + blocks.length]];
      const fewer = a.length <= b.length ? a : b;
      return fewer.map((message) => `${place}: ${message}`);
    });
    expect(wrong).to.deep.equal([]);
  });

  it("would not compile with a name that does not exist", () => {
    const text = 'import { EncryptedRegistry } from "ecr-kms/cdktf";\nnew EncryptedRegistry();';
    expect(typeErrors([moduleOf(text, "cdktf")])[0]).to.have.length(1);
  });
});
