import { expect } from "chai";
import { misspeltProviders } from "../../../cli/readers/read-inputs";
import type { ReadResources } from "../../../cli/resources/resource";
import { Folders, read as readFolder } from "./cdktf/folders";
import { planOf, read as readPlan } from "./terraform/hand-made";

const AWS_KEY = { address: "aws_kms_key.key", provider: "aws.hub", after: {} };

function gapsOf(read: readonly ReadResources[], ...given: readonly string[]): readonly (readonly string[])[] {
  const accounts = Object.fromEntries(given.map((name) => [name, "111111111111"]));
  return misspeltProviders(read, { accounts }).map(({ source, message }) => [
    source.input,
    source.address,
    message.split(": ")[1] ?? "",
  ]);
}

function inputOf(path: string, ...providers: readonly string[]): ReadResources {
  return { input: { kind: "terraform-plan", path }, resources: [], gaps: [], providers };
}

describe("an account for a provider that no input has", () => {
  it("is told with the provider that was probably meant", () => {
    expect(gapsOf([inputOf("plan.json", "aws", "aws.hub")], "aws.hubb")).to.deep.equal([
      ["plan.json", "provider aws.hub", "did you mean aws.hub?"],
    ]);
  });

  const silent: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ["a provider of the input", ["aws.hub"], ["aws.hub"]],
    ["a provider of another input of the same configuration", ["aws.security"], ["aws", "aws.hub"]],
    ["one of two whose names are alike", ["aws.spoke1", "aws.spoke2"], ["aws.spoke2"]],
  ];
  for (const [what, given, providers] of silent) {
    it(`is nothing to tell where it is ${what}`, () => {
      expect(gapsOf([inputOf("plan.json", ...providers)], ...given)).to.deep.equal([]);
    });
  }

  it("is looked for in all inputs together", () => {
    expect(gapsOf([inputOf("a.json", "aws.hub"), inputOf("b.json", "aws.hubb")], "aws.hubb")).to.deep.equal([]);
  });
});

describe("the names of providers", () => {
  const folders = new Folders();
  after(() => folders.remove());

  it("are those of a plan", () => {
    const providers = { "aws.hub": { expressions: { allowed_account_ids: { constant_value: ["111111111111"] } } } };
    const plan = planOf([AWS_KEY], { providers });
    expect(readPlan(plan, { region: "us-east-1" }).providers).to.deep.equal(["aws.hub"]);
  });

  it("are those of a CDKTF folder, with and without the stack", () => {
    const folder = folders.with({
      "cdk.tf.json": {
        provider: { aws: [{ region: "us-east-1", allowed_account_ids: ["111111111111"], alias: "hub" }] },
        resource: { aws_kms_key: { key: { provider: "aws.hub" } } },
      },
    });
    const [bare, full] = readFolder(folder).providers ?? [];
    expect([bare, full?.split("/").at(-1)]).to.deep.equal(["aws.hub", "aws.hub"]);
  });
});
