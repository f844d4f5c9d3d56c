import { expect } from "chai";
import { gapOf } from "../../../../cli/model/gap";
import type { ReadOptions } from "../../../../cli/resources/resource";
import { problemsOf } from "./hand-made";
import { readTerraformShow } from "../../../../cli/readers/terraform/read-terraform-show";

type Json = Readonly<Record<string, unknown>>;

const resource = (address: string, values: Json, rest: Json = {}): Json => ({
  address,
  mode: address.includes("data.") ? "data" : "managed",
  type: /aws_\w+/.exec(address)?.[0],
  values,
  ...rest,
});
const stateOf = (resources: readonly Json[], modules: readonly Json[] = []): Json => ({
  format_version: "1.0",
  values: { root_module: { resources, child_modules: modules } },
});
const role = (address: string, account: string): Json =>
  resource(address, { arn: `arn:aws:iam::${account}:role/ci`, name: "ci" });

function places(state: unknown, options: ReadOptions = {}): readonly (readonly string[])[] {
  const { resources } = readTerraformShow(state, "state.json", options);
  return resources.map(({ source, accountId, region }) => [source.address, accountId, region]);
}

describe("Terraform states", () => {
  it("tell the account of what has no ARN by what it belongs to", () => {
    const policy = (address: string, dependsOn: readonly string[]): Json =>
      resource(address, { role: "ci" }, { depends_on: dependsOn });
    const modules = [
      {
        address: 'module.b["x"]',
        resources: [
          role('module.b["x"].aws_iam_role.ci', "222222222222"),
          policy('module.b["x"].aws_iam_role_policy.ci', ["module.b.aws_iam_role.ci"]),
        ],
      },
    ];
    const root = [role("aws_iam_role.ci", "111111111111"), policy("aws_iam_role_policy.ci", ["aws_iam_role.ci"])];
    expect(places(stateOf(root, modules))).to.deep.equal([
      ["aws_iam_role.ci", "111111111111", ""],
      ["aws_iam_role_policy.ci", "111111111111", ""],
      ['module.b["x"].aws_iam_role.ci', "222222222222", ""],
      ['module.b["x"].aws_iam_role_policy.ci', "222222222222", ""],
    ]);
  });

  it("tell the Region of a repository's policy by its repository, of a grant by its key", () => {
    const repository = { arn: "arn:aws:ecr:us-east-2:111111111111:repository/app", name: "app" };
    const key = { arn: "arn:aws:kms:us-east-2:111111111111:key/1", key_id: "1" };
    const state = stateOf([
      resource("aws_ecr_repository.app", repository),
      resource("aws_ecr_repository_policy.app", { registry_id: "111111111111", repository: "app" }),
      resource("aws_kms_key.far", { arn: "arn:aws:kms:eu-west-1:222222222222:key/2", key_id: "2" }),
      resource("aws_kms_grant.far", { key_id: "arn:aws:kms:eu-west-1:222222222222:key/2" }),
      resource("aws_kms_key.near", key),
      resource("aws_kms_key_policy.near", { key_id: "1" }),
      resource("aws_ecr_registry_policy.here", { registry_id: "111111111111", region: "ca-central-1" }),
    ]);
    expect(places(state)).to.deep.equal([
      ["aws_ecr_repository.app", "111111111111", "us-east-2"],
      ["aws_ecr_repository_policy.app", "111111111111", "us-east-2"],
      ["aws_kms_key.far", "222222222222", "eu-west-1"],
      ["aws_kms_grant.far", "222222222222", "eu-west-1"],
      ["aws_kms_key.near", "111111111111", "us-east-2"],
      ["aws_kms_key_policy.near", "111111111111", "us-east-2"],
      ["aws_ecr_registry_policy.here", "111111111111", "ca-central-1"],
    ]);
  });

  it("tell the rest by what all ARNs agree on, then by the options", () => {
    const attachment = resource("aws_iam_role_policy_attachment.x", { role: "elsewhere" });
    const alone = stateOf([attachment]);
    expect(
      places(stateOf([role("aws_iam_role.ci", "111111111111"), attachment]), { accountId: "999999999999" })[1],
    ).to.deep.equal(["aws_iam_role_policy_attachment.x", "111111111111", ""]);
    expect(places(alone, { accountId: "999999999999", region: "us-east-1" })).to.deep.equal([
      ["aws_iam_role_policy_attachment.x", "999999999999", "us-east-1"],
    ]);
  });

  it("ask for the account where nothing says it", () => {
    const both = [role("aws_iam_role.a", "111111111111"), role("aws_iam_role.b", "222222222222")];
    const attachment = resource("aws_iam_role_policy_attachment.x", { role: "elsewhere" });
    expect(problemsOf(() => places(stateOf([...both, attachment])))).to.deep.equal([
      {
        path: "state.json: aws_iam_role_policy_attachment.x",
        message: "nothing in the input says its account",
        hint: "Give it with `account` 123456789012.",
      },
    ]);
  });

  it("do not hold what a failed replacement put aside", () => {
    const aside = resource("aws_iam_role.ci", { name: "ci" }, { deposed_key: "byebye07" });
    expect(places(stateOf([aside, role("aws_iam_role.ci", "111111111111")]))).to.deep.equal([
      ["aws_iam_role.ci", "111111111111", ""],
    ]);
  });

  it("do not hand out what is sensitive, except policies", () => {
    const values = {
      arn: "arn:aws:iam::111111111111:user/ci",
      name: "ci",
      path: null,
      tags: { secret: "hush", open: "yes" },
      force_destroy: true,
      inline_policy: [{ policy: "{}", name: "hush" }],
    };
    const sensitive = { sensitive_values: { tags: { secret: true }, inline_policy: [{ policy: true, name: true }] } };
    const { resources } = readTerraformShow(
      stateOf([resource("aws_iam_user.ci", values, sensitive)]),
      "state.json",
      {},
    );
    expect(resources.map(({ values }) => values)).to.deep.equal([
      {
        arn: "arn:aws:iam::111111111111:user/ci",
        name: "ci",
        tags: { secret: "«unknown: aws_iam_user.ci.tags.secret (sensitive)»", open: "yes" },
        force_destroy: true,
        inline_policy: [{ policy: "{}", name: "«unknown: aws_iam_user.ci.inline_policy.0.name (sensitive)»" }],
      },
    ]);
  });

  const empty: readonly (readonly [name: string, state: unknown, message: string])[] = [
    ["an empty state", { format_version: "1.0" }, "The state holds no resources."],
    ["one of an empty module", stateOf([]), "The state holds no resources."],
    [
      "one of other things",
      stateOf([resource("aws_instance.web", {})]),
      "None of the state's 1 resources is of ECR, KMS or IAM.",
    ],
  ];
  for (const [name, state, message] of empty) {
    it(`say that there is nothing in ${name}`, () => {
      expect(readTerraformShow(state, "state.json", {})).to.deep.equal({
        input: { kind: "terraform-state", path: "state.json" },
        resources: [],
        gaps: [gapOf("nothing-found", { input: "state.json", address: "state" }, message)],
      });
    });
  }
});
