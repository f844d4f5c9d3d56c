import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { InputError } from "../../../../cli/toolkit/input-error";
import { modelFromTopology, readTopologyFile } from "../../../../cli/readers/topology/read-topology-file";
import { EXAMPLES } from "../../../examples/example-documents";
import { EXAMPLES_FOLDER } from "../../../examples/programs";

const TOPOLOGY = {
  region: "us-east-1",
  registryAccountId: "123456789012",
  repositories: { app: { pull: ["222222222222"] } },
};
const JSON_TEXT = JSON.stringify(TOPOLOGY);
const REPOSITORY = {
  region: "us-east-1",
  registryAccountId: "123456789012",
  repositoryName: "app",
  pull: ["222222222222"],
};

describe("a topology file", () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "ecr-kms-topology-"));
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  function written(name: string, text: string): string {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  }

  async function problemsOf(name: string, text: string): Promise<InputError["problems"]> {
    const file = written(name, text);
    try {
      await readTopologyFile(file, name);
    } catch (error) {
      if (InputError.is(error)) return error.problems;
      throw error;
    }
    throw new Error("it was read without a problem");
  }

  for (const { name, topology } of EXAMPLES) {
    it(`is the module of example ${name}`, async () => {
      const read = await readTopologyFile(join(EXAMPLES_FOLDER, name, "topology.ts"), "topology.ts");
      const { keys, repositories, principals, aliases } = modelFromTopology(topology, "topology.ts");
      expect({ ...read, keys: [], aliases: [] }).to.deep.equal({
        ...modelFromTopology(topology, "topology.ts"),
        keys: [],
        aliases: [],
        repositories,
        principals,
      });
      expect(read.keys.map(({ policy }) => policy.policy)).to.deep.equal(keys.map(({ policy }) => policy.policy));
      expect(read.aliases.map(({ arn }) => arn)).to.deep.equal(aliases.map(({ arn }) => arn));
    });
  }

  it("may be JSON or a module of any kind, and need not have ecr-kms installed for its types", async () => {
    const types = 'import type { RegistryTopology } from "ecr-kms";\nimport { KmsAccess } from "ecr-kms";\n';
    const cases: Readonly<Record<string, string>> = {
      "t.json": JSON_TEXT,
      "named.ts": `${types}const access: KmsAccess = "key-policy";\nexport const topology: RegistryTopology = { ...${JSON_TEXT}, kmsAccess: access };`,
      "default.mts": `${types}export default ${JSON_TEXT} satisfies RegistryTopology;`,
      "equals.cts": `const topology = ${JSON_TEXT};\nexport = topology;`,
      "named.js": `exports.topology = ${JSON_TEXT};`,
      "default.mjs": `const later = await Promise.resolve(${JSON_TEXT});\nexport default later;`,
      "whole.cjs": `module.exports = ${JSON_TEXT};`,
      "within.cjs": `module.exports = { topology: ${JSON_TEXT}, other: 1 };`,
      "both.ts": `export const other = 1;\nexport const topology = ${JSON_TEXT};\nexport default { region: "unused" };`,
    };
    for (const [name, text] of Object.entries(cases)) {
      expect(await readTopologyFile(written(name, text), name), name).to.deep.equal(
        modelFromTopology(name === "named.ts" ? { ...TOPOLOGY, kmsAccess: "key-policy" } : TOPOLOGY, name),
      );
    }
  });

  it("may be what one repository is given", async () => {
    const expected = (name: string): unknown => modelFromTopology(REPOSITORY, name);
    const json = JSON.stringify(REPOSITORY);
    const cases = { "r.json": json, "r.ts": `export const repository = ${json};`, "r.mjs": `export default ${json};` };
    for (const [name, text] of Object.entries(cases)) {
      expect(await readTopologyFile(written(name, text), name), name).to.deep.equal(expected(name));
    }
  });

  it("may import what stands beside it, and packages of its own folder", async () => {
    const own = join(folder, "node_modules", "ecr-kms");
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, "package.json"), '{ "name": "ecr-kms", "main": "index.js" }');
    writeFileSync(join(own, "index.js"), 'exports.region = "eu-west-1";');
    written("accounts.ts", 'export enum Accounts { Registry = "123456789012" }');
    const text = [
      'import { region } from "ecr-kms";',
      'import { Accounts } from "./accounts";',
      'export const topology = { region, registryAccountId: Accounts.Registry, repositories: { app: { pull: ["222222222222"] } } };',
    ].join("\n");
    expect(await readTopologyFile(written("imports.ts", text), "imports.ts")).to.deep.equal(
      modelFromTopology({ ...TOPOLOGY, region: "eu-west-1" }, "imports.ts"),
    );
    rmSync(own, { recursive: true });
  });

  it("is told of what goes wrong when it is loaded, without a stack trace", async () => {
    const ALONE =
      "the file has to be a module that can be loaded by itself: fix it, or move the topology into one that can";
    const cases: readonly (readonly [string, string, InputError["problems"][number]])[] = [
      [
        "syntax.ts",
        "const a = 1;\nexport const topology = {;",
        {
          path: "syntax.ts:2:25",
          message: "fails when it is loaded: ParseError: Unexpected token",
          hint: ALONE,
        },
      ],
      [
        "throws.ts",
        'throw new RangeError("no account for prod\\nmore");',
        { path: "throws.ts", message: "fails when it is loaded: RangeError: no account for prod", hint: ALONE },
      ],
      [
        "throws.mjs",
        "throw undefined;",
        { path: "throws.mjs", message: "fails when it is loaded: it throws what is not an Error", hint: ALONE },
      ],
      [
        "missing.ts",
        'import { planRegistry } from "ecr-kms-of-nobody";\nexport const topology = planRegistry;',
        {
          path: "missing.ts",
          message: "fails when it is loaded: Error: Cannot find module 'ecr-kms-of-nobody'",
          hint: "install ecr-kms-of-nobody where the file is (what is imported with `import type` need not be installed)",
        },
      ],
      [
        "lost.ts",
        'import { a } from "./nowhere";\nexport const topology = a;',
        { path: "lost.ts", message: "fails when it is loaded: Error: Cannot find module './nowhere'", hint: ALONE },
      ],
    ];
    for (const [name, text, problem] of cases) {
      expect(await problemsOf(name, text), name).to.deep.equal([problem]);
    }
  });

  it("is told of what it exports when that is not a topology", async () => {
    const EXPORT = "export it as `export const topology: RegistryTopology = { … }`";
    const problem = (path: string, found: string): unknown => [
      { path, message: `exports no topology: it exports ${found}`, hint: EXPORT },
    ];
    expect(await problemsOf("spokes.ts", "export const spokes = [];\nexport const region = 1;")).to.deep.equal(
      problem("spokes.ts", "region, spokes"),
    );
    expect(await problemsOf("empty.ts", "export {};")).to.deep.equal(problem("empty.ts", "nothing"));
    const paths = async (name: string, text: string): Promise<readonly string[]> =>
      (await problemsOf(name, text)).map(({ path }) => path);
    expect(await paths("function.ts", "export default () => 1;")).to.deep.equal(["function.ts"]);
    expect(await paths("empty-object.cjs", "")).to.not.be.empty;
    expect(await paths("mistakes.ts", "export const topology = { region: 1, repositories: {} };")).to.include.members([
      "mistakes.ts: region",
      "mistakes.ts: repositories",
    ]);
  });

  it("is told of the findings that the module itself meets, whatever copy of ecr-kms it uses", async () => {
    const findings = [
      { code: "INVALID_REGION", path: "region", message: "is none", hint: "give one" },
      { code: "INVALID_TYPE", path: "", message: "is not a topology", hint: "give one" },
    ];
    const text = [
      `const error = Object.assign(new Error("2 problems"), { findings: ${JSON.stringify(findings)} });`,
      'Object.defineProperty(error, Symbol.for("ecr-kms/PolicyError"), { value: true });',
      "throw error;",
    ].join("\n");
    expect(await problemsOf("plans.ts", text)).to.deep.equal([
      { path: "plans.ts: region", message: "is none", hint: "give one" },
      { path: "plans.ts", message: "is not a topology", hint: "give one" },
    ]);
  });

  it("that is not there is told so", async () => {
    for (const name of ["absent.json", "absent.ts"]) {
      let problems: InputError["problems"] = [];
      try {
        await readTopologyFile(join(folder, name), name);
      } catch (error) {
        if (InputError.is(error)) problems = error.problems;
        else throw error;
      }
      expect(problems, name).to.deep.equal([
        {
          path: name,
          message: "cannot be read: there is no such file",
          hint: "check the path and its permissions",
        },
      ]);
    }
  });
});
