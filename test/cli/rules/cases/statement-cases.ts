import type { StatementJson } from "../../../../cli/policy/policy-json";
import { unknown } from "../../../../cli/policy/unknown";
import {
  model,
  OTHER,
  OTHER_ROOT,
  REGISTRY,
  repository,
  role,
  ROOT,
  withKeyStatements,
  withRepositoryStatements,
  withRoleStatements,
} from "../model";
import type { RuleCase } from "./rule-case";

const KEY_POLICY = "key policy of alias/ecr/registry";
const REPOSITORY_POLICY = "repository policy of orders";
const CONTEXT = { "kms:EncryptionContext:aws:ecr:arn": "arn:aws:ecr:us-east-1:123456789012:repository/*" };
const MISSING_ROLE = `arn:aws:iam::${OTHER}:role/puller`;

const onRepository = (different: Partial<StatementJson>): StatementJson => ({
  Sid: "Pull",
  Effect: "Allow",
  Principal: { AWS: OTHER_ROOT },
  Action: ["ecr:BatchGetImage"],
  ...different,
});
const onKey = (different: Partial<StatementJson>): StatementJson => ({
  Sid: "Use",
  Effect: "Allow",
  Principal: { AWS: OTHER_ROOT },
  Action: ["kms:Decrypt"],
  Resource: "*",
  ...different,
});
const forEcr = (different: Partial<StatementJson>): StatementJson =>
  onKey({ Sid: "Ecr", Principal: { Service: "ecr.amazonaws.com" }, ...different });

/** The model, with a role in the other account beside. */
const besideRole = (name: string, ...statements: readonly StatementJson[]): ReturnType<typeof model> => ({
  ...withRepositoryStatements(...statements),
  principals: [role(name, OTHER)],
});

