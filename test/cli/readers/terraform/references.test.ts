import { expect } from "chai";
import { readTerraformShow } from "../../../../cli/readers/terraform/read-terraform-show";
import type { PlannedResource, PlanParts } from "./hand-made";
import { at, planOf, read } from "./hand-made";

const KEY: PlannedResource = { address: "aws_kms_key.key", unknown: { arn: true, key_id: true, id: true } };
const KEYS: readonly PlannedResource[] = ["a", "b"].map((key) => ({
  address: `aws_kms_key.keys["${key}"]`,
  unknown: { arn: true, key_id: true },
  block: { for_each_expression: {} },
}));

interface Case extends PlanParts {
  readonly name: string;
  /** How `kms_key` of the repository is written. */
  readonly written: readonly string[];
  readonly resources?: readonly PlannedResource[];
  readonly key?: string;
  readonly forEach?: unknown;
  readonly expected: { readonly value: unknown; readonly reference?: string };
}

const arn = (id: string): string => `arn:aws:kms:us-east-1:111111111111:key/${id}`;

function kmsKeyOf({ written, resources = [], key, forEach, expected: _, name: __, ...parts }: Case): unknown {
  const address = `aws_ecr_repository.app${key === undefined ? "" : `["${key}"]`}`;
  const repository: PlannedResource = {
    address,
    after: { name: "app", encryption_configuration: [{ encryption_type: "KMS" }] },
    unknown: { arn: true, encryption_configuration: [{ kms_key: true }] },
    expressions: { encryption_configuration: [{ kms_key: { references: written } }] },
    block: forEach === undefined ? {} : { for_each_expression: forEach },
  };
  const { values, references } = at(read(planOf([KEY, ...KEYS, ...resources, repository], parts)), address);
  const [block] = values["encryption_configuration"] as Record<string, unknown>[];
  const reference = references?.["encryption_configuration.0.kms_key"];
  return { value: block?.["kms_key"], ...(reference === undefined ? {} : { reference }) };
}

function idOf(address: string): unknown {
  return at(read(planOf([KEY, ...KEYS])), address).values["key_id"];
}

