import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { inputKind } from "../../../cli/readers/input-kind";
import { readJsonFile } from "../../../cli/toolkit/read-json-file";
import { refusalOf } from "../../support/thrown";

describe("reading JSON files", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ecr-kms-json-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const written = (content: string | Buffer): string => {
    const file = join(folder, "input.json");
    writeFileSync(file, content);
    return file;
  };

  for (const [name, content] of [
    ["UTF-8", Buffer.from('{"a":"ü"}')],
    ["UTF-8 with a byte order mark", Buffer.from('\uFEFF{"a":"ü"}')],
    ["UTF-16, as PowerShell writes it", Buffer.from('\uFEFF{"a":"ü"}', "utf16le")],
  ] as const) {
    it(`reads ${name}`, () => {
      expect(readJsonFile(written(content), "input.json")).to.deep.equal({ a: "ü" });
    });
  }

  const SECRET = "hunter2-hunter2";
  for (const [name, content, message] of [
    ["nothing", "", "is empty"],
    ["a text that is not JSON", SECRET, "is not valid JSON"],
    ["JSON that is cut short", `{"password":"${SECRET}",\n"a":`, "is not valid JSON"],
    ["JSON with something behind it", `{"password":"${SECRET}"}\nDone.`, "is not valid JSON (line 2, column 1)"],
    ["JSON with a stray word", `{"password":\n ${SECRET}}`, "is not valid JSON"],
    ["a binary plan", "PK\u0003\u0004", "is a plan file of Terraform, which is binary"],
    ["Terraform's language", `resource "aws_kms_key" "key" {\n}`, "is not valid JSON"],
    ["a plan for people", "Terraform will perform the following actions:", "is not valid JSON"],
  ] as const) {
    it(`refuses ${name} without quoting it`, () => {
      const error = refusalOf(() => readJsonFile(written(content), "input.json"));
      expect(error.problems.map(({ path }) => path)).to.deep.equal(["input.json"]);
      expect(error.problems[0]?.message).to.satisfy((text: string) => text.startsWith(message));
      expect(error.message).not.to.include(SECRET);
      expect(error.problems[0]?.hint).not.to.equal("");
    });
  }

  it("says what to run for Terraform's language and for a plan for people", () => {
    const hints = ['resource "aws_kms_key" "key" {\n}', "Terraform will perform the following actions:"].map(
      (text) => refusalOf(() => readJsonFile(written(text), "input.json")).problems[0]?.hint,
    );
    expect(hints).to.deep.equal([
      "this looks like Terraform's own language: run `terraform plan -out plan.tfplan`, then `terraform show -json plan.tfplan`",
      "this looks like a plan for people: run `terraform show -json plan.tfplan`",
    ]);
  });

  it("refuses a file that is not there, a folder, and one that no text can hold", () => {
    const large = written("{}");
    truncateSync(large, 600_000_000);
    const messages = [join(folder, "nothing.json"), folder, large].map(
      (file) => refusalOf(() => readJsonFile(file, "input.json")).problems[0]?.message,
    );
    expect(messages).to.deep.equal([
      "cannot be read: there is no such file",
      "cannot be read: it is a folder",
      "has 600 MB; at most 537 MB can be read",
    ]);
  });
});

describe("telling inputs apart", () => {
  for (const [json, kind] of [
    [{ format_version: "1.2", planned_values: {}, resource_changes: [] }, "terraform-plan"],
    [{ format_version: "1.2", resource_changes: [] }, "terraform-plan"],
    [{ format_version: "1.0", values: {} }, "terraform-state"],
    [{ version: 3, deployment: {} }, "pulumi-stack"],
    [{ config: {}, steps: [] }, "pulumi-preview"],
    [{ region: "us-east-1", registryAccountId: "123456789012", repositories: {} }, "topology"],
  ] as const) {
    it(`knows a ${kind} with ${Object.keys(json).join(", ")}`, () => {
      expect(inputKind(json, "input.json")).to.equal(kind);
    });
  }

  for (const [json, message] of [
    [[], "holds a list, which is not one of the inputs"],
    [null, "holds no object, which is not one of the inputs"],
    [{}, "is not one of the known inputs"],
    [
      { version: 4, terraform_version: "1.11.4", serial: 1, lineage: "a", resources: [] },
      "is a state file as Terraform keeps it, whose form may change with each version",
    ],
    [{ version: "0.21.0", stacks: {} }, "is the manifest of a CDKTF output folder"],
    [{ terraform: {}, resource: {} }, "is a single synthesized stack"],
    [{ Version: "2012-10-17", Statement: [] }, "is a policy document"],
    [{ AWSTemplateFormatVersion: "2010-09-09", Resources: {} }, "is a CloudFormation template, which is not read"],
    [{ "@level": "info", "@message": "Plan" }, "is the log of `terraform plan -json`, not the plan"],
  ] as const) {
    it(`refuses ${JSON.stringify(json).slice(0, 50)}`, () => {
      expect(refusalOf(() => inputKind(json, "input.json")).problems[0]?.message).to.equal(message);
    });
  }
});
