// What Pulumi's Node host does before it runs a program that is an ES module (cmd/run/run.js of @pulumi/pulumi), with mocks in
// place of its engine.
import { readFileSync } from "node:fs";
import { createRequire, register } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import pulumi from "@pulumi/pulumi";

const root = dirname(createRequire(import.meta.url).resolve("@pulumi/pulumi/package.json"));
const { compilerOptions } = JSON.parse(readFileSync("tsconfig.json", "utf8"));
register("./hooks.js", pathToFileURL(join(root, "cmd", "run", "run.js")), {
  data: { compiler: "typescript", project: "tsconfig.json", skipProject: false, compilerOptions },
});

const made = [];
await pulumi.runtime.setMocks({
  newResource: ({ type, name, inputs }) => {
    made.push(type);
    return { id: `${name}-id`, state: { ...inputs, arn: `arn:${name}` } };
  },
  call: ({ inputs }) => inputs,
});
await pulumi.runtime.runInPulumiStack(() => import(pathToFileURL(join(process.cwd(), "index.ts")).href));
for (const type of made.sort()) console.log(type);
