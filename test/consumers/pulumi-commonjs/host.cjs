// What Pulumi's Node host does before it runs a program (cmd/run/run.js of @pulumi/pulumi), with mocks in place of its engine.
const { existsSync } = require("node:fs");
const { dirname, join } = require("node:path");
const pulumi = require("@pulumi/pulumi");

const root = dirname(require.resolve("@pulumi/pulumi/package.json"));
const { typeScriptRequireStrings, loadTypeScriptCompilerOptions } = require(join(root, "tsutils.js"));
const { tsnodeRequire, typescriptRequire } = typeScriptRequireStrings();

require(tsnodeRequire).register({
  compiler: typescriptRequire,
  project: "tsconfig.json",
  skipProject: !existsSync("tsconfig.json"),
  compilerOptions: {
    target: "ES2020",
    module: "nodenext",
    moduleResolution: "nodenext",
    sourceMap: "true",
    ...loadTypeScriptCompilerOptions("tsconfig.json"),
  },
});

const made = [];
void pulumi.runtime
  .setMocks({
    newResource: ({ type, name, inputs }) => {
      made.push(type);
      return { id: `${name}-id`, state: { ...inputs, arn: `arn:${name}` } };
    },
    call: ({ inputs }) => inputs,
  })
  .then(async () => {
    await pulumi.runtime.runInPulumiStack(async () => require(join(process.cwd(), "index.ts")));
    for (const type of made.sort()) console.log(type);
  });
