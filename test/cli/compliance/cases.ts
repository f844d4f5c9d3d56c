import type { StatementJson } from "../../../cli/policy/policy-json";

export const REGISTRY = "123456789012";
export const OTHER = "222222222222";
const ROOT = `arn:aws:iam::${REGISTRY}:root`;
const OTHER_ROOT = `arn:aws:iam::${OTHER}:root`;
const ROLE = `arn:aws:iam::${REGISTRY}:role/ci`;

/** What a repository is encrypted with: the program's own key, by an attribute of it, or what is written. */
export type Encryption =
  | { readonly encryptionType: string; readonly kmsKey?: string }
  | { readonly encryptionType: string; readonly keyAttribute: "arn" | "keyId" };

/** A program that makes a key, a repository and a role, in the words that the toolchains share. */
export interface Program {
  readonly key: Readonly<Record<string, unknown>>;
  readonly keyStatements: readonly StatementJson[];
  readonly repository: Readonly<Record<string, unknown>>;
  readonly encryption: Encryption | undefined;
  readonly repositoryStatements: readonly StatementJson[];
  readonly hasLifecyclePolicy: boolean;
  /** What lets ECR make repositories by itself, without a template: its replication to another Region, or a cache. */
  readonly madeByEcr?: "replication" | "pull-through-cache";
  readonly isProtected: boolean;
}

const ACCOUNT_DECIDES: StatementJson = {
  Sid: "EnableIAMUserPermissions",
  Effect: "Allow",
  Principal: { AWS: ROOT },
  Action: "kms:*",
  Resource: "*",
};

/** Breaks no rule. */
export const GOOD: Program = {
  key: { description: "images", enableKeyRotation: true, rotationPeriodInDays: 365, deletionWindowInDays: 30 },
  keyStatements: [ACCOUNT_DECIDES],
  repository: { imageTagMutability: "IMMUTABLE", imageScanningConfiguration: { scanOnPush: true } },
  encryption: { encryptionType: "KMS", keyAttribute: "arn" },
  repositoryStatements: [
    {
      Sid: "Pull",
      Effect: "Allow",
      Principal: { AWS: ROLE },
      Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
    },
  ],
  hasLifecyclePolicy: true,
  isProtected: true,
};

/** A rule and what breaks it, and it alone. */
export interface ComplianceCase {
  readonly rule: string;
  readonly broken: Partial<Program>;
  /** How often it is found. @default 1 */
  readonly times?: number;
}

const key = (rule: string, different: Program["key"]): ComplianceCase => ({
  rule,
  broken: { key: { ...GOOD.key, ...different } },
});
const repository = (rule: string, different: Program["repository"]): ComplianceCase => ({
  rule,
  broken: { repository: { ...GOOD.repository, ...different } },
});
const encryption = (rule: string, written: Encryption | undefined): ComplianceCase => ({
  rule,
  broken: { encryption: written },
});
const onKey = (rule: string, different: Partial<StatementJson>): ComplianceCase => ({
  rule,
  broken: {
    keyStatements: [
      ACCOUNT_DECIDES,
      { Sid: "Use", Effect: "Allow", Principal: { AWS: ROLE }, Action: "kms:Decrypt", Resource: "*", ...different },
    ],
  },
});
const onRepository = (rule: string, different: Partial<StatementJson>): ComplianceCase => ({
  rule,
  broken: {
    repositoryStatements: [
      ...GOOD.repositoryStatements,
      { Sid: "More", Effect: "Allow", Principal: { AWS: OTHER_ROOT }, Action: ["ecr:BatchGetImage"], ...different },
    ],
  },
});
const sized = (rule: string, length: number): ComplianceCase => onKey(rule, { Sid: "S".repeat(length) });

const ECR_CONTEXT = { "kms:EncryptionContext:aws:ecr:arn": `arn:aws:ecr:us-east-1:${REGISTRY}:repository/orders` };

