import type { StatementJson } from "../../../../cli/policy/policy-json";
import { unknown } from "../../../../cli/policy/unknown";
import {
  ACCOUNT_DECIDES,
  document,
  OTHER,
  OTHER_ROOT,
  REGISTRY,
  ROOT,
  withKey,
  withKeyStatements,
  withRepositoryStatements,
  withRoleStatements,
} from "../model";
import type { RuleCase } from "./rule-case";

const KEY_POLICY = "key policy of alias/ecr/registry";
const REPOSITORY_POLICY = "repository policy of orders";

const pull = (different: Partial<StatementJson>): StatementJson => ({
  Sid: "Pull",
  Effect: "Allow",
  Principal: "*",
  Action: ["ecr:BatchGetImage"],
  ...different,
});
const use = (different: Partial<StatementJson>): StatementJson => ({
  Sid: "Use",
  Effect: "Allow",
  Principal: { AWS: "*" },
  Action: "kms:Decrypt",
  Resource: "*",
  ...different,
});
const denyOthers = (Condition: StatementJson["Condition"], different: Partial<StatementJson> = {}): StatementJson => ({
  ...use({ Effect: "Deny", Action: "kms:*", ...different }),
  ...(Condition === undefined ? {} : { Condition }),
});
const grant = (different: Partial<StatementJson>): StatementJson => ({
  Effect: "Allow",
  Principal: { AWS: OTHER_ROOT },
  Action: "kms:CreateGrant",
  Resource: "*",
  ...different,
});
const ofRole = ({ Principal: _principal, ...statement }: StatementJson): StatementJson => statement;