describe("references to what a plan makes", () => {
  const a = String(idOf('aws_kms_key.keys["a"]'));
  const b = String(idOf('aws_kms_key.keys["b"]'));
  const key = String(idOf("aws_kms_key.key"));
  const module = (expressions: unknown, outputs: unknown = {}): unknown => ({ expressions, module: { outputs } });

  const cases: readonly Case[] = [
    {
      name: "an ARN",
      written: ["aws_kms_key.key.arn", "aws_kms_key.key"],
      expected: { value: arn(key), reference: "aws_kms_key.key.arn" },
    },
    {
      name: "an id",
      written: ["aws_kms_key.key.key_id", "aws_kms_key.key"],
      expected: { value: key, reference: "aws_kms_key.key.key_id" },
    },
    {
      name: "an instance by its key",
      written: ['aws_kms_key.keys["b"].arn', 'aws_kms_key.keys["b"]', "aws_kms_key.keys"],
      expected: { value: arn(b), reference: 'aws_kms_key.keys["b"].arn' },
    },
    {
      name: "an instance by each.key",
      written: ["aws_kms_key.keys", "each.key"],
      key: "a",
      expected: { value: arn(a), reference: 'aws_kms_key.keys["a"]' },
    },
    {
      name: "an instance by a value of the map that each goes over",
      written: ["aws_kms_key.keys", "each.value.key", "each.value"],
      key: "app",
      forEach: { references: ["var.apps"] },
      variables: { apps: { value: { app: { key: "b" } } } },
      expected: { value: arn(b), reference: 'aws_kms_key.keys["b"]' },
    },
    {
      name: "an instance by each.value of a set",
      written: ["aws_kms_key.keys", "each.value"],
      key: "a",
      forEach: {},
      expected: { value: arn(a), reference: 'aws_kms_key.keys["a"]' },
    },
    {
      name: "an instance by a variable",
      written: ["aws_kms_key.keys", "var.which"],
      variables: { which: { value: "b" } },
      expected: { value: arn(b), reference: 'aws_kms_key.keys["b"]' },
    },
    {
      name: "an instance by a local value, which a plan does not hold",
      written: ["aws_kms_key.keys", "local.which"],
      expected: { value: "«unknown: aws_kms_key.keys, local.which»", reference: "aws_kms_key.keys, local.which" },
    },
    {
      name: "some instance of several",
      written: ["aws_kms_key.keys"],
      expected: { value: "«unknown: aws_kms_key.keys»", reference: "aws_kms_key.keys" },
    },
    {
      name: "each resource of another's for_each",
      written: ["each.value.arn", "each.value"],
      key: "b",
      forEach: { references: ["aws_kms_key.keys"] },
      expected: { value: arn(b), reference: 'aws_kms_key.keys["b"].arn' },
    },
    {
      name: "an ARN or nothing, as a switch says",
      written: ["var.create", "aws_kms_key.key.arn", "aws_kms_key.key"],
      variables: { create: { value: true } },
      expected: { value: arn(key) },
    },
    {
      name: "an ARN with a text before it",
      written: ["var.prefix", "aws_kms_key.key.arn", "aws_kms_key.key"],
      variables: { prefix: { value: "x" } },
      expected: { value: "«unknown: var.prefix, aws_kms_key.key.arn»" },
    },
    {
      name: "an id with a switch, which may as well be part of a text",
      written: ["var.create", "aws_kms_key.key.key_id", "aws_kms_key.key"],
      variables: { create: { value: true } },
      expected: { value: "«unknown: var.create, aws_kms_key.key.key_id»" },
    },
    {
      name: "two things",
      written: ["aws_kms_key.key.arn", "aws_kms_key.key", 'aws_kms_key.keys["a"].arn', 'aws_kms_key.keys["a"]'],
      expected: { value: '«unknown: aws_kms_key.key.arn, aws_kms_key.keys["a"].arn»' },
    },
    {
      name: "a local value",
      written: ["local.key"],
      expected: { value: "«unknown: local.key»", reference: "local.key" },
    },
    {
      name: "a resource of another kind",
      written: ["aws_ssm_parameter.key.value", "aws_ssm_parameter.key"],
      resources: [{ address: "aws_ssm_parameter.key", unknown: { value: true } }],
      expected: { value: "«unknown: aws_ssm_parameter.key.value»", reference: "aws_ssm_parameter.key.value" },
    },
    {
      name: "a resource that is not in the plan",
      written: ["tls_private_key.key.id", "tls_private_key.key"],
      expected: { value: "«unknown: tls_private_key.key.id»", reference: "tls_private_key.key.id" },
    },
    {
      name: "a sensitive variable",
      written: ["var.key"],
      variables: { key: { value: "arn:aws:kms:us-east-1:111111111111:key/secret" } },
      declarations: { key: { sensitive: true } },
      expected: { value: "«unknown: var.key (sensitive)»", reference: "var.key" },
    },
    {
      name: "the output of a module that hands its variable on",
      written: ["module.names.key", "module.names"],
      calls: {
        names: module(
          { key: { references: ["aws_kms_key.key.arn", "aws_kms_key.key"] } },
          { key: { expression: { references: ["var.key"] } } },
        ),
      },
      expected: { value: arn(key), reference: "aws_kms_key.key.arn" },
    },
    {
      name: "a part of a resource that is handed to a module as a whole",
      written: ["module.names.key", "module.names"],
      calls: {
        names: module(
          { key: { references: ["aws_kms_key.key"] } },
          { key: { expression: { references: ["var.key.key_id", "var.key"] } } },
        ),
      },
      expected: { value: key, reference: "aws_kms_key.key.key_id" },
    },
    {
      name: "an output that its module does not have",
      written: ["module.names.nothing", "module.names"],
      calls: { names: module({}) },
      expected: { value: "«unknown: module.names.nothing»", reference: "module.names.nothing" },
    },
    {
      name: "a data source that was read",
      written: ["data.aws_kms_key.key.arn", "data.aws_kms_key.key"],
      prior: [
        {
          address: "data.aws_kms_key.key",
          mode: "data",
          type: "aws_kms_key",
          name: "key",
          values: { arn: arn("read") },
        },
      ],
      expected: { value: arn("read"), reference: "data.aws_kms_key.key.arn" },
    },
  ];
  for (const each of cases) {
    it(`follows ${each.name}`, () => {
      expect(kmsKeyOf(each)).to.deep.equal(each.expected);
    });
  }

  it("gives one address of one input always the same stand-in, and another input another", () => {
    const ids = ["plan.json", "plan.json", "other.json"].map((path) => readTerraformShow(planOf([KEY]), path, {}));
    const [first, again, other] = ids.map((plan) => at(plan, "aws_kms_key.key").values["key_id"]);
    expect(again).to.equal(first);
    expect(other).to.not.equal(first);
  });
});
