import { expect } from "chai";
import type { ConditionJson, PrincipalJson, StatementJson } from "../../../cli/policy/policy-json";
import { unknown } from "../../../cli/policy/unknown";
import { proveAccessModel } from "../../../cli/proof/prove";
import { HUB, ROOT_STATEMENT, SPOKE, document, key, model, principal, repository, role } from "./models";

const CI = role(SPOKE, "ci");
const SPOKE_ROOT = `arn:aws:iam::${SPOKE}:root`;
const ORGANIZATION = { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } };
const account = (id: string): ConditionJson => ({ StringEquals: { "aws:PrincipalAccount": id } });
const arn = (like: string): ConditionJson => ({ ArnLike: { "aws:PrincipalArn": like } });

type Case = readonly [title: string, principal: PrincipalJson, condition: ConditionJson | undefined, isUnused: boolean];

/** Of a repository policy. */
const CASES: readonly Case[] = [
  ["a role", { AWS: CI }, undefined, false],
  ["a role that an input makes in another path", { AWS: role(HUB, "app") }, undefined, true],
  ["a role of another account than the condition asks for", { AWS: CI }, account(HUB), true],
  ["a role that is another than the condition asks for", { AWS: CI }, arn(role(SPOKE, "cd")), true],
  ["a role that the condition leaves out", { AWS: CI }, { ArnNotEquals: { "aws:PrincipalArn": CI } }, true],
  ["a role as a user", { AWS: CI }, { StringEquals: { "aws:PrincipalType": "User" } }, true],
  ["a role by what no input says", { AWS: CI }, { StringEquals: { "aws:SourceVpce": "vpce-1" } }, false],
  [
    "a role by another service",
    { AWS: CI },
    { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
    false,
  ],
  [
    "a role by a variable",
    { AWS: CI },
    { StringEquals: { "aws:PrincipalAccount": "${aws:PrincipalTag/home}" } },
    false,
  ],
  ["an account", { AWS: SPOKE_ROOT }, undefined, false],
  ["an account with the id of another", { AWS: SPOKE_ROOT }, account(HUB), true],
  ["roles of an account by a pattern", { AWS: SPOKE_ROOT }, arn(`arn:aws:iam::${SPOKE}:role/ci-*`), false],
  ["roles of an account by a pattern of another", { AWS: SPOKE_ROOT }, arn(`arn:aws:iam::${HUB}:role/ci-*`), false],
  ["a role of an account by its ARN", { AWS: SPOKE_ROOT }, arn(CI), false],
  ["a role of another account by its ARN", { AWS: SPOKE_ROOT }, arn(role(HUB, "cd")), true],
  ["a user of an account", { AWS: SPOKE_ROOT }, { StringEquals: { "aws:username": "jane" } }, false],
  ["everybody", "*", undefined, false],
  ["everybody of an account that is none", "*", account("000000000000"), false],
  ["everybody of an organization", "*", ORGANIZATION, false],
  ["a session", { AWS: `arn:aws:sts::${SPOKE}:assumed-role/ci/deploy-42` }, undefined, false],
  ["somebody whom the plan does not say", { AWS: unknown("aws_iam_role.x.arn") }, undefined, false],
  ["a role for an account that the plan does not say", { AWS: CI }, account(unknown("var.account")), false],
  ["whoever comes through a provider", { Federated: "cognito-identity.amazonaws.com" }, undefined, false],
  ["a service without a source", { Service: "codebuild.amazonaws.com" }, undefined, false],
  ["Lambda", { Service: "lambda.amazonaws.com" }, { StringEquals: { "aws:SourceAccount": SPOKE } }, false],
];

/** Whether the statement of interest, the last one, is among those that change no answer. */
async function isUnused(statement: StatementJson, kind: "repository-policy" | "key-policy"): Promise<boolean> {
  const policy = document("the policy", { ...ROOT_STATEMENT, Sid: "First" }, statement);
  const proof = await proveAccessModel(
    model({
      repositories: [repository(kind === "repository-policy" ? { policy } : {})],
      keys: [key(kind === "key-policy" ? { policy } : {})],
      principals: [principal(`arn:aws:iam::${HUB}:role/team/app`)],
    }),
  );
  return proof.unused.some(({ statement: { sid } }) => sid === "Asked");
}

describe("statements that change no answer", () => {
  for (const [title, Principal, Condition, expected] of CASES)
    it(`${expected ? "are" : "are not"} those for ${title}`, async () => {
      const statement: StatementJson = {
        Sid: "Asked",
        Effect: "Allow",
        Principal,
        Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        ...(Condition === undefined ? {} : { Condition }),
      };
      expect(await isUnused(statement, "repository-policy")).to.equal(expected);
    });

  const ofKeys: readonly Case[] = [
    ["an account that no repository lets in", { AWS: SPOKE_ROOT }, undefined, false],
    ["roles of an account by a pattern", { AWS: SPOKE_ROOT }, arn(`arn:aws:iam::${SPOKE}:role/*`), false],
    ["a role", { AWS: CI }, undefined, false],
    [
      "a role by the service that it uses",
      { AWS: CI },
      { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
      false,
    ],
    ["a role that the condition leaves out", { AWS: CI }, { StringNotEquals: { "aws:PrincipalAccount": SPOKE } }, true],
    ["a role of another account than the caller's", { AWS: CI }, { StringEquals: { "kms:CallerAccount": HUB } }, true],
  ];
  for (const [title, Principal, Condition, expected] of ofKeys)
    it(`of keys ${expected ? "are" : "are not"} those for ${title}`, async () => {
      for (const Action of ["kms:Decrypt", "kms:PutKeyPolicy", "kms:CreateGrant"]) {
        const statement: StatementJson = {
          Sid: "Asked",
          Effect: "Allow",
          Principal,
          Action,
          Resource: "*",
          ...(Condition === undefined ? {} : { Condition }),
        };
        expect(await isUnused(statement, "key-policy"), Action).to.equal(expected);
      }
    });

  it("are no Denies, none about what nobody asks, and none that say whom they are not for", async () => {
    const statement = { Sid: "Asked", Principal: { AWS: CI }, Condition: account(HUB) } as const;
    expect(await isUnused({ ...statement, Effect: "Deny", Action: "ecr:*" }, "repository-policy")).to.equal(false);
    expect(
      await isUnused({ ...statement, Effect: "Allow", Action: "ecr:DescribeImages" }, "repository-policy"),
    ).to.equal(false);
    const others = { Sid: "Asked", Effect: "Allow", NotPrincipal: { AWS: CI }, Action: "ecr:*" } as const;
    expect(await isUnused(others, "repository-policy")).to.equal(false);
  });
});
