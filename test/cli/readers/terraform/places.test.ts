import { expect } from "chai";
import type { ReadOptions } from "../../../../cli/resources/resource";
import type { PlannedResource, PlanParts } from "./hand-made";
import { at, planOf, problemsOf, read } from "./hand-made";

type Json = Readonly<Record<string, unknown>>;

const constant = (value: unknown): Json => ({ constant_value: value });
const region = constant("eu-west-1");
const provider = (expressions: Json): Json => ({ aws: { expressions: { region, ...expressions } } });
const role = (account: string): string => `arn:aws:iam::${account}:role/terraform`;

interface Case extends PlanParts {
  readonly name: string;
  readonly options?: ReadOptions;
  readonly resources?: readonly PlannedResource[];
  readonly expected: readonly [account: string, region: string, partition?: string];
}

const cases: readonly Case[] = [
  {
    name: "the role that the provider takes",
    providers: provider({ assume_role: [{ role_arn: constant(role("222222222222")) }] }),
    options: { accountId: "999999999999" },
    expected: ["222222222222", "eu-west-1"],
  },
  {
    name: "the last role of a chain",
    providers: provider({
      assume_role: [{ role_arn: constant(role("222222222222")) }, { role_arn: constant(role("333333333333")) }],
    }),
    expected: ["333333333333", "eu-west-1"],
  },
  {
    name: "a role that is put together from a variable",
    providers: provider({ assume_role: [{ role_arn: { references: ["var.account", "var.name"] } }] }),
    variables: { account: { value: "222222222222" }, name: { value: "terraform" } },
    expected: ["222222222222", "eu-west-1"],
  },
  {
    name: "a role in a variable",
    providers: provider({ assume_role_with_web_identity: [{ role_arn: { references: ["var.role"] } }] }),
    variables: { role: { value: role("222222222222") } },
    expected: ["222222222222", "eu-west-1"],
  },
  {
    name: "the one account that is allowed",
    providers: provider({ allowed_account_ids: constant(["222222222222"]) }),
    expected: ["222222222222", "eu-west-1"],
  },
  {
    name: "a Region of the European Sovereign Cloud",
    providers: provider({ allowed_account_ids: constant(["222222222222"]), region: constant("eusc-de-east-1") }),
    expected: ["222222222222", "eusc-de-east-1"],
  },
  {
    name: "the identity that the provider was told",
    providers: provider({}),
    resources: [{ address: "data.aws_caller_identity.me", after: { account_id: "222222222222" } }],
    expected: ["222222222222", "eu-west-1"],
  },
  {
    name: "what the provider made before",
    providers: provider({ allowed_account_ids: constant(["222222222222", "333333333333"]) }),
    resources: [
      {
        address: "aws_sns_topic.old",
        before: { arn: "arn:aws:sns:eu-west-1:333333333333:old" },
        after: {},
        actions: ["no-op"],
      },
    ],
    expected: ["333333333333", "eu-west-1"],
  },
  {
    name: "the option for this provider, before the one for all",
    providers: provider({}),
    options: { accounts: { aws: "222222222222", "aws.hub": "333333333333" }, accountId: "999999999999" },
    expected: ["222222222222", "eu-west-1"],
  },
  {
    name: "the options",
    providers: { aws: {} },
    options: { accountId: "222222222222", region: "ap-south-1" },
    expected: ["222222222222", "ap-south-1"],
  },
  {
    name: "a Region in a variable",
    providers: provider({ region: { references: ["var.region"] }, allowed_account_ids: constant(["222222222222"]) }),
    variables: { region: { value: "cn-north-1" } },
    expected: ["222222222222", "cn-north-1", "aws-cn"],
  },
];

describe("the account and Region of a plan's provider", () => {
  for (const { name, options, resources = [], expected, ...parts } of cases) {
    it(`come from ${name}`, () => {
      const key: PlannedResource = { address: "aws_kms_key.key", unknown: { arn: true } };
      const { accountId, region, partition } = at(read(planOf([...resources, key], parts), options), "aws_kms_key.key");
      expect([accountId, region, partition]).to.deep.equal([expected[0], expected[1], expected[2] ?? "aws"]);
    });
  }

  it("come from a resource's own attributes first", () => {
    const key = { before: { arn: "arn:aws:kms:us-west-2:444444444444:key/1" }, actions: ["update"] };
    const other = { after: { region: "us-west-1" } };
    const plan = planOf([
      { address: "aws_kms_key.key", ...key },
      { address: "aws_kms_key.other", ...other },
    ]);
    const places = read(plan).resources.map(({ accountId, region }) => [accountId, region]);
    expect(places).to.deep.equal([
      ["444444444444", "us-west-2"],
      ["111111111111", "us-west-1"],
    ]);
  });

  it("come from all providers where a resource's block is gone and its attributes do not say", () => {
    const gone = { address: "aws_iam_role_policy.gone", actions: ["delete"], before: { role: "x" }, provider: "" };
    const { accountId, change } = at(read(planOf([{ address: "aws_kms_key.key" }, gone])), "aws_iam_role_policy.gone");
    expect([accountId, change]).to.deep.equal(["111111111111", { actions: "delete" }]);
  });

  it("are asked for, for all providers at once", () => {
    const plan = planOf(
      [
        { address: "aws_kms_key.key" },
        { address: "aws_kms_key.other" },
        { address: "aws_iam_role.role", provider: "aws.hub" },
        { address: "aws_sqs_queue.queue", provider: "aws.queues" },
        { address: "data.aws_iam_policy_document.text", provider: "aws.texts" },
      ],
      { providers: {} },
    );
    expect(problemsOf(() => read(plan))).to.deep.equal([
      {
        path: "plan.json: provider aws",
        message: "nothing in the input says its account",
        hint: "Write allowed_account_ids in the provider, or give it with `account` 123456789012, or for this provider alone with `account` aws=123456789012.",
      },
      {
        path: "plan.json: provider aws",
        message: "nothing in the input says its Region",
        hint: "Give it with `region` us-east-1.",
      },
      {
        path: "plan.json: provider aws.hub",
        message: "nothing in the input says its account",
        hint: "Write allowed_account_ids in the provider, or give it with `account` 123456789012, or for this provider alone with `account` aws.hub=123456789012.",
      },
    ]);
  });
});
