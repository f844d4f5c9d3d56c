import type { EncryptionConfiguration } from "../aws/encryption-configuration";
import { encryptionConfiguration } from "../aws/encryption-configuration";
import { FindingList, shown } from "../findings/findings";
import type { IdentityPolicyStatement, KeyPolicyStatement } from "./statement";

/*
 * The statements of the two-way model as it is usually taught: plain, without narrowing conditions, in the order in
 * which people write them. The builders of documents narrow them; these are for those who must reproduce a given text
 * exactly.
 */

/** The KMS actions in the order in which the two-way model is taught. */
const TAUGHT_KMS_ACTIONS = ["kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"] as const;

/** What an ECR service statement says. */
export interface EcrServiceStatementOptions {
  /** The `Sid` of the statement. @default "Allow ECR to use the key" */
  readonly sid?: string;
  /**
   * Narrows the statement to requests for this registry account (`aws:SourceAccount`).
   * @default - no condition, as in the article
   */
  readonly sourceAccountId?: string;
}

/**
 * The key-policy statement that lets the ECR service use the key. AWS's documentation does not ask for it; ECR works
 * through grants (docs/kms-model.md).
 *
 * @throws PolicyError with INVALID_SID
 * @example
 * ```ts
 * ecrServiceStatement();
 * // { "Sid": "Allow ECR to use the key", "Effect": "Allow", "Principal": { "Service": "ecr.amazonaws.com" },
 * //   "Action": ["kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"], "Resource": "*" }
 * ```
 */
export function ecrServiceStatement(options: EcrServiceStatementOptions = {}): KeyPolicyStatement {
  const { sid = "Allow ECR to use the key", sourceAccountId } = options;
  checkSid(sid);
  return {
    Sid: sid,
    Effect: "Allow",
    Principal: { Service: "ecr.amazonaws.com" },
    Action: [...TAUGHT_KMS_ACTIONS],
    Resource: "*",
    ...(sourceAccountId === undefined ? {} : { Condition: { StringEquals: { "aws:SourceAccount": sourceAccountId } } }),
  };
}

/**
 * The key-policy half of cross-account access: another account's principal may use the key.
 *
 * @throws PolicyError with INVALID_SID
 * @example
 * ```ts
 * crossAccountKeyStatement({
 *   sid: "Allow cross-account CI/CD to use key", principalArn: "arn:aws:iam::111111111111:role/cicd-role",
 * });
 * // { "Sid": …, "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111111111111:role/cicd-role" },
 * //   "Action": ["kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"], "Resource": "*" }
 * ```
 */
export function crossAccountKeyStatement({
  sid,
  principalArn,
}: {
  /** The `Sid` of the statement. */
  readonly sid: string;
  /** The ARN of the role, user or account root in the other account. */
  readonly principalArn: string;
}): KeyPolicyStatement {
  checkSid(sid);
  return {
    Sid: sid,
    Effect: "Allow",
    Principal: { AWS: principalArn },
    Action: [...TAUGHT_KMS_ACTIONS],
    Resource: "*",
  };
}

/**
 * The IAM half of cross-account access: the principal's own account lets it use the key.
 *
 * @example
 * ```ts
 * keyUseStatement({ keyArn: "arn:aws:kms:us-east-1:999999999999:key/12345678-1234-1234-1234-123456789012" });
 * // { "Effect": "Allow", "Action": ["kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"],
 * //   "Resource": "arn:aws:kms:…" }
 * ```
 */
export function keyUseStatement({
  keyArn,
}: {
  /** The full ARN of the key. */
  readonly keyArn: string;
}): IdentityPolicyStatement {
  return { Effect: "Allow", Action: [...TAUGHT_KMS_ACTIONS], Resource: keyArn };
}

/**
 * The complete set of permissions for a principal that pushes and pulls: one statement for the repository, one for the
 * key. `identityPolicies` adds what this set lacks (GetAuthorizationToken, BatchCheckLayerAvailability).
 *
 * @example
 * ```ts
 * pushPullStatements({ repositoryArn, keyArn });
 * // [ { "Effect": "Allow", "Action": ["ecr:GetDownloadUrlForLayer", …],
 * //     "Resource": "arn:aws:ecr:…:repository/my-app" },
 * //   { "Effect": "Allow", "Action": ["kms:Decrypt", …], "Resource": "arn:aws:kms:…" } ]
 * ```
 */
export function pushPullStatements(target: {
  /** The ARN of the repository. */
  readonly repositoryArn: string;
  /** The full ARN of its key. */
  readonly keyArn: string;
}): readonly [IdentityPolicyStatement, IdentityPolicyStatement] {
  const images: IdentityPolicyStatement = {
    Effect: "Allow",
    Action: [
      "ecr:GetDownloadUrlForLayer",
      "ecr:BatchGetImage",
      "ecr:PutImage",
      "ecr:InitiateLayerUpload",
      "ecr:UploadLayerPart",
      "ecr:CompleteLayerUpload",
    ],
    Resource: target.repositoryArn,
  };
  return [images, keyUseStatement(target)];
}

/**
 * The value of `--encryption-configuration` of `aws ecr create-repository`.
 *
 * @example
 * ```ts
 * encryptionConfigurationArgument({ encryptionType: "KMS", kmsKey: keyArn });
 * // "encryptionType=KMS,kmsKey=arn:aws:kms:…"
 * ```
 */
export function encryptionConfigurationArgument(configuration: EncryptionConfiguration): string {
  const { encryptionType, kmsKey } = encryptionConfiguration(configuration.kmsKey, configuration.encryptionType);
  return `encryptionType=${encryptionType},kmsKey=${kmsKey}`;
}

/** What KMS accepts anywhere in a key policy, space to ÿ and white space; unlike IAM it takes spaces in a Sid. */
const KEY_POLICY_TEXT = /^[\s\u0020-\u00ff]+$/;

/** Checks the Sid of a key-policy statement. @throws PolicyError with INVALID_SID */
function checkSid(sid: unknown): void {
  if (typeof sid === "string" && KEY_POLICY_TEXT.test(sid)) return;
  const findings = new FindingList();
  findings.add("INVALID_SID", "sid", `${shown(sid)} is not a valid Sid in a key policy`);
  findings.throwIfAny("the statement");
}
