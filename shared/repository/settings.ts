import { checkLifecyclePolicy } from "./lifecycle/check-policy";
import type { CheckContext } from "../findings/checks";
import { isRecord } from "../base/record";
import { checkBoolean, joinPath } from "../findings/checks";
import type { Shape } from "../findings/shape";
import { checkShape, choiceOf, withDefaults } from "../findings/shape";
import type { EncryptionType } from "../aws/encryption-configuration";
import { ENCRYPTION_TYPES } from "../aws/encryption-configuration";
import { shown } from "../findings/findings";
import type { LifecyclePolicy } from "./lifecycle/rule";
import { lifecyclePolicyText } from "./lifecycle/text";
import { partitionOf } from "../aws/partition";
import type { ImageTagMutabilityExclusionFilter, TagMutability } from "./tag-mutability";
import { checkExclusions, checkTagFilters, resolveTagFilters, TAG_MUTABILITIES } from "./tag-mutability";

/** How a repository is kept. The names are those of `aws_ecr_repository`. */
export interface RepositorySettings {
  /** Whether a pushed tag stays what it is. @default "IMMUTABLE" */
  readonly imageTagMutability?: TagMutability;
  /**
   * Tags for which the opposite holds, 1 to 5 filters; with `imageTagMutability: "…_WITH_EXCLUSION"`. Providers before
   * version 6 do not know it. @default - none
   */
  readonly imageTagMutabilityExclusionFilters?: readonly ImageTagMutabilityExclusionFilter[];
  /** Whether every push is scanned. @default true */
  readonly scanOnPush?: boolean;
  /**
   * Whether deleting the repository deletes its images too. Needs `deletionProtection: false`.
   * @default false
   */
  readonly forceDelete?: boolean;
  /**
   * Which images expire: what `lifecyclePolicy` builds, or the text of a policy (JSON).
   * @default - images are kept forever
   */
  readonly lifecyclePolicy?: LifecyclePolicy | string;
  /** `"KMS_DSSE"` exists in AWS GovCloud (US) only. @default "KMS" */
  readonly encryptionType?: EncryptionType;
}

/** Repository settings with every default filled in. */
export type ResolvedRepositorySettings = Required<
  Omit<RepositorySettings, "lifecyclePolicy" | "imageTagMutabilityExclusionFilters">
> & {
  /** Sorted; absent where there are none. */
  readonly imageTagMutabilityExclusionFilters?: readonly Required<ImageTagMutabilityExclusionFilter>[];
  /** The text of the policy; absent where images are kept forever. */
  readonly lifecyclePolicy?: string;
};

/** The settings of a repository. Those of a creation template are among them. */
export const REPOSITORY_SETTINGS = {
  imageTagMutability: { check: choiceOf(TAG_MUTABILITIES), default: "IMMUTABLE" },
  imageTagMutabilityExclusionFilters: { check: checkTagFilters, otherwise: "none" },
  scanOnPush: { check: checkBoolean, default: true },
  forceDelete: { check: checkBoolean, default: false },
  encryptionType: { check: choiceOf(ENCRYPTION_TYPES), default: "KMS" },
  lifecyclePolicy: { check: checkLifecyclePolicy, otherwise: "none" },
} as const satisfies Shape<RepositorySettings>;

/** Fills in the defaults of settings that have been checked. */
export function resolveRepositorySettings(settings: RepositorySettings = {}): ResolvedRepositorySettings {
  const { imageTagMutabilityExclusionFilters: filters, lifecyclePolicy, ...plain } = settings;
  const asAwsTakesThem = {
    ...plain,
    ...(filters === undefined ? {} : { imageTagMutabilityExclusionFilters: resolveTagFilters(filters) }),
    ...(lifecyclePolicy === undefined ? {} : { lifecyclePolicy: lifecyclePolicyText(lifecyclePolicy) }),
  };
  return Object.freeze(withDefaults(asAwsTakesThem, REPOSITORY_SETTINGS));
}

/** What the settings have to agree with. */
export interface RepositoryContext {
  readonly region: unknown;
  readonly deletionProtection: unknown;
}

/** Adds a finding for everything that is wrong with the settings of a repository. */
export function checkRepositorySettings(
  settings: unknown,
  path: string,
  about: RepositoryContext,
  context: CheckContext,
): void {
  if (!isRecord(settings)) {
    context.findings.add("INVALID_TYPE", path, `must be repository settings, got ${shown(settings)}`);
    return;
  }
  checkShape(settings, REPOSITORY_SETTINGS, path, context);
  checkAgreement(settings, path, about, context);
}

/** Checks what settings have to agree with: each other, the Region, and the protection against deletion. */
export function checkAgreement(
  {
    imageTagMutability,
    imageTagMutabilityExclusionFilters,
    forceDelete,
    encryptionType,
  }: Readonly<Record<string, unknown>>,
  path: string,
  { region, deletionProtection }: RepositoryContext,
  context: CheckContext,
): void {
  const { findings, isUnresolved } = context;
  checkExclusions(imageTagMutability, imageTagMutabilityExclusionFilters, path, context);
  if (forceDelete === true && deletionProtection !== false) {
    const message = "forceDelete deletes images, deletionProtection keeps them";
    findings.add("CONFLICTING_OPTIONS", joinPath(path, "forceDelete"), message, {
      hint: "set deletionProtection: false as well, or leave forceDelete out",
    });
  }
  if (encryptionType !== "KMS_DSSE" || typeof region !== "string" || isUnresolved(region)) return;
  if (partitionOf(region) === "aws-us-gov") return;
  const message = `KMS_DSSE is not available in ${shown(region)}`;
  findings.add("DSSE_ONLY_IN_GOVCLOUD", joinPath(path, "encryptionType"), message);
}
