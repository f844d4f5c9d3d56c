import { expect } from "chai";
import { gapOf } from "../../../cli/model/gap";
import type { ModelDocument, Principal } from "../../../cli/model/access-model";
import { unknown } from "../../../cli/policy/unknown";
import { awsManagedPolicy } from "../../../cli/resources/aws-managed-policies";
import type { InfrastructureResource } from "../../../cli/resources/resource";
import { ACCOUNT, at, model, modelOf, PULL, PULL_TEXT, resource, role, roleArn } from "./sample-resources";

const POLICY_ARN = `arn:aws:iam::${ACCOUNT}:policy/ecr-pull`;
const PULL_ONLY = "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly";
const DELETED = { change: { actions: "delete" } } as const;

const pullPolicy = resource("aws_iam_policy.pull", { arn: POLICY_ARN, name: "ecr-pull", policy: PULL_TEXT });

function ci(...policies: readonly ModelDocument[]): Principal {
  const source = at("aws_iam_role.ci");
  return { arn: roleArn("ci"), kind: "role", accountId: ACCOUNT, name: "ci", source, policies };
}

function document(name: string, address: string, policy: ModelDocument["policy"] = PULL): ModelDocument {
  return { name, source: at(address), policy };
}

function others(who: string): ModelDocument {
  return { name: `other policies of ${who}`, policy: unknown(`other policies of ${who}`), isForOthers: true };
}

