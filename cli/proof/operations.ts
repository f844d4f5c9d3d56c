import type { ADMINISTER_KEY_ACTIONS } from "../../shared/internal";
import { PUSH_ACTIONS } from "../../shared/internal";
import type { KmsModel, OperationId } from "./proof";

/** An API call of an operation, before it is known who makes it and on what. */
export interface PlannedCall {
  readonly action: string;
  readonly target: "registry" | "repository" | "key";
  readonly neededBy: KmsModel;
  /** The page that says so. */
  readonly see: string;
  /** Who calls: the principal, AWS Lambda, or whoever creates a function in another account. @default "principal" */
  readonly by?: "lambda" | "function-creator";
  /** For calls to KMS: made by ECR for the caller, or by the caller itself. */
  readonly via?: "ecr";
  /** Whether the call carries the repository's encryption context. */
  readonly encryptionContext?: true;
  /** The grant that ECR asks for. */
  readonly grant?: true;
  /** `kms:RetireGrant` has no effect in a key policy. */
  readonly inIamOnly?: true;
}

/** The calls of an operation, by what they are needed for. */
export interface OperationCalls {
  readonly always: readonly PlannedCall[];
  /** Besides, when the repository is encrypted with a key of one's own. */
  readonly withOwnKey: readonly PlannedCall[];
  /** Besides, when it is encrypted with the AWS managed key. */
  readonly withManagedKey: readonly PlannedCall[];
  /** A call by which whoever may make it can let themselves in. */
  readonly opening?: PlannedCall;
  /** An action that tells this operation from others: whoever has it is meant to have the rest too. */
  readonly telling: string;
}

const GUIDE = "https://docs.aws.amazon.com/AmazonECR/latest/userguide";
const ENCRYPTION = `${GUIDE}/encryption-at-rest.html`;
const CLOUDTRAIL = `${GUIDE}/logging-using-cloudtrail.html`;
const PUSH_PAGE = `${GUIDE}/image-push-iam.html`;
const PULL_PAGE = `${GUIDE}/repository-policy-examples.html`;
const REGISTRY_PAGE =
  "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html";
const KEY_PAGE = "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html";
const LAMBDA_PAGE = "https://docs.aws.amazon.com/lambda/latest/dg/images-create.html";
const GRANTS_PAGE =
  "https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service";

/**
 * What an administrator of a key does that nobody else should: out of the actions that this package plans for
 * administrators.
 */
const ADMINISTRATION = [
  "kms:CancelKeyDeletion",
  "kms:DisableKey",
  "kms:EnableKeyRotation",
  "kms:PutKeyPolicy",
  "kms:ScheduleKeyDeletion",
  "kms:TagResource",
] as const satisfies readonly (typeof ADMINISTER_KEY_ACTIONS)[number][];

/** What of a key's administration is enough to do harm: whoever may change the policy may do all. */
export const HARMFUL_CALLS: ReadonlySet<string> = new Set([
  "kms:PutKeyPolicy",
  "kms:ScheduleKeyDeletion",
  "kms:DisableKey",
]);

const LOGIN: PlannedCall = {
  action: "ecr:GetAuthorizationToken",
  target: "registry",
  neededBy: "documented",
  see: `${GUIDE}/registry_auth.html`,
};

const SET_POLICY = onRepository("ecr:SetRepositoryPolicy", REGISTRY_PAGE);

/** The calls that AWS makes or checks for each operation. */
export const OPERATION_CALLS: Readonly<Record<OperationId, OperationCalls>> = {
  "create-repository": {
    always: [onRepository("ecr:CreateRepository", REGISTRY_PAGE)],
    withOwnKey: [
      onKey("kms:DescribeKey", ENCRYPTION, { via: "ecr" }),
      onKey("kms:CreateGrant", CLOUDTRAIL, { via: "ecr", encryptionContext: true, grant: true }),
      onKey("kms:RetireGrant", ENCRYPTION, { via: "ecr", inIamOnly: true }),
    ],
    withManagedKey: [],
    telling: "ecr:CreateRepository",
  },
  push: {
    always: [LOGIN, ...PUSH_ACTIONS.map((action) => onRepository(action, PUSH_PAGE))],
    withOwnKey: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"].map(useOfKey),
    withManagedKey: [],
    opening: SET_POLICY,
    telling: "ecr:PutImage",
  },
  pull: {
    always: [
      LOGIN,
      onRepository("ecr:BatchGetImage", PULL_PAGE),
      onRepository("ecr:GetDownloadUrlForLayer", PULL_PAGE),
    ],
    withOwnKey: ["kms:Decrypt", "kms:DescribeKey"].map(useOfKey),
    withManagedKey: [],
    opening: SET_POLICY,
    telling: "ecr:GetDownloadUrlForLayer",
  },
  "delete-repository": {
    always: [onRepository("ecr:DeleteRepository", REGISTRY_PAGE)],
    withOwnKey: [onKey("kms:RetireGrant", ENCRYPTION, { via: "ecr", inIamOnly: true })],
    withManagedKey: [onKey("kms:RetireGrant", ENCRYPTION, { via: "ecr", inIamOnly: true })],
    opening: SET_POLICY,
    telling: "ecr:DeleteRepository",
  },
  "administer-key": {
    always: [],
    withOwnKey: ADMINISTRATION.map((action) => onKey(action, KEY_PAGE)),
    withManagedKey: [],
    telling: "kms:PutKeyPolicy",
  },
  "pull-by-lambda": {
    always: (["lambda", "function-creator"] as const).flatMap((by) =>
      ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"].map((action) => ({
        ...onRepository(action, LAMBDA_PAGE),
        by,
      })),
    ),
    withOwnKey: [],
    withManagedKey: [],
    telling: "ecr:GetDownloadUrlForLayer",
  },
};

/** Every action that some operation asks for. */
export const ASKED_ACTIONS: readonly string[] = [
  ...new Set(
    Object.values(OPERATION_CALLS).flatMap(({ always, withOwnKey, withManagedKey }) =>
      [...always, ...withOwnKey, ...withManagedKey].map(({ action }) => action),
    ),
  ),
];

function onRepository(action: string, see: string): PlannedCall {
  return { action, target: "repository", neededBy: "documented", see };
}

function onKey(action: string, see: string, more: Partial<PlannedCall> = {}): PlannedCall {
  return { action, target: "key", neededBy: "documented", see, ...more };
}

/** `DescribeKey` has no encryption context. */
function useOfKey(action: string): PlannedCall {
  const context = action === "kms:DescribeKey" ? {} : ({ encryptionContext: true } as const);
  return onKey(action, GRANTS_PAGE, { neededBy: "two-way", via: "ecr", ...context });
}
