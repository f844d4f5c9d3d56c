import { expect } from "chai";
import { gapOf, type GapKind } from "../../../../cli/model/gap";
import { at, planOf, read } from "./hand-made";

const BEFORE = { arn: "arn:aws:ecr:us-east-1:111111111111:repository/app", name: "app" };

describe("what a plan does", () => {
  const cases: readonly (readonly [actions: readonly string[], change: unknown])[] = [
    [["no-op"], { actions: "none" }],
    [["create"], { actions: "create" }],
    [["update"], { actions: "update" }],
    [["delete"], { actions: "delete" }],
    [["delete", "create"], { actions: "replace", because: ["name"] }],
    [["create", "delete"], { actions: "replace", because: ["name"] }],
    [["forget"], { actions: "none" }],
    [["something", "new"], undefined],
  ];
  for (const [actions, change] of cases) {
    it(`is ${JSON.stringify(change)} for ${actions.join(", ")}`, () => {
      const replacePaths = { replace_paths: [["name"]] };
      const app = { address: "aws_ecr_repository.app", actions, before: BEFORE, after: BEFORE, change: replacePaths };
      expect(at(read(planOf([app])), "aws_ecr_repository.app").change).to.deep.equal(change);
    });
  }

  it("shows the values of what is deleted", () => {
    const app = { address: "aws_ecr_repository.app", actions: ["delete"], before: { ...BEFORE, tags: null } };
    expect(at(read(planOf([app])), "aws_ecr_repository.app").values).to.deep.equal(BEFORE);
  });

  it("leaves out what a failed replacement put aside", () => {
    const app = { address: "aws_ecr_repository.app", actions: ["delete"], before: BEFORE };
    const plan = planOf([{ ...app, json: { deposed: "byebye07" } }, { address: "aws_kms_key.key" }]);
    expect(read(plan).resources.map(({ source }) => source)).to.deep.equal([
      { input: "plan.json", address: "aws_kms_key.key" },
    ]);
  });

  it("keeps what exists and is not part of a targeted plan", () => {
    const role = { address: "aws_iam_role.old", mode: "managed", type: "aws_iam_role", name: "old" };
    const prior = [{ ...role, values: { arn: "arn:aws:iam::111111111111:role/old", name: "old", description: null } }];
    expect(read(planOf([], { prior })).resources).to.deep.equal([
      {
        type: "aws_iam_role",
        mode: "managed",
        source: { input: "plan.json", address: "aws_iam_role.old" },
        accountId: "111111111111",
        region: "",
        partition: "aws",
        values: { arn: "arn:aws:iam::111111111111:role/old", name: "old" },
        change: { actions: "none" },
      },
    ]);
  });

  it("leaves out resources that cannot matter, of AWS and of others", () => {
    const plan = planOf([{ address: "aws_instance.web" }, { address: "random_id.id" }, { address: "aws_kms_key.key" }]);
    expect(read(plan).resources.map(({ type }) => type)).to.deep.equal(["aws_kms_key"]);
  });

  it("does not take a policy that AWS chooses for an unknown one", () => {
    const { values } = at(read(planOf([{ address: "aws_kms_key.key", unknown: { policy: true } }])), "aws_kms_key.key");
    expect(values).to.not.have.property("policy");
  });

  it("takes a policy that jsonencode makes of unknown values for unknown, and says what to do", () => {
    const references = ["aws_iam_role.ci.arn", "aws_iam_role.ci"];
    const role = { address: "aws_iam_role.ci", after: { name: "ci" }, unknown: { arn: true } };
    const policy = {
      address: "aws_ecr_repository_policy.app",
      unknown: { policy: true },
      expressions: { policy: { references } },
    };
    const result = read(planOf([role, policy]));
    const { values, references: written } = at(result, "aws_ecr_repository_policy.app");
    expect([values, written]).to.deep.equal([{ policy: "«unknown: aws_iam_role.ci.arn»" }, undefined]);
    expect(result.gaps).to.deep.equal([
      gapOf(
        "unread-policy",
        { input: "plan.json", address: "aws_ecr_repository_policy.app" },
        "The plan does not say what its policy will be: it depends on aws_iam_role.ci.arn. " +
          "Write it as data.aws_iam_policy_document, which a plan shows, or give the state after applying.",
      ),
    ]);
  });

  it("does not ask for a document where the policy is one already", () => {
    const references = ["data.aws_iam_policy_document.pull", "each.value"];
    const policy = {
      address: "aws_ecr_repository_policy.app",
      unknown: { policy: true },
      expressions: { policy: { references } },
    };
    const [gap] = read(planOf([policy])).gaps;
    expect(gap?.message).to.match(
      /it depends on data\.aws_iam_policy_document\.pull.*\. Give the state after applying\.$/,
    );
  });

  it("takes a document's text also where a switch decides whether it is used", () => {
    const document = {
      address: "data.aws_iam_policy_document.pull",
      actions: ["read"],
      after: { statement: [{ actions: ["ecr:BatchGetImage"] }] },
      unknown: { json: true },
    };
    const references = ["var.create", "data.aws_iam_policy_document.pull.json", "data.aws_iam_policy_document.pull"];
    const policy = {
      address: "aws_ecr_repository_policy.app",
      unknown: { policy: true },
      expressions: { policy: { references: [...references, "var.policy"] } },
    };
    const variables = { create: { value: true }, policy: { value: null } };
    const { values } = at(read(planOf([document, policy], { variables })), "aws_ecr_repository_policy.app");
    expect(JSON.parse(String(values["policy"]))).to.deep.equal({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "ecr:BatchGetImage" }],
    });
  });

  it("does not hold what is sensitive, except policies", () => {
    const role = {
      address: "aws_iam_role.ci",
      after: {
        name: "ci",
        description: "hush",
        assume_role_policy: "{}",
        tags: { a: "hush", b: "open" },
        managed_policy_arns: ["hush", "arn:aws:iam::aws:policy/X"],
      },
      unknown: { arn: true },
      sensitive: { description: true, assume_role_policy: true, tags: { a: true }, managed_policy_arns: [true, false] },
      expressions: { managed_policy_arns: { references: ["var.secret"] } },
    };
    const { values } = at(read(planOf([role])), "aws_iam_role.ci");
    expect(values).to.deep.equal({
      arn: "arn:aws:iam::111111111111:role/ci",
      name: "ci",
      description: "«unknown: aws_iam_role.ci.description (sensitive)»",
      assume_role_policy: "{}",
      tags: { a: "«unknown: aws_iam_role.ci.tags.a (sensitive)»", b: "open" },
      managed_policy_arns: [
        "«unknown: aws_iam_role.ci.managed_policy_arns.0 (sensitive)»",
        "arn:aws:iam::aws:policy/X",
      ],
    });
  });

  const states: readonly (readonly [
    name: string,
    rest: Readonly<Record<string, unknown>>,
    kind: GapKind,
    message: string,
  ])[] = [
    [
      "failed",
      { errored: true, complete: false },
      "errored-plan",
      "Terraform failed while it made this plan: what comes after the error is missing.",
    ],
    [
      "is partial",
      { complete: false },
      "partial-plan",
      "The plan is not complete: Terraform needs another plan after applying it.",
    ],
    [
      "deferred",
      { deferred_changes: [{}, {}] },
      "deferred-changes",
      "Terraform left 2 changes for a later plan: they are missing here.",
    ],
  ];
  for (const [name, rest, kind, message] of states) {
    it(`says that it ${name}`, () => {
      const { gaps } = read(planOf([{ address: "aws_kms_key.key" }], { rest }));
      expect(gaps).to.deep.equal([gapOf(kind, { input: "plan.json", address: "plan" }, message)]);
    });
  }

  it("says that nothing in it matters", () => {
    const messages = [[], [{ address: "aws_instance.web" }]].map((resources) =>
      read(planOf(resources)).gaps.map(({ message }) => message),
    );
    expect(messages).to.deep.equal([
      ["The plan holds no resource of AWS."],
      ["None of the plan's 1 resources of AWS is of ECR, KMS or IAM."],
    ]);
  });
});