describe("roles", () => {
  const attachment = (arn: string, rest = {}): InfrastructureResource =>
    resource("aws_iam_role_policy_attachment.a", { role: "ci", policy_arn: arn }, rest);
  const inline = (values = {}, rest = {}): InfrastructureResource =>
    resource("aws_iam_role_policy.i", { role: "ci", name: "pull", policy: PULL_TEXT, ...values }, rest);

  const cases: Readonly<Record<string, readonly [resources: readonly InfrastructureResource[], role: Principal]>> = {
    "have no policies where none are written": [[role("ci")], ci()],
    "have a policy that is attached to them": [
      [role("ci"), pullPolicy, attachment(POLICY_ARN)],
      ci(document("IAM policy ecr-pull of role ci", "aws_iam_policy.pull")),
    ],
    "have a policy that is attached to many at once": [
      [
        role("ci"),
        pullPolicy,
        resource("aws_iam_policy_attachment.a", { roles: ["ci"], users: [], policy_arn: POLICY_ARN }),
      ],
      ci(document("IAM policy ecr-pull of role ci", "aws_iam_policy.pull")),
    ],
    "have a policy of AWS": [
      [role("ci"), attachment(PULL_ONLY)],
      ci(
        document(
          "IAM policy AmazonEC2ContainerRegistryPullOnly of role ci",
          "aws_iam_role_policy_attachment.a",
          awsManagedPolicy(PULL_ONLY),
        ),
      ),
    ],
    "have an unknown policy of AWS": [
      [role("ci"), attachment("arn:aws:iam::aws:policy/ReadOnlyAccess")],
      ci(
        document(
          "IAM policy arn:aws:iam::aws:policy/ReadOnlyAccess of role ci",
          "aws_iam_role_policy_attachment.a",
          unknown("arn:aws:iam::aws:policy/ReadOnlyAccess"),
        ),
      ),
    ],
    "have a policy of elsewhere": [
      [role("ci"), attachment(POLICY_ARN)],
      ci(document(`IAM policy ${POLICY_ARN} of role ci`, "aws_iam_role_policy_attachment.a", unknown(POLICY_ARN))),
    ],
    "have a policy whose ARN is not known": [
      [role("ci"), attachment(unknown("var.policy"))],
      ci(document("IAM policy var.policy of role ci", "aws_iam_role_policy_attachment.a", unknown("var.policy"))),
    ],
    "have a policy that a data source read": [
      [
        role("ci"),
        attachment(POLICY_ARN),
        resource("data.aws_iam_policy.p", { arn: POLICY_ARN, name: "ecr-pull", policy: PULL_TEXT }),
      ],
      ci(document("IAM policy ecr-pull of role ci", "data.aws_iam_policy.p")),
    ],
    "have an inline policy": [
      [role("ci"), inline()],
      ci(document("IAM policy pull of role ci", "aws_iam_role_policy.i")),
    ],
    "have an inline policy named by Terraform": [
      [role("ci"), inline({ name: undefined })],
      ci(document("IAM policy i of role ci", "aws_iam_role_policy.i")),
    ],
    "have an unknown inline policy": [
      [role("ci"), inline({ policy: unknown("var.policy") })],
      ci(document("IAM policy pull of role ci", "aws_iam_role_policy.i", unknown("var.policy"))),
    ],
    "have the policies that stand at the role": [
      [
        role("ci", {
          inline_policy: [{ name: "pull", policy: PULL_TEXT }, {}],
          managed_policy_arns: [POLICY_ARN, unknown("var.more")],
        }),
        pullPolicy,
      ],
      ci(
        document("IAM policy ecr-pull of role ci", "aws_iam_policy.pull"),
        document("IAM policy pull of role ci", "aws_iam_role.ci"),
        document("IAM policy var.more of role ci", "aws_iam_role.ci", unknown("var.more")),
      ),
    ],
    "have unknown inline policies of a dynamic block": [
      [role("ci", { inline_policy: unknown("var.policies") })],
      ci(document("inline policies of role ci", "aws_iam_role.ci", unknown("var.policies"))),
    ],
    "have once what a state repeats at the role": [
      [
        role("ci", { inline_policy: [{ name: "pull", policy: PULL_TEXT }], managed_policy_arns: [POLICY_ARN] }),
        pullPolicy,
        attachment(POLICY_ARN),
        inline(),
      ],
      ci(
        document("IAM policy ecr-pull of role ci", "aws_iam_policy.pull"),
        document("IAM policy pull of role ci", "aws_iam_role_policy.i"),
      ),
    ],
    "do not keep what the next deployment takes away": [
      [
        role("ci", { inline_policy: [{ name: "pull", policy: PULL_TEXT }], managed_policy_arns: [POLICY_ARN] }),
        attachment(POLICY_ARN, DELETED),
        inline({}, DELETED),
      ],
      ci(),
    ],
    "have a permissions boundary": [
      [role("ci", { permissions_boundary: POLICY_ARN }), pullPolicy],
      {
        ...ci(),
        permissionsBoundary: document("permissions boundary ecr-pull of role ci", "aws_iam_policy.pull"),
      },
    ],
    "have an unknown permissions boundary": [
      [role("ci", { permissions_boundary: POLICY_ARN })],
      {
        ...ci(),
        permissionsBoundary: document(
          `permissions boundary ${POLICY_ARN} of role ci`,
          "aws_iam_role.ci",
          unknown(POLICY_ARN),
        ),
      },
    ],
    "have no permissions boundary that is empty": [[role("ci", { permissions_boundary: "" })], ci()],
    "have other policies than the inputs know where these only read them": [
      [resource("data.aws_iam_role.ci", { name: "ci" }), inline()],
      {
        ...ci(document("IAM policy pull of role ci", "aws_iam_role_policy.i"), others("role ci")),
        source: at("data.aws_iam_role.ci"),
      },
    ],
    "have the ARN that a data source read": [
      [resource("data.aws_iam_role.ci", { name: "ci", arn: roleArn("path/ci"), permissions_boundary: "" })],
      { ...ci(others("role ci")), source: at("data.aws_iam_role.ci"), arn: roleArn("path/ci") },
    ],
    "are those of the input where another reads them": [
      [role("ci", { arn: roleArn("path/ci") }), resource("data.aws_iam_role.again", { name: "ci" })],
      { ...ci(), arn: roleArn("path/ci") },
    ],
  };
  for (const [name, [resources, principal]] of Object.entries(cases)) {
    it(name, () => {
      expect(modelOf(...resources)).to.deep.equal(model({ principals: [principal] }));
    });
  }

  it("may be known by their policies only", () => {
    const { source: _source, ...named } = ci(
      document("IAM policy pull of role ci", "aws_iam_role_policy.i"),
      others("role ci"),
    );
    expect(modelOf(inline())).to.deep.equal(model({ principals: [named] }));
  });

  it("are gone with their policies when they are deleted", () => {
    expect(modelOf(role("ci", {}, DELETED), inline())).to.deep.equal(model({}));
  });

  it("are of one account each", () => {
    const other = "222222222222";
    const there = role("ci", { arn: roleArn("ci", other) }, { accountId: other });
    const { principals } = modelOf(role("ci"), there, inline());
    expect(principals.map(({ accountId, policies }) => [accountId, policies.length])).to.deep.equal([
      [ACCOUNT, 1],
      [other, 0],
    ]);
  });

  it("whose name is not known leave a gap", () => {
    const message =
      "attaches a policy to a role whose name is not known: data.external.who.result. Give the input that makes it.";
    const vague = inline({ role: unknown("data.external.who.result") });
    expect(modelOf(vague)).to.deep.equal(
      model({ gaps: [gapOf("stray-attachment", at("aws_iam_role_policy.i"), message)] }),
    );
  });
});

