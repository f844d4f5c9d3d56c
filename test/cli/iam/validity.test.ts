import { expect } from "chai";
import type { DocumentRole } from "../../../cli/iam/evaluate";
import { invalidity } from "../../../cli/iam/validity";
import type { PolicyJson, StatementJson } from "../../../cli/policy/policy-json";
import { unknown } from "../../../cli/policy/unknown";

const ALLOW: StatementJson = { Effect: "Allow", Action: "ecr:*", Resource: "*" };
const FOR_ALL: StatementJson = { ...ALLOW, Principal: "*" };
const { Resource: _resource, ...WITHOUT_RESOURCE } = ALLOW;

type Row = readonly [title: string, role: DocumentRole, statement: StatementJson, why: string | undefined];

const ROWS: readonly Row[] = [
  ["an IAM policy", "identity", ALLOW, undefined],
  ["every action of every service", "identity", { ...ALLOW, Action: "*:*" }, undefined],
  ["RCPFullAWSAccess", "resource-control", { ...FOR_ALL, Action: "*" }, undefined],
  ["a repository policy, which needs no Resource", "resource", { ...WITHOUT_RESOURCE, Principal: "*" }, undefined],
  ["a role that was deleted", "resource", { ...ALLOW, Principal: { AWS: "AROAEXAMPLEEXAMPLE12" } }, undefined],
  ["a session", "resource", { ...ALLOW, Principal: { AWS: "arn:aws:sts::111111111111:assumed-role/ci/a" } }, undefined],
  ["what is not known", "resource", { ...ALLOW, Principal: { AWS: unknown("x") }, Action: unknown("y") }, undefined],
  ["an IAM policy for somebody", "identity", FOR_ALL, " has a Principal, which only the policy of a resource has"],
  ["an IAM policy about nothing", "identity", WITHOUT_RESOURCE, " has no Resource"],
  ["a resource's policy for nobody", "resource", ALLOW, " has no Principal"],
  [
    "a wildcard in a principal",
    "resource",
    { ...ALLOW, Principal: { AWS: "arn:aws:iam::111111111111:role/ci-*" } },
    '.Principal has the wildcard in arn:aws:iam::111111111111:role/ci-*: AWS takes "*" alone',
  ],
  [
    "a principal that is none",
    "resource",
    { ...ALLOW, NotPrincipal: { AWS: "ci" } },
    '.NotPrincipal has ci, which is not an account, a principal or "*"',
  ],
  [
    "a type of principal that AWS does not know",
    "resource",
    { ...ALLOW, Principal: { Aws: "*" } },
    ".Principal has the type Aws, which AWS does not know",
  ],
  [
    "a resource control policy for one account",
    "resource-control",
    { ...ALLOW, Principal: { AWS: "111111111111" } },
    '.Principal is not "*"',
  ],
  ["an action that is none", "identity", { ...ALLOW, Action: "pull" }, ".Action has pull, which is not an action"],
  [
    "a resource that is none",
    "identity",
    { ...ALLOW, Resource: "orders" },
    ".Resource has orders, which is not an ARN",
  ],
  [
    "an operator that AWS does not have",
    "identity",
    { ...ALLOW, Condition: { StringEqual: { "aws:PrincipalAccount": "1" } } },
    ".Condition has the operator StringEqual, which AWS does not have",
  ],
  [
    "Null with IfExists",
    "identity",
    { ...ALLOW, Condition: { NullIfExists: { "aws:PrincipalAccount": "true" } } },
    ".Condition has the operator NullIfExists, which AWS does not have",
  ],
];

describe("what AWS takes for a policy", () => {
  for (const [title, role, statement, why] of ROWS)
    it(`${why === undefined ? "takes" : "refuses"} ${title}`, () => {
      const policy: PolicyJson = { Version: "2012-10-17", Statement: [statement] };
      expect(invalidity(policy, role)).to.equal(why === undefined ? undefined : `Statement[0]${why}`);
    });

  it("refuses a version that AWS does not have, and says all that is wrong", () => {
    expect(
      invalidity({ Version: "2012-10-18", Statement: [{ ...ALLOW, Action: "x", Resource: "y" }] }, "identity"),
    ).to.equal(
      'Version is "2012-10-18"; Statement[0].Action has x, which is not an action; Statement[0].Resource has y, which is not an ARN',
    );
  });
});
