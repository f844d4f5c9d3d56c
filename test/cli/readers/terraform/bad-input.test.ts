import { expect } from "chai";
import { problemsOf, read } from "./hand-made";

const SHOW = "Write it with `terraform show -json PLANFILE` (a plan) or `terraform show -json` (the state).";
const AGAIN = "Write the file again with `terraform show -json`, and do not change it.";

const cases: readonly { readonly name: string; readonly json: unknown; readonly problem: readonly string[] }[] = [
  { name: "a list", json: [], problem: ["plan.json", "is not a JSON object", SHOW] },
  { name: "null", json: null, problem: ["plan.json", "is not a JSON object", SHOW] },
  {
    name: "something else",
    json: { Resources: {} },
    problem: ["plan.json", "is neither a plan nor a state: it has no format_version", SHOW],
  },
  {
    name: "something else with a format_version",
    json: { format_version: "1.0", valid: true },
    problem: ["plan.json", "is neither a plan nor a state of Terraform", SHOW],
  },
  {
    name: "Terraform's own state file",
    json: { version: 4, terraform_version: "1.11.4", serial: 3, lineage: "x", resources: [] },
    problem: ["plan.json", "is Terraform's state file, whose form is Terraform's own affair", SHOW],
  },
  {
    name: "a later format",
    json: { format_version: "2.0", planned_values: {} },
    problem: [
      "plan.json",
      'has format_version "2.0": only 1.x is known',
      "Use a newer version of ecr-kms-cli, or Terraform 1.x.",
    ],
  },
  {
    name: "changes that are not a list",
    json: { format_version: "1.2", resource_changes: {} },
    problem: ["plan.json: resource_changes", "is an object instead of a list", AGAIN],
  },
  {
    name: "a change that is not an object",
    json: { format_version: "1.2", resource_changes: ["secret"] },
    problem: ["plan.json: resource_changes[0]", "is a string instead of an object", AGAIN],
  },
  {
    name: "a change without a type",
    json: { format_version: "1.2", resource_changes: [{ address: "x.y", name: "y" }] },
    problem: ["plan.json: resource_changes[0].type", "is missing instead of a text", AGAIN],
  },
  {
    name: "a change that changes nothing readable",
    json: {
      format_version: "1.2",
      resource_changes: [{ address: "aws_kms_key.k", type: "aws_kms_key", name: "k", change: 7 }],
    },
    problem: ["plan.json: resource_changes[0].change", "is a number instead of an object", AGAIN],
  },
  {
    name: "a configuration that is not an object",
    json: { format_version: "1.2", configuration: [] },
    problem: ["plan.json: configuration", "is a list instead of an object", AGAIN],
  },
  {
    name: "a state's module that is not an object",
    json: { format_version: "1.0", values: { root_module: { child_modules: [{ resources: [null] }] } } },
    problem: ["plan.json: values.root_module.child_modules[0].resources[0]", "is null instead of an object", AGAIN],
  },
  {
    name: "a state's values that are not an object",
    json: {
      format_version: "1.0",
      values: { root_module: { resources: [{ type: "aws_kms_key", address: "aws_kms_key.k", values: "secret" }] } },
    },
    problem: ["plan.json: values.root_module.resources[0].values", "is a string instead of an object", AGAIN],
  },
];

describe("files that are neither a plan nor a state", () => {
  for (const { name, json, problem } of cases) {
    it(`are refused: ${name}`, () => {
      const problems = problemsOf(() => read(json));
      expect(problems.map(({ path, message, hint }) => [path, message, hint])).to.deep.equal([problem]);
    });
  }
});
