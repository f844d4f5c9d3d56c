import { expect } from "chai";
import type { KeyPolicy, KeyPolicyStatement } from "../../../shared";
import { keyPolicy } from "../../../shared";
import { policyControl } from "../../../shared/policies/policy-control";
import { HUB, QUIET } from "../fixtures";

const arn = `arn:aws:iam::${HUB}:role/deploy/terraform`;
const root = `arn:aws:iam::${HUB}:root`;
const deployer = { arn, accountId: HUB };

const policy = (...statements: readonly Partial<KeyPolicyStatement>[]): KeyPolicy => ({
  Version: "2012-10-17",
  Statement: statements.map((each) => ({
    Effect: "Allow",
    Principal: { AWS: [root] },
    Action: ["kms:PutKeyPolicy"],
    Resource: "*",
    ...each,
  })),
});
const onArn = (operator: string, ...values: readonly string[]): Partial<KeyPolicyStatement> => ({
  Condition: { [operator]: { "aws:PrincipalArn": values } },
});
const deny: Partial<KeyPolicyStatement> = { Effect: "Deny", Principal: { AWS: "*" } };

describe("what a key policy says of putting the next one", () => {
  it("leaves it to the IAM policies of the key account in every policy of ours", () => {
    expect(policyControl(keyPolicy(QUIET), deployer)).to.equal("iam-policies");
  });

  const cases: readonly [title: string, statements: readonly Partial<KeyPolicyStatement>[], control: string][] = [
    ["names the principal", [{ Principal: { AWS: arn } }], "key-policy"],
    ["names everyone", [{ Principal: { AWS: "*" } }], "key-policy"],
    ["names the account by its id", [{ Principal: { AWS: [HUB] } }], "iam-policies"],
    ["names the principal and the account", [{}, { Principal: { AWS: [arn] } }], "key-policy"],
    ["allows kms:*", [{ Action: "kms:*" }], "iam-policies"],
    ["allows everything", [{ Action: ["*"] }], "iam-policies"],
    ["allows kms:put*, in lower case", [{ Action: ["kms:put*"] }], "iam-policies"],
    ["allows kms:PutKeyPolic?", [{ Action: ["kms:PutKeyPolic?"] }], "iam-policies"],
    ["allows something else", [{ Action: ["kms:Get*", "kms:Put", "ecr:*"] }], "nothing"],
    ["names a service", [{ Principal: { Service: "ecr.amazonaws.com" }, Action: ["kms:*"] }], "nothing"],
    ["names another account", [{ Principal: { AWS: ["arn:aws:iam::222222222222:root", "222222222222"] } }], "nothing"],
    ["names another role", [{ Principal: { AWS: [`${arn}2`] } }], "nothing"],
    ["narrows the account to the principal", [onArn("ArnEquals", "arn:aws:iam::1:role/x", arn)], "iam-policies"],
    ["narrows the account to a path", [onArn("ArnLike", `arn:aws:iam::${HUB}:role/deploy/*`)], "iam-policies"],
    ["narrows the account to others", [onArn("ArnEquals", `arn:aws:iam::${HUB}:role/ops`)], "nothing"],
    ["keeps others out of the account", [onArn("StringNotEquals", `arn:aws:iam::${HUB}:role/ops`)], "iam-policies"],
    [
      "asks for something not known here",
      [{ Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }],
      "nothing",
    ],
    ["denies it to everyone", [{}, deny], "nothing"],
    ["denies it to the account", [{}, { ...deny, Principal: { AWS: root } }], "nothing"],
    ["denies it to another role", [{}, { ...deny, Principal: { AWS: [`${arn}2`] } }], "iam-policies"],
    ["denies something else", [{}, { ...deny, Action: ["kms:RevokeGrant"] }], "iam-policies"],
    ["denies it to all but the principal", [{}, { ...deny, ...onArn("ArnNotEquals", arn) }], "iam-policies"],
    ["denies it to all but others", [{}, { ...deny, ...onArn("ArnNotEquals", `${arn}2`) }], "nothing"],
    [
      "denies it on a condition not known here",
      [{}, { ...deny, Condition: { StringNotEquals: { "aws:SourceVpc": "vpc-1" } } }],
      "nothing",
    ],
    ["is empty", [], "nothing"],
  ];
  for (const [title, statements, control] of cases) {
    it(`is ${control} where it ${title}`, () => {
      expect(policyControl(policy(...statements), deployer)).to.equal(control);
    });
  }
});