export const STATEMENT_CASES: readonly RuleCase[] = [
  {
    rule: "login-in-repository-policy",
    breaks: withRepositoryStatements(
      onRepository({ Action: ["ecr:BatchGetImage", "ecr:GetAuthorizationToken"] }),
      onRepository({ Sid: "Login", Action: "ecr:GetAuthorizationToken" }),
    ),
    finds: [
      {
        subject: REPOSITORY_POLICY,
        message: "It allows ecr:GetAuthorizationToken, to no effect in a repository policy.",
        statement: { index: 0, sid: "Pull" },
        replacement: onRepository({}),
      },
      {
        subject: REPOSITORY_POLICY,
        message: "It allows ecr:GetAuthorizationToken, to no effect in a repository policy.",
        statement: { index: 1, sid: "Login" },
      },
    ],
    keeps: [
      withRepositoryStatements(onRepository({})),
      withRepositoryStatements(onRepository({ Action: "ecr:*" })),
      withRepositoryStatements(onRepository({ Effect: "Deny", Action: "ecr:GetAuthorizationToken" })),
      withRoleStatements({ Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" }),
    ],
  },
  {
    rule: "kms-actions-in-repository-policy",
    breaks: withRepositoryStatements(onRepository({ Action: ["ecr:BatchGetImage", "kms:Decrypt", "KMS:DescribeKey"] })),
    finds: [
      {
        subject: REPOSITORY_POLICY,
        message: "It allows kms:Decrypt and KMS:DescribeKey, to no effect in a repository policy.",
        statement: { index: 0, sid: "Pull" },
        replacement: onRepository({}),
      },
    ],
    keeps: [withRepositoryStatements(onRepository({})), withKeyStatements(onKey({}))],
  },
  {
    rule: "resource-in-repository-policy",
    breaks: withRepositoryStatements(onRepository({ Resource: "*" })),
    finds: [
      {
        subject: REPOSITORY_POLICY,
        message: "It has a Resource; ECR refuses that.",
        statement: { index: 0, sid: "Pull" },
        replacement: onRepository({}),
      },
    ],
    keeps: [withRepositoryStatements(onRepository({})), withKeyStatements(onKey({}))],
  },
  {
    rule: "retire-grant-in-key-policy",
    breaks: withKeyStatements(onKey({ Action: ["kms:CreateGrant", "kms:RetireGrant"] })),
    finds: [
      {
        subject: KEY_POLICY,
        message: "It allows kms:RetireGrant, to no effect in a key policy.",
        statement: { index: 1, sid: "Use" },
        replacement: onKey({ Action: ["kms:CreateGrant"] }),
      },
    ],
    keeps: [
      withKeyStatements(onKey({ Action: "kms:*" })),
      withKeyStatements(onKey({ Effect: "Deny", Action: "kms:RetireGrant" })),
      withRoleStatements({ Effect: "Allow", Action: "kms:RetireGrant", Resource: "*" }),
    ],
  },
  {
    rule: "ecr-service-decrypt-in-key-policy",
    breaks: withKeyStatements(
      forEcr({}),
      forEcr({
        Sid: "Regional",
        Principal: { Service: ["ecr.us-east-1.amazonaws.com", "logs.amazonaws.com"] },
        Condition: { StringEquals: { "kms:CallerAccount": REGISTRY } },
      }),
    ),
    finds: [
      {
        subject: KEY_POLICY,
        message: "It allows ecr.amazonaws.com to use the key, for whichever account ECR works.",
        statement: { index: 1, sid: "Ecr" },
        replacement: forEcr({ Condition: { StringEquals: { "aws:SourceAccount": REGISTRY } } }),
      },
      {
        subject: KEY_POLICY,
        message: "It allows ecr.us-east-1.amazonaws.com to use the key, for whichever account ECR works.",
        statement: { index: 2, sid: "Regional" },
        replacement: forEcr({
          Sid: "Regional",
          Principal: { Service: ["ecr.us-east-1.amazonaws.com", "logs.amazonaws.com"] },
          Condition: { StringEquals: { "kms:CallerAccount": REGISTRY, "aws:SourceAccount": REGISTRY } },
        }),
      },
    ],
    keeps: [
      withKeyStatements(forEcr({ Condition: { StringEquals: { "aws:SourceAccount": REGISTRY } } })),
      withKeyStatements(
        forEcr({ Condition: { ArnLike: { "aws:sourcearn": `arn:aws:ecr:us-east-1:${REGISTRY}:repository/*` } } }),
      ),
      withKeyStatements(forEcr({ Principal: { Service: "logs.us-east-1.amazonaws.com" } })),
      withKeyStatements(forEcr({ Effect: "Deny" })),
    ],
  },
  {
    rule: "ecr-service-decrypt-in-key-policy",
    when: "registries of several accounts use the key",
    breaks: {
      ...withKeyStatements(forEcr({})),
      repositories: [repository({ accountId: OTHER }), repository({ name: "web" }), repository({ name: "app" })],
    },
    finds: [
      {
        subject: KEY_POLICY,
        message: "It allows ecr.amazonaws.com to use the key, for whichever account ECR works.",
        statement: { index: 1, sid: "Ecr" },
        replacement: forEcr({ Condition: { StringEquals: { "aws:SourceAccount": [REGISTRY, OTHER] } } }),
      },
    ],
    keeps: [withKeyStatements(forEcr({ Condition: { StringEquals: { "aws:SourceAccount": [REGISTRY, OTHER] } } }))],
  },
  {
    rule: "encryption-context-beside-describe-key",
    breaks: withKeyStatements(
      onKey({
        Action: ["kms:CreateGrant", "kms:DescribeKey"],
        Condition: { StringLike: CONTEXT, Bool: { "kms:GrantIsForAWSResource": "true" } },
      }),
    ),
    finds: [
      {
        subject: KEY_POLICY,
        message: "Its condition on kms:EncryptionContext:aws:ecr:arn never holds for kms:DescribeKey.",
        statement: { index: 1, sid: "Use" },
        replacement: onKey({
          Sid: "UseDescribeKey",
          Action: ["kms:DescribeKey"],
          Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
        }),
      },
    ],
    keeps: [
      withKeyStatements(onKey({ Action: "kms:CreateGrant", Condition: { StringLike: CONTEXT } })),
      withKeyStatements(onKey({ Action: "kms:DescribeKey" })),
      withKeyStatements(onKey({ Action: "kms:DescribeKey", Condition: { StringLikeIfExists: CONTEXT } })),
      withKeyStatements(onKey({ Action: "kms:*", Condition: { StringLike: CONTEXT } })),
      // These hold for a call without a context.
      withKeyStatements(onKey({ Action: "kms:DescribeKey", Condition: { StringNotLike: CONTEXT } })),
      withKeyStatements(
        onKey({ Action: "kms:DescribeKey", Condition: { Null: { "kms:EncryptionContext:aws:ecr:arn": "true" } } }),
      ),
    ],
  },
  {
    rule: "for-all-values-encryption-context",
    breaks: withKeyStatements(
      onKey({
        Condition: {
          "ForAllValues:StringLike": { ...CONTEXT, "kms:GrantOperations": ["Decrypt"] },
          StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/ci" },
        },
      }),
    ),
    finds: [
      {
        subject: KEY_POLICY,
        message:
          "ForAllValues:StringLike on kms:EncryptionContext:aws:ecr:arn holds for calls without an encryption context.",
        statement: { index: 1, sid: "Use" },
        replacement: onKey({
          Condition: {
            StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/ci", ...CONTEXT },
            "ForAllValues:StringLike": { "kms:GrantOperations": ["Decrypt"] },
          },
        }),
      },
    ],
    keeps: [
      withKeyStatements(onKey({ Condition: { StringLike: CONTEXT } })),
      withKeyStatements(onKey({ Condition: { "ForAllValues:StringEquals": { "kms:GrantOperations": ["Decrypt"] } } })),
    ],
  },
  {
    rule: "cross-account-key-administration",
    breaks: withKeyStatements(
      onKey({ Action: ["kms:Decrypt", "kms:ScheduleKeyDeletion", "kms:PutKeyPolicy"] }),
      onKey({ Sid: "Admin", Principal: { AWS: [OTHER, MISSING_ROLE] }, Action: "kms:EnableKey" }),
    ),
    finds: [
      {
        subject: KEY_POLICY,
        message: "kms:ScheduleKeyDeletion and kms:PutKeyPolicy cannot be used from account 222222222222.",
        statement: { index: 1, sid: "Use" },
        replacement: onKey({}),
      },
      {
        subject: KEY_POLICY,
        message: "kms:EnableKey cannot be used from account 222222222222.",
        statement: { index: 2, sid: "Admin" },
      },
    ],
    keeps: [
      withKeyStatements(onKey({ Action: ["kms:CreateGrant", "kms:GetKeyRotationStatus", "kms:RevokeGrant"] })),
      withKeyStatements(onKey({ Principal: { AWS: [ROOT, OTHER_ROOT] }, Action: "kms:EnableKey" })),
      withKeyStatements(onKey({ Principal: { AWS: unknown("var.admin") }, Action: "kms:EnableKey" })),
      withKeyStatements(onKey({ Effect: "Deny", Action: "kms:EnableKey" })),
    ],
  },
  {
    rule: "principal-missing",
    breaks: besideRole(
      "other",
      onRepository({ Principal: { AWS: [MISSING_ROLE, `arn:aws:iam::${OTHER}:role/other`] } }),
      onRepository({ Sid: "Gone", Principal: { AWS: "AROAEXAMPLEID12345678" } }),
    ),
    finds: [
      {
        subject: REPOSITORY_POLICY,
        message: `No input makes ${MISSING_ROLE}, although the inputs make others of that account.`,
        statement: { index: 0, sid: "Pull" },
      },
      {
        subject: REPOSITORY_POLICY,
        message: "AROAEXAMPLEID12345678 is the id of a role or user that was deleted.",
        statement: { index: 1, sid: "Gone" },
      },
    ],
    keeps: [
      besideRole("puller", onRepository({ Principal: { AWS: MISSING_ROLE } })),
      // Nothing is known of the other account.
      withRepositoryStatements(onRepository({ Principal: { AWS: MISSING_ROLE } })),
      besideRole("other", onRepository({ Principal: { AWS: OTHER_ROOT } })),
      besideRole(
        "other",
        onRepository({ Principal: { AWS: `arn:aws:iam::${OTHER}:role/aws-service-role/ecs.amazonaws.com/Role` } }),
      ),
      besideRole("other", onRepository({ Principal: { AWS: `arn:aws:iam::${OTHER}:role/${unknown("var.role")}` } })),
      {
        ...withRepositoryStatements(onRepository({ Principal: { AWS: MISSING_ROLE } })),
        principals: [{ ...role("seen-in-a-policy", OTHER), policiesUnseen: true }],
      },
    ],
  },
];