describe("users", () => {
  const user = resource("aws_iam_user.eve", { arn: `arn:aws:iam::${ACCOUNT}:user/eve`, name: "eve" });
  const group = [
    resource("aws_iam_group.dev", { name: "dev" }),
    resource("aws_iam_group_policy.g", { group: "dev", name: "pull", policy: PULL_TEXT }),
    resource("aws_iam_group_policy_attachment.a", { group: "dev", policy_arn: POLICY_ARN }),
    pullPolicy,
  ];
  const eve = (...policies: readonly ModelDocument[]): Principal => ({
    arn: `arn:aws:iam::${ACCOUNT}:user/eve`,
    kind: "user",
    accountId: ACCOUNT,
    name: "eve",
    source: at("aws_iam_user.eve"),
    policies,
  });
  const ofGroup = [
    document("IAM policy ecr-pull of group dev", "aws_iam_policy.pull"),
    document("IAM policy pull of group dev", "aws_iam_group_policy.g"),
  ];
  const cases: Readonly<Record<string, readonly [resources: readonly InfrastructureResource[], user: Principal]>> = {
    "have inline and attached policies": [
      [
        user,
        pullPolicy,
        resource("aws_iam_user_policy.i", { user: "eve", name: "own", policy: PULL_TEXT }),
        resource("aws_iam_user_policy_attachment.a", { user: "eve", policy_arn: POLICY_ARN }),
      ],
      eve(
        document("IAM policy ecr-pull of user eve", "aws_iam_policy.pull"),
        document("IAM policy own of user eve", "aws_iam_user_policy.i"),
      ),
    ],
    "have none of a group that they are not in": [[user, ...group], eve()],
    "have the policies of the group that lists them": [
      [user, ...group, resource("aws_iam_group_membership.m", { group: "dev", users: ["bob", "eve"] })],
      eve(...ofGroup),
    ],
    "have the policies of the groups that are listed for them": [
      [user, ...group, resource("aws_iam_user_group_membership.m", { user: "eve", groups: ["dev", "ops"] })],
      eve(...ofGroup),
    ],
    "have a permissions boundary": [
      [{ ...user, values: { ...user.values, permissions_boundary: POLICY_ARN } }, pullPolicy],
      { ...eve(), permissionsBoundary: document("permissions boundary ecr-pull of user eve", "aws_iam_policy.pull") },
    ],
    "have other policies where the inputs only read them": [
      [resource("data.aws_iam_user.eve", { user_name: "eve" })],
      { ...eve(others("user eve")), source: at("data.aws_iam_user.eve") },
    ],
  };
  for (const [name, [resources, principal]] of Object.entries(cases)) {
    it(name, () => {
      expect(modelOf(...resources)).to.deep.equal(model({ principals: [principal] }));
    });
  }
});

describe("policies of AWS", () => {
  it("are the same in all partitions, unless they name ARNs", () => {
    const path = "policy/service-role/AmazonECSTaskExecutionRolePolicy";
    expect(awsManagedPolicy(`arn:aws-cn:iam::aws:${path}`)).to.deep.equal(awsManagedPolicy(`arn:aws:iam::aws:${path}`));
    expect(awsManagedPolicy(`arn:aws:iam::aws:${path}`)?.Statement[0]?.Action).to.include("ecr:BatchGetImage");
    const named = "policy/EC2InstanceProfileForImageBuilderECRContainerBuilds";
    expect(awsManagedPolicy(`arn:aws:iam::aws:${named}`)?.Statement).to.have.length(4);
    expect(awsManagedPolicy(`arn:aws-us-gov:iam::aws:${named}`)).to.equal(undefined);
  });

  it("are nobody else's", () => {
    for (const arn of [`arn:aws:iam::${ACCOUNT}:policy/AdministratorAccess`, "arn:aws:iam::aws:policy/toString", "x"]) {
      expect(awsManagedPolicy(arn)).to.equal(undefined);
    }
  });
});
