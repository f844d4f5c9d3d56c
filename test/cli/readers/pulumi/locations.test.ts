import { expect } from "chai";
import { readPulumiPreview } from "../../../../cli/readers/pulumi/read-pulumi-preview";
import { readPulumiStack } from "../../../../cli/readers/pulumi/read-pulumi-stack";
import type { ReadOptions } from "../../../../cli/resources/resource";
import { problemsIn, providerOf, stack, state, step } from "./fixtures";

function provider(name: string, inputs: Readonly<Record<string, unknown>>, type = "aws"): unknown {
  return state(`pulumi:providers:${type}`, name, { id: "0c1d", inputs });
}

function alias(name: string, providerName: string, type = "aws"): Readonly<Record<string, unknown>> {
  return state("aws:kms/alias:Alias", name, {
    inputs: { name: `alias/${name}` },
    provider: providerOf(providerName, type),
  });
}

const REGION = { region: "eu-central-1" };

/** Where the alias `a` of the provider `hub` is, beside others. */
function placeOf(resources: readonly unknown[], options: ReadOptions = {}): string {
  const { resources: read } = readPulumiStack(stack(...resources), "stack.json", options);
  const [found] = read.filter(({ source }) => source.address.endsWith("::a"));
  return `${found?.accountId} ${found?.region} ${found?.partition}`;
}

describe("where Pulumi's resources are", () => {
  const role = (account: string): string => `arn:aws:iam::${account}:role/deploy`;

  it("follows from their provider, in each form that it is written in", () => {
    const cases: readonly Readonly<Record<string, unknown>>[] = [
      { assumeRoles: JSON.stringify([{ roleArn: role("999999999999") }, { roleArn: role("123456789012") }]) },
      { assumeRoles: [{ roleArn: role("123456789012") }] },
      { assumeRole: JSON.stringify({ roleArn: role("123456789012") }) },
      { assumeRole: { roleArn: role("123456789012") } },
      { assumeRoleWithWebIdentity: JSON.stringify({ roleArn: role("123456789012") }) },
      { allowedAccountIds: '["123456789012"]' },
      { allowedAccountIds: ["123456789012"] },
      { assumeRoles: "[broken", allowedAccountIds: ["123456789012"] },
    ];
    for (const inputs of cases) {
      expect(placeOf([provider("hub", { ...REGION, ...inputs }), alias("a", "hub")])).to.equal(
        "123456789012 eu-central-1 aws",
      );
    }
  });

  it("follows from their own ARN before all else", () => {
    const arn = "arn:aws-us-gov:kms:us-gov-west-1:222222222222:alias/a";
    const made = { ...alias("a", "hub"), outputs: { arn } };
    const options = { accountId: "111111111111", accounts: { hub: "111111111111" }, region: "us-east-1" };
    expect(placeOf([provider("hub", REGION), made], options)).to.equal("222222222222 us-gov-west-1 aws-us-gov");
  });

  it("follows from what the user says of the provider, before what the provider says", () => {
    const inputs = { ...REGION, allowedAccountIds: ["123456789012"] };
    const options = { accounts: { hub: "222222222222" }, accountId: "333333333333" };
    expect(placeOf([provider("hub", inputs), alias("a", "hub")], options)).to.equal("222222222222 eu-central-1 aws");
  });

  it("follows from other resources of the provider, where they agree", () => {
    const sibling = (account: string): unknown => ({
      ...alias(`b${account}`, "hub"),
      outputs: { arn: `arn:aws:kms:eu-west-1:${account}:alias/b` },
    });
    expect(placeOf([alias("a", "hub"), sibling("222222222222")])).to.equal("222222222222 eu-west-1 aws");
    const both = [alias("a", "hub"), sibling("222222222222"), sibling("444444444444")];
    expect(placeOf(both, { accountId: "333333333333" })).to.equal("333333333333 eu-west-1 aws");
  });

  it("follows from the options at last", () => {
    const options = { accountId: "333333333333", region: "cn-north-1" };
    expect(placeOf([alias("a", "hub")], options)).to.equal("333333333333 cn-north-1 aws-cn");
  });

  it("follows in previews from the stack's configuration, for providers that the program does not make", () => {
    const config = { "aws:region": "eu-west-3", "aws:allowedAccountIds": '["123456789012"]', "app:secret": "[secret]" };
    const steps = [
      step("create", { newState: alias("a", "default_7_48_0") }),
      step("create", {
        newState: { ...alias("b", "default"), provider: `${providerOf("default").slice(0, -36)}unknown` },
      }),
    ];
    const { resources } = readPulumiPreview({ config, steps }, "preview.json", {});
    expect(resources.map(({ accountId, region }) => `${accountId} ${region}`)).to.deep.equal([
      "123456789012 eu-west-3",
      "123456789012 eu-west-3",
    ]);
  });

  it("is told of all providers at once where nothing says it", () => {
    const resources = [
      provider("hub", REGION),
      alias("a", "hub"),
      alias("b", "hub"),
      alias("c", "default_7_48_0"),
      state("aws:iam/role:Role", "d", { provider: providerOf("spoke") }),
      state("aws:s3/bucket:Bucket", "e", { provider: providerOf("does-not-matter") }),
    ];
    const problems = problemsIn(() => readPulumiStack(stack(...resources), "stack.json", {}));
    expect(problems).to.deep.equal([
      {
        path: "stack.json: provider hub",
        message:
          "nothing says in which account it works; it makes urn:pulumi:prod::registry::aws:kms/alias:Alias::a and 1 more",
        hint: "say so with `account` 123456789012, or for this provider alone with `account` hub=123456789012",
      },
      {
        path: "stack.json: provider default",
        message: "nothing says in which account it works; it makes urn:pulumi:prod::registry::aws:kms/alias:Alias::c",
        hint: "say so with `account` 123456789012, or for this provider alone with `account` default=123456789012",
      },
      {
        path: "stack.json: provider default",
        message: "nothing says in which Region it works; it makes urn:pulumi:prod::registry::aws:kms/alias:Alias::c",
        hint: "say so with `region` eu-central-1",
      },
      {
        path: "stack.json: provider spoke",
        message: "nothing says in which account it works; it makes urn:pulumi:prod::registry::aws:iam/role:Role::d",
        hint: "say so with `account` 123456789012, or for this provider alone with `account` spoke=123456789012",
      },
    ]);
    const given = {
      accounts: { hub: "111111111111", spoke: "222222222222" },
      accountId: "333333333333",
      region: "eu-west-1",
    };
    const read = readPulumiStack(stack(...resources), "stack.json", given);
    expect(read.resources.map(({ accountId, region }) => `${accountId} ${region}`)).to.deep.equal([
      "111111111111 eu-central-1",
      "111111111111 eu-central-1",
      "333333333333 eu-west-1",
      "222222222222 eu-west-1",
    ]);
  });
});