/** Each rule that can be broken by what a program writes. */
export const CASES: readonly ComplianceCase[] = [
  encryption("repository-without-customer-key", undefined),
  encryption("kms-without-key-arn", { encryptionType: "KMS" }),
  encryption("key-aws-managed", { encryptionType: "KMS", kmsKey: "alias/aws/ecr" }),
  encryption("key-reference-not-arn", { encryptionType: "KMS", keyAttribute: "keyId" }),
  encryption("key-in-another-region", {
    encryptionType: "KMS",
    kmsKey: `arn:aws:kms:eu-central-1:${REGISTRY}:key/11111111-2222-3333-4444-555555555555`,
  }),
  { rule: "replication-loses-encryption", broken: { madeByEcr: "replication" } },
  { rule: "pull-through-cache-without-customer-key", broken: { madeByEcr: "pull-through-cache" } },

  key("key-disabled", { isEnabled: false }),
  key("key-not-symmetric", { customerMasterKeySpec: "RSA_2048", enableKeyRotation: false }),
  key("key-rotation-off", { enableKeyRotation: false }),
  key("rotation-period-out-of-range", { rotationPeriodInDays: 30 }),
  key("rotation-period-long", { rotationPeriodInDays: 730 }),
  key("deletion-window-out-of-range", { deletionWindowInDays: 3 }),
  key("deletion-window-short", { deletionWindowInDays: 7 }),
  key("bypass-lockout-check", { bypassPolicyLockoutSafetyCheck: true }),

  repository("mutable-tags", { imageTagMutability: "MUTABLE" }),
  repository("no-scan", { imageScanningConfiguration: { scanOnPush: false } }),
  { rule: "no-lifecycle-policy", broken: { hasLifecyclePolicy: false } },
  repository("force-delete", { forceDelete: true }),
  { rule: "not-protected", broken: { isProtected: false }, times: 2 },

  onRepository("repository-policy-public", { Principal: "*" }),
  onKey("key-policy-public", { Principal: { AWS: "*" } }),
  {
    rule: "key-policy-lockout",
    broken: { keyStatements: [{ ...ACCOUNT_DECIDES, Action: ["kms:Decrypt", "kms:DescribeKey"] }] },
  },
  onKey("deny-may-block-ecr", {
    Effect: "Deny",
    Principal: { AWS: "*" },
    Action: "kms:Decrypt",
    Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
  }),
  onKey("unconditioned-create-grant", { Action: "kms:CreateGrant" }),
  onKey("wildcard-actions", { Action: "kms:*" }),

  onRepository("resource-in-repository-policy", { Resource: "*" }),
  onKey("encryption-context-beside-describe-key", {
    Action: ["kms:Decrypt", "kms:DescribeKey"],
    Condition: { StringEquals: ECR_CONTEXT },
  }),
  onKey("for-all-values-encryption-context", { Condition: { "ForAllValues:StringEquals": ECR_CONTEXT } }),
  onKey("cross-account-key-administration", { Principal: { AWS: OTHER_ROOT }, Action: "kms:PutKeyPolicy" }),
  onRepository("login-in-repository-policy", { Action: ["ecr:BatchGetImage", "ecr:GetAuthorizationToken"] }),
  onRepository("kms-actions-in-repository-policy", { Action: ["ecr:BatchGetImage", "kms:Decrypt"] }),
  onKey("retire-grant-in-key-policy", { Action: "kms:RetireGrant" }),
  onKey("ecr-service-decrypt-in-key-policy", { Principal: { Service: "ecr.amazonaws.com" } }),
  onRepository("principal-missing", { Principal: { AWS: `arn:aws:iam::${REGISTRY}:role/gone` } }),

  sized("document-too-large", 33_000),
  sized("document-near-limit", 31_000),
];

/** What no program can write, and why it is not among the cases. */
export const NO_CASES: Readonly<Record<string, string>> = {
  "repository-replaced": "needs a plan: what a deployment does is not in a program",
  "key-replaced-or-deleted": "needs a plan: what a deployment does is not in a program",
  "key-pending-deletion": "a state that a key is in, and nothing that is written",
  "too-many-grants": "25 000 repositories",
  "one-sided-access": "needs the proof of access: see the tests of the policies",
  "unused-statement": "needs the proof of access: see the tests of the policies",
};
