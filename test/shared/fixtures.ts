import { expect } from "chai";
import type { Finding, RegistryTopology } from "../../shared";
import { PolicyError } from "../../shared";

/** The account of the registry, and of the key unless a case says otherwise. */
export const HUB = "123456789012";
/** An account that only holds keys. */
export const SECURITY = "999999999999";
export const KEY_ARN = "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012";
export const CI_ROLE = "arn:aws:iam::111111111111:role/cicd-role";

/** A role of one account pushes, another account pulls. */
export const TOPOLOGY: RegistryTopology = {
  region: "us-east-1",
  registryAccountId: HUB,
  repositories: { "my-app": { push: [CI_ROLE], pull: ["222222222222"] } },
};

/** The same topology with one repository, used by nobody but the registry account. */
export const QUIET: RegistryTopology = { region: "us-east-1", registryAccountId: HUB, repositories: { "my-app": {} } };

/*
 * The action lists are spelled out again here: a change of a list in the package has to be made twice, on purpose.
 */
export const PUSH = [
  "ecr:BatchCheckLayerAvailability",
  "ecr:BatchGetImage",
  "ecr:CompleteLayerUpload",
  "ecr:InitiateLayerUpload",
  "ecr:PutImage",
  "ecr:UploadLayerPart",
];
export const PULL = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
export const MANAGE_REPOSITORIES = [
  "ecr:CreateRepository",
  "ecr:DeleteLifecyclePolicy",
  "ecr:DeleteRepository",
  "ecr:DeleteRepositoryPolicy",
  "ecr:DescribeRepositories",
  "ecr:GetLifecyclePolicy",
  "ecr:GetRepositoryPolicy",
  "ecr:ListTagsForResource",
  "ecr:PutImageScanningConfiguration",
  "ecr:PutImageTagMutability",
  "ecr:PutLifecyclePolicy",
  "ecr:SetRepositoryPolicy",
  "ecr:TagResource",
  "ecr:UntagResource",
];
export const USE_KEY = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"];
export const ADMINISTER_KEY = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:DescribeKey",
  "kms:DisableKey",
  "kms:DisableKeyRotation",
  "kms:EnableKey",
  "kms:EnableKeyRotation",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:ListGrants",
  "kms:ListKeyPolicies",
  "kms:ListKeyRotations",
  "kms:ListResourceTags",
  "kms:PutKeyPolicy",
  "kms:RotateKeyOnDemand",
  "kms:ScheduleKeyDeletion",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:UpdateAlias",
  "kms:UpdateKeyDescription",
];

/** Stands in for a value that is known only at deployment. */
export const LATER = "${known-only-at-deployment}";

/** Stands in for a list that as a whole is known only at deployment. */
export const LATER_LIST: readonly string[] = ["#{list-known-only-at-deployment}"];

/** Takes `LATER_LIST`, and every text that holds `LATER`, as unresolved. */
export function isLater(value: unknown): boolean {
  return Array.isArray(value) ? value[0] === LATER_LIST[0] : typeof value === "string" && value.includes(LATER);
}

/** Compares values and the order of their keys: two documents are the same when their bytes are. */
export function expectSame(actual: unknown, expected: unknown): void {
  expect(actual).to.deep.equal(expected);
  expect(JSON.stringify(actual)).to.equal(JSON.stringify(expected));
}

/** What a call refuses. */
export function findingsOf(call: () => unknown): readonly Finding[] {
  try {
    call();
  } catch (error) {
    if (!PolicyError.is(error)) throw error;
    return error.findings;
  }
  throw new Error("the call was expected to throw a PolicyError, and did not");
}

/** A finding as a table gives it: what it does not give is not compared. */
export type ExpectedFinding = Pick<Finding, "code" | "path"> & Partial<Pick<Finding, "message" | "hint">>;

/** Compares everything that one call refuses, in order. */
export function expectFindings(call: () => unknown, expected: readonly ExpectedFinding[]): void {
  const given = findingsOf(call).map((finding, index) => {
    const keys = Object.keys(expected[index] ?? { code: true, path: true }) as (keyof Finding)[];
    return Object.fromEntries(keys.map((key) => [key, finding[key]]));
  });
  expect(given).to.deep.equal(expected);
}

/** Whether a value and everything in it is frozen. */
export function isDeeplyFrozen(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen);
}