export const ACCESS_CASES: readonly RuleCase[] = [
  {
    rule: "repository-policy-public",
    breaks: withRepositoryStatements(
      pull({}),
      pull({ Sid: "Ips", Condition: { IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "::/0"] } } }),
    ),
    finds: [
      {
        subject: REPOSITORY_POLICY,
        message: "It allows its actions to every account of AWS: its principal is *, without a condition.",
        statement: { index: 0, sid: "Pull" },
      },
      {
        subject: REPOSITORY_POLICY,
        message: "It allows its actions to every account of AWS: its principal is *, and no condition says who.",
        statement: { index: 1, sid: "Ips" },
      },
    ],
    keeps: [
      withRepositoryStatements(pull({ Principal: { AWS: OTHER_ROOT } })),
      withRepositoryStatements(pull({ Effect: "Deny" })),
      withRepositoryStatements(pull({ Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } })),
      withRepositoryStatements(
        pull({ Condition: { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": ["o-a1b2c3d4e5/*"] } } }),
      ),
      withRepositoryStatements(pull({ Condition: { StringEquals: { "aws:principalorgid": unknown("var.org") } } })),
      withRepositoryStatements(pull({ Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } })),
    ],
  },
  {
    rule: "key-policy-public",
    breaks: withKeyStatements(
      use({ Condition: { StringEquals: { "kms:ViaService": "ecr.us-east-1.amazonaws.com" } } }),
      use({ Sid: "Roles", Condition: { ArnLike: { "aws:PrincipalArn": ["arn:aws:iam::*:role/ci"] } } }),
      use({ Sid: "Missing", Condition: { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }),
      { Effect: "Allow", NotPrincipal: { AWS: OTHER_ROOT }, Action: "kms:Decrypt", Resource: "*" },
    ),
    finds: [
      ...["Use", "Roles", "Missing"].map((sid, index) => ({
        subject: KEY_POLICY,
        message: "It allows its actions to every account of AWS: its principal is *, and no condition says who.",
        statement: { index: index + 1, sid },
      })),
      {
        subject: KEY_POLICY,
        message: "It allows its actions to every account of AWS but those in NotPrincipal.",
        statement: { index: 4 },
      },
    ],
    keeps: [
      withKeyStatements(use({ Condition: { StringEquals: { "kms:CallerAccount": REGISTRY } } })),
      withKeyStatements(use({ Condition: { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${OTHER}:role/*` } } })),
      withKeyStatements(use({ Principal: { Service: "ecr.amazonaws.com" } })),
      withKey({ policy: { name: KEY_POLICY, policy: unknown("var.policy") } }),
    ],
  },
  {
    rule: "key-policy-lockout",
    breaks: withKey({
      policy: document(
        KEY_POLICY,
        { ...ACCOUNT_DECIDES, Principal: { AWS: OTHER_ROOT } },
        { ...ACCOUNT_DECIDES, Action: ["kms:Decrypt"] },
        { ...ACCOUNT_DECIDES, Effect: "Deny", Action: ["kms:PutKeyPolicy"] },
      ),
    }),
    finds: [
      {
        subject: KEY_POLICY,
        message:
          "No statement allows kms:PutKeyPolicy to anybody in account 123456789012: the policy can never be changed again.",
      },
    ],
    keeps: [
      withKeyStatements(),
      withKey({ policy: document(KEY_POLICY, { ...ACCOUNT_DECIDES, Principal: { AWS: REGISTRY } }) }),
      withKey({
        policy: document(KEY_POLICY, {
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${REGISTRY}:role/security` },
          Action: "kms:Put*",
          Resource: "*",
        }),
      }),
      withKey({ policy: document(KEY_POLICY, { ...ACCOUNT_DECIDES, Principal: { AWS: unknown("var.admin") } }) }),
      withKey({ policy: document(KEY_POLICY, { ...ACCOUNT_DECIDES, Action: unknown("var.actions") }) }),
      withKey({ policy: { name: KEY_POLICY, policy: unknown("var.policy") } }),
    ],
  },
  {
    rule: "key-policy-lockout",
    when: "everybody is denied it",
    breaks: withKeyStatements(use({ Effect: "Deny", Action: "kms:PutKeyPolicy" })),
    finds: [
      {
        subject: KEY_POLICY,
        message: "A statement denies kms:PutKeyPolicy to everybody: the policy can never be changed again.",
      },
    ],
    keeps: [
      withKeyStatements(
        use({
          Effect: "Deny",
          Action: "kms:PutKeyPolicy",
          Condition: { StringNotEquals: { "aws:PrincipalArn": `arn:aws:iam::${REGISTRY}:role/security` } },
        }),
      ),
    ],
  },
  {
    rule: "deny-may-block-ecr",
    breaks: withKeyStatements(
      denyOthers({ StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
      denyOthers({ StringNotEqualsIfExists: { "kms:ViaService": "ecr.us-east-1.amazonaws.com" } }, { Sid: "Via" }),
    ),
    finds: [
      {
        subject: KEY_POLICY,
        message:
          "It denies use of the key to everybody whose call does not have the right aws:PrincipalOrgID; ECR's own calls may not have it.",
        statement: { index: 1, sid: "Use" },
        replacement: denyOthers({
          StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
          Bool: { "aws:PrincipalIsAWSService": "false" },
        }),
      },
      {
        subject: KEY_POLICY,
        message:
          "It denies use of the key to everybody whose call does not have the right kms:ViaService; ECR's own calls may not have it.",
        statement: { index: 2, sid: "Via" },
        replacement: denyOthers(
          {
            StringNotEqualsIfExists: { "kms:ViaService": "ecr.us-east-1.amazonaws.com" },
            Bool: { "aws:PrincipalIsAWSService": "false" },
          },
          { Sid: "Via" },
        ),
      },
    ],
    keeps: [
      // The replacement itself.
      withKeyStatements(
        denyOthers({
          StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
          Bool: { "aws:PrincipalIsAWSService": "false" },
        }),
      ),
      withKeyStatements(denyOthers({ StringEquals: { "aws:PrincipalAccount": OTHER } })),
      withKeyStatements(denyOthers({ "ForAnyValue:StringNotLike": { "aws:PrincipalOrgPaths": "o-a1b2c3d4e5/*" } })),
      withKeyStatements(
        denyOthers(
          { StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
          { Action: "kms:ScheduleKeyDeletion" },
        ),
      ),
      withKeyStatements(
        denyOthers({ StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }, { Principal: { AWS: OTHER_ROOT } }),
      ),
    ],
  },
  {
    rule: "deny-may-block-ecr",
    when: "there is no condition",
    breaks: withKeyStatements({
      Effect: "Deny",
      NotPrincipal: { AWS: [ROOT] },
      NotAction: "kms:Describe*",
      Resource: "*",
    }),
    finds: [
      {
        subject: KEY_POLICY,
        message: "It denies use of the key to everybody but those in NotPrincipal, ECR included.",
        statement: { index: 1 },
        replacement: {
          Effect: "Deny",
          NotPrincipal: { AWS: [ROOT] },
          NotAction: "kms:Describe*",
          Resource: "*",
          Condition: { Bool: { "aws:PrincipalIsAWSService": "false" } },
        },
      },
    ],
    keeps: [withKeyStatements({ Effect: "Deny", NotPrincipal: { AWS: [ROOT] }, NotAction: "kms:*", Resource: "*" })],
  },
  {
    rule: "unconditioned-create-grant",
    breaks: withKeyStatements(
      grant({ Action: ["kms:CreateGrant", "kms:DescribeKey"] }),
      grant({ Action: "KMS:create*", Condition: { Bool: { "kms:GrantIsForAWSResource": ["true", "false"] } } }),
    ),
    finds: [
      {
        subject: KEY_POLICY,
        message: "kms:CreateGrant allows grants to anybody.",
        statement: { index: 1 },
        replacement: grant({ Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } } }),
      },
      {
        subject: KEY_POLICY,
        message: "KMS:create* allows grants to anybody.",
        statement: { index: 2 },
        replacement: grant({ Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } } }),
      },
    ],
    keeps: [
      withKeyStatements(grant({ Condition: { Bool: { "kms:GrantIsForAWSResource": true } } })),
      withKeyStatements(grant({ Condition: { StringEquals: { "kms:ViaService": "ecr.us-east-1.amazonaws.com" } } })),
      withKeyStatements(grant({ Action: "kms:*" })),
      withKeyStatements(grant({ Effect: "Deny" })),
      withRoleStatements(ofRole(grant({ Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } } }))),
    ],
  },
  {
    rule: "unconditioned-create-grant",
    when: "it stands in an IAM policy",
    breaks: withRoleStatements(ofRole(grant({}))),
    finds: [
      {
        subject: "IAM policy ci of role ci",
        message: "kms:CreateGrant allows grants to anybody.",
        statement: { index: 0 },
        replacement: ofRole(grant({ Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } } })),
      },
    ],
    keeps: [withRoleStatements(ofRole(grant({ Action: "*" })))],
  },
  {
    rule: "wildcard-actions",
    breaks: withKeyStatements(use({ Principal: { AWS: [ROOT, OTHER_ROOT] }, Action: ["kms:*", "kms:Decrypt"] })),
    finds: [{ subject: KEY_POLICY, message: `It allows kms:* to ${OTHER_ROOT}.`, statement: { index: 1, sid: "Use" } }],
    keeps: [
      withKeyStatements(use({ Principal: { AWS: [ROOT, REGISTRY] }, Action: ["kms:*"] })),
      withKeyStatements(use({ Principal: { AWS: unknown("var.admin") }, Action: ["kms:*"] })),
      withKeyStatements(use({ Effect: "Deny", Action: ["kms:*"] })),
      withKeyStatements(use({ Principal: { AWS: OTHER_ROOT }, Action: "kms:Generate*" })),
      withRoleStatements({ Effect: "Allow", Action: "*", Resource: "*" }),
    ],
  },
  {
    rule: "wildcard-actions",
    when: "it stands in a repository policy",
    breaks: withRepositoryStatements(pull({ Action: "ecr:*", Principal: { AWS: `arn:aws:iam::${REGISTRY}:role/ci` } })),
    finds: [
      {
        subject: REPOSITORY_POLICY,
        message: "It allows ecr:* to arn:aws:iam::123456789012:role/ci.",
        statement: { index: 0, sid: "Pull" },
      },
    ],
    keeps: [withRepositoryStatements(pull({ Action: "ecr:*", Principal: { AWS: ROOT } }))],
  },
];
