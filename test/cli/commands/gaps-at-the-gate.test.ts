import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { planOf, type PlannedResource } from "../readers/terraform/hand-made";
import { runCli } from "../support/run-cli";

const HUB = "111111111111";
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "AAABAA==" };
const POLICY_URN = "urn:pulumi:prod::images::aws:ecr/repositoryPolicy:RepositoryPolicy::orders";
const AS_EXPECTED = "Access is exactly as expected.";

function allow(principal: unknown, ...actions: readonly string[]): string {
  const statement = { Effect: "Allow", Principal: principal, Action: actions };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

const ORDERS = { address: "aws_ecr_repository.orders", after: { name: "orders" }, unknown: { arn: true } };

function plan(resources: readonly PlannedResource[] = [], rest: Readonly<Record<string, unknown>> = {}): unknown {
  return planOf([ORDERS, ...resources], { rest });
}

function policy(after: Readonly<Record<string, unknown>>, unknown: unknown, expressions: object = {}): PlannedResource {
  return { address: "aws_ecr_repository_policy.orders", after, unknown, expressions: { ...expressions } };
}

const REGISTRY = "aws_ecr_registry_policy.registry";

function registryPolicy(...actions: readonly string[]): unknown {
  const statement = {
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::222222222222:root" },
    Action: actions,
    Resource: `arn:aws:ecr:us-east-1:${HUB}:repository/*`,
  };
  const text = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  return plan([{ address: REGISTRY, after: { policy: text } }]);
}

const PROVIDER = "urn:pulumi:prod::images::pulumi:providers:aws::aws";
const STACK = {
  version: 3,
  deployment: {
    manifest: { time: "2026-01-01T00:00:00Z", magic: "", version: "v3.198.0" },
    resources: [
      { urn: PROVIDER, custom: true, type: "pulumi:providers:aws", id: "1", inputs: { region: "us-east-1" } },
      {
        urn: "urn:pulumi:prod::images::aws:ecr/repository:Repository::orders",
        custom: true,
        type: "aws:ecr/repository:Repository",
        id: "orders",
        outputs: {
          arn: `arn:aws:ecr:us-east-1:${HUB}:repository/orders`,
          name: "orders",
          registryId: HUB,
        },
        provider: `${PROVIDER}::1`,
      },
      {
        urn: POLICY_URN,
        custom: true,
        type: "aws:ecr/repositoryPolicy:RepositoryPolicy",
        id: "orders",
        outputs: { repository: "orders", registryId: HUB, policy: SECRET },
        provider: `${PROVIDER}::1`,
      },
    ],
  },
};

/** A synthesized stack whose repository lets in what an expression says. */
function synthesized(expression: string): unknown {
  const statement = `{ Effect = "Allow", Principal = { AWS = ${expression} }, Action = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"] }`;
  return {
    provider: { aws: [{ region: "us-east-1", allowed_account_ids: [HUB] }] },
    resource: {
      aws_ecr_repository: { orders: { name: "orders" } },
      aws_ecr_repository_policy: {
        orders: {
          repository: "${aws_ecr_repository.orders.name}",
          policy: `\${jsonencode({ Version = "2012-10-17", Statement = [${statement}] })}`,
        },
      },
    },
  };
}

/** What the one difference names: the id of the gap, and in its text the reason. */
const cases: readonly (readonly [name: string, file: string, input: unknown, gap: string, reason: string])[] = [
  ["a plan that failed", "plan.json", plan([], { errored: true }), "errored-plan plan", "Terraform failed"],
  ["a plan of a part", "plan.json", plan([], { complete: false }), "partial-plan plan", "not complete"],
  [
    "a plan that puts changes off",
    "plan.json",
    plan([], { deferred_changes: [{}] }),
    "deferred-changes plan",
    "left 1 changes",
  ],
  [
    "the policy of a repository that is not there",
    "plan.json",
    plan([policy({ repository: "billing", policy: allow("*", "ecr:*") }, {})]),
    "stray-policy aws_ecr_repository_policy.orders",
    "repository billing",
  ],
  [
    "the policy of a key that is not there",
    "plan.json",
    plan([{ address: "aws_kms_key_policy.k", after: { key_id: "1234abcd", policy: allow("*", "kms:*") } }]),
    "stray-policy aws_kms_key_policy.k",
    "key 1234abcd",
  ],
  [
    "a policy that is known after the deployment",
    "plan.json",
    plan([
      { address: "aws_iam_role.ci", after: { name: "ci" }, unknown: { arn: true } },
      policy(
        { repository: "orders" },
        { policy: true },
        {
          policy: { references: ["aws_iam_role.ci.arn", "aws_iam_role.ci"] },
        },
      ),
    ]),
    "unread-policy aws_ecr_repository_policy.orders",
    "aws_iam_role.ci.arn",
  ],
  [
    "a principal that is known after the deployment",
    "plan.json",
    plan([
      { address: "aws_organizations_account.team", after: { name: "team" }, unknown: { id: true } },
      {
        address: "data.aws_iam_policy_document.pull",
        actions: ["read"],
        after: {
          statement: [
            {
              actions: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
              principals: [{ type: "AWS", identifiers: [null] }],
            },
          ],
        },
        unknown: { id: true, json: true, statement: [{ principals: [{ identifiers: [true] }] }] },
        expressions: {
          statement: [
            {
              actions: { constant_value: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"] },
              principals: [
                {
                  identifiers: { references: ["aws_organizations_account.team.id", "aws_organizations_account.team"] },
                  type: { constant_value: "AWS" },
                },
              ],
            },
          ],
        },
      },
      policy(
        { repository: "orders" },
        { policy: true },
        {
          policy: { references: ["data.aws_iam_policy_document.pull.json", "data.aws_iam_policy_document.pull"] },
        },
      ),
    ]),
    "unknown-party repository policy of orders",
    "aws_organizations_account.team.id",
  ],
  [
    "a policy that is a secret of the stack",
    "stack.json",
    STACK,
    `unread-policy ${POLICY_URN}`,
    "which is a secret of the stack",
  ],
  [
    "a principal by an expression that nobody evaluates",
    "out/cdk.tf.json",
    synthesized('cidrsubnets("10.0.0.0/8", 4)'),
    "unknown-party repository policy of orders",
    "cidrsubnets",
  ],
  [
    "a key that is known after the deployment",
    "plan.json",
    planOf([
      {
        address: "aws_ecr_repository.orders",
        after: { name: "orders", encryption_configuration: [{ encryption_type: "KMS" }] },
        unknown: { arn: true, encryption_configuration: [{ kms_key: true }] },
        expressions: {
          encryption_configuration: [
            { encryption_type: { constant_value: "KMS" }, kms_key: { references: ["data.external.key.result"] } },
          ],
        },
      },
    ]),
    "unknown-key aws_ecr_repository.orders",
    "data.external.key.result",
  ],
  [
    "a registry policy that lets an account pull",
    "plan.json",
    registryPolicy("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"),
    `registry-policy ${REGISTRY}`,
    "registry",
  ],
];

interface Report {
  readonly differences: readonly { readonly gap?: string; readonly message: string; readonly party?: unknown }[];
}

describe("ecr-kms check --expect, of what the inputs do not say", () => {
  let folder: string;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "ecr-kms-gate-")));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function check(file: string, input: unknown, accept: readonly unknown[], ...words: readonly string[]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), JSON.stringify(input));
    writeFileSync(join(folder, "expected.json"), JSON.stringify({ repositories: { orders: {} }, accept }));
    const path = file.includes("/") ? dirname(file) : file;
    return runCli(["check", path, "--expect", "expected.json", ...words], folder);
  }

  for (const [name, file, input, gap, reason] of cases) {
    it(`fails once for ${name}, and passes where that is accepted`, () => {
      const { code, stdout, stderr } = check(file, input, [], "--format", "json");
      expect({ code, stderr }).to.deep.equal({ code: 1, stderr: "" });
      const { differences } = JSON.parse(stdout) as Report;
      expect(differences.map((each) => each.gap)).to.deep.equal([gap]);
      expect(JSON.stringify(differences)).to.include(reason);
      const accepted = check(file, input, [{ gap, reason: "checked by hand" }]);
      expect(accepted.code, accepted.stdout).to.equal(0);
      expect(accepted.stdout).to.include(AS_EXPECTED).and.to.include("checked by hand");
    });
  }

  it("passes a registry policy that lets an account replicate", () => {
    const { code, stdout } = check("plan.json", registryPolicy("ecr:CreateRepository", "ecr:ReplicateImage"), []);
    expect(code, stdout).to.equal(0);
    expect(stdout).to.include(AS_EXPECTED);
  });

  it("names accounts by formatlist as Terraform does", () => {
    const arns = 'formatlist("arn:aws:iam::%s:root", ["222222222222"])';
    const { code, stdout } = check("out/cdk.tf.json", synthesized(arns), [], "--format", "json");
    expect(code).to.equal(1);
    const { differences } = JSON.parse(stdout) as Report;
    expect(differences.map(({ message }) => message)).to.deep.equal([
      "account 222222222222 can pull from orders, and the file does not name pull",
    ]);
  });
});
