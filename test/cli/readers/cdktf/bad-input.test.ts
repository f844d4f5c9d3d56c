import { readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { Folders, problemsOf } from "./folders";

const SYNTHESIZE = "run `cdktf synth` and give its output folder, `cdktf.out`";

describe("folders that cannot be read", () => {
  const folders = new Folders();
  after(() => {
    folders.remove();
  });
  const manifestOf = (synthesizedStackPath: unknown): Readonly<Record<string, unknown>> => ({
    "manifest.json": { stacks: { hub: { name: "hub", synthesizedStackPath } } },
  });
  const escaping = {
    path: "out/manifest.json: stacks.hub.synthesizedStackPath",
    message: "leads out of the folder of the manifest, so it is not read",
    hint: SYNTHESIZE,
  };

  const CASES: readonly (readonly [name: string, files: Readonly<Record<string, unknown>>, problems: object[]])[] = [
    [
      "an empty one",
      {},
      [
        {
          path: "out",
          message: "holds neither manifest.json nor any *.tf.json",
          hint: `${SYNTHESIZE}; of Terraform's own language, give \`terraform show -json\` of a plan`,
        },
      ],
    ],
    [
      "a manifest of something else",
      { "manifest.json": { version: 1 } },
      [{ path: "out/manifest.json", message: "is not the manifest of a CDKTF program", hint: SYNTHESIZE }],
    ],
    [
      "a manifest without stacks",
      { "manifest.json": { stacks: {} } },
      [{ path: "out/manifest.json", message: "names no stacks", hint: SYNTHESIZE }],
    ],
    [
      "a manifest that is a list",
      { "manifest.json": [] },
      [{ path: "out/manifest.json", message: "is not the manifest of a CDKTF program", hint: SYNTHESIZE }],
    ],
    ["a stack outside", manifestOf("../../etc/passwd"), [escaping]],
    ["a stack at an absolute path", manifestOf("/etc/passwd"), [escaping]],
    ["a stack in a round-about way outside", manifestOf("stacks/../../x.json"), [escaping]],
    ["the folder above as a stack", manifestOf(".."), [escaping]],
    [
      "a stack without a path",
      manifestOf(7),
      [{ path: "out/manifest.json: stacks.hub.synthesizedStackPath", message: "is not a path", hint: SYNTHESIZE }],
    ],
    [
      "a stack that is a list",
      { ...manifestOf("a.json"), "a.json": [] },
      [{ path: "out/a.json", message: "is not a Terraform configuration", hint: SYNTHESIZE }],
    ],
    [
      "a stack that is something else",
      { ...manifestOf("a.json"), "a.json": { dependencies: {} } },
      [{ path: "out/a.json", message: "is not a Terraform configuration", hint: SYNTHESIZE }],
    ],
    [
      "resources that are a text",
      { "main.tf.json": { resource: "x" } },
      [{ path: "out/main.tf.json", message: "resource is not an object as Terraform has it", hint: SYNTHESIZE }],
    ],
    [
      "a resource that is a text",
      { "main.tf.json": { resource: { aws_kms_key: { key: "x" } } } },
      [
        {
          path: "out/main.tf.json",
          message: "resource.aws_kms_key.key is not an object as Terraform has it",
          hint: SYNTHESIZE,
        },
      ],
    ],
  ];
  for (const [name, files, problems] of CASES) {
    it(`are refused: ${name}`, () => {
      expect(problemsOf(folders.with(files))).to.deep.equal(problems);
    });
  }

  it("are refused: one that is a file, that is not there, that leads in a circle", () => {
    const folder = folders.with({ file: "" });
    const problem = { path: "out", message: "is not a folder", hint: SYNTHESIZE };
    expect(problemsOf(join(folder, "file"))).to.deep.equal([problem]);
    expect(problemsOf(join(folder, "none"))).to.deep.equal([problem]);
    symlinkSync("circle", join(folder, "circle"));
    expect(problemsOf(join(folder, "circle"))).to.deep.equal([
      { path: "out", message: "cannot be read: ELOOP", hint: "check the path and its permissions" },
    ]);
  });

  it("are refused with all files that are missing or broken, none of whose content is shown", () => {
    const folder = folders.with({
      "manifest.json": {
        stacks: {
          a: { synthesizedStackPath: "stacks/a/cdk.tf.json" },
          b: { synthesizedStackPath: "stacks/b/cdk.tf.json" },
          c: { synthesizedStackPath: "stacks/c/cdk.tf.json" },
        },
      },
      "stacks/b/cdk.tf.json": '{\n  "secret": "hunter2" "x"\n}',
      "stacks/c/cdk.tf.json": "",
    });
    const problems = problemsOf(folder);
    expect(problems.map(({ path, message }) => `${path} ${message}`)).to.deep.equal([
      "out/stacks/a/cdk.tf.json cannot be read: there is no such file",
      "out/stacks/b/cdk.tf.json is not valid JSON (line 2, column 23)",
      "out/stacks/c/cdk.tf.json is empty",
    ]);
    expect(JSON.stringify(problems)).not.to.include("hunter2");
  });

  it("are not written to", () => {
    const folder = folders.with({ "cdk.tf.json": { resource: {} } });
    problemsOf(folder);
    expect(readdirSync(folder)).to.deep.equal(["cdk.tf.json"]);
  });
});
