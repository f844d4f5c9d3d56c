import { checkLifecyclePolicy } from "./lifecycle/check-policy";
import type { CheckContext } from "../findings/checks";
import { isRecord } from "../base/record";
import { checkBoolean, checkChoice, checkProperties, joinPath } from "../findings/checks";
import type { EncryptionType } from "../aws/encryption-configuration";
import { ENCRYPTION_TYPES } from "../aws/encryption-configuration";
import { shown } from "../findings/findings";
import type { LifecyclePolicy } from "./lifecycle/rule";
import { lifecyclePolicyText } from "./lifecycle/text";
import { partitionOf } from "../aws/partition";
import type { ImageTagMutabilityExclusionFilter, TagMutability } from "./tag-mutability";
import { checkTagMutability, resolveTagFilters } from "./tag-mutability";

/** How a repository is kept. The names are those of `aws_ecr_repository`. */
export interface RepositorySettings {
  /** Whether a pushed tag stays what it is. @default "IMMUTABLE" */
  readonly imageTagMutability?: TagMutability;
  /**
   * Tags for which the opposite holds, 1 to 5 filters; with `imageTagMutability: "…_WITH_EXCLUSION"`. Providers before version 6
   * do not know it. @default - none
   */
  readonly imageTagMutabilityExclusionFilters?: readonly ImageTagMutabilityExclusionFilter[];
  /** Whether every push is scanned. @default true */
  readonly scanOnPush?: boolean;
  /**
   * Whether deleting the repository deletes its images too. Needs `deletionProtection: false`.
   * @default false
   */
  readonly forceDelete?: boolean;
  /** Which images expire: what `lifecyclePolicy` builds, or the text of a policy (JSON). @default - images are kept forever */
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

/** The properties of `RepositorySettings`. */
export const REPOSITORY_SETTINGS = Object.freeze([
  "imageTagMutability",
  "imageTagMutabilityExclusionFilters",
  "scanOnPush",
  "forceDelete",
  "lifecyclePolicy",
  "encryptionType",
] as const satisfies readonly (keyof RepositorySettings)[]);

/** Fills in the defaults of settings that have been checked. */
export function resolveRepositorySettings(settings: RepositorySettings = {}): ResolvedRepositorySettings {
  const { imageTagMutabilityExclusionFilters: filters, lifecyclePolicy } = settings;
  return Object.freeze({
    imageTagMutability: settings.imageTagMutability ?? "IMMUTABLE",
    ...(filters === undefined ? {} : { imageTagMutabilityExclusionFilters: resolveTagFilters(filters) }),
    scanOnPush: settings.scanOnPush ?? true,
    forceDelete: settings.forceDelete ?? false,
    encryptionType: settings.encryptionType ?? "KMS",
    ...(lifecyclePolicy === undefined ? {} : { lifecyclePolicy: lifecyclePolicyText(lifecyclePolicy) }),
  });
}

/** What the settings have to agree with. */
export interface RepositoryContext {
  readonly region: unknown;
  readonly deletionProtection: unknown;
}

/** Adds a finding for everything that is wrong with the settings. */
export function checkRepositorySettings(
  settings: unknown,
  path: string,
  about: RepositoryContext,
  context: CheckContext,
): void {
  const { findings, isUnresolved } = context;
  if (settings === undefined) return;
  if (!isRecord(settings)) {
    findings.add("INVALID_TYPE", path, `must be repository settings, got ${shown(settings)}`);
    return;
  }
  const at = (property: string): string => joinPath(path, property);
  const { imageTagMutability, imageTagMutabilityExclusionFilters, scanOnPush } = settings;
  const { forceDelete, lifecyclePolicy, encryptionType } = settings;
  checkProperties(settings, REPOSITORY_SETTINGS, path, context);
  checkTagMutability(imageTagMutability, imageTagMutabilityExclusionFilters, at, context);
  checkChoice(encryptionType, ENCRYPTION_TYPES, at("encryptionType"), context);
  checkBoolean(scanOnPush, at("scanOnPush"), context);
  checkBoolean(forceDelete, at("forceDelete"), context);
  if (lifecyclePolicy !== undefined) checkLifecyclePolicy(lifecyclePolicy, at("lifecyclePolicy"), context);
  if (forceDelete === true && about.deletionProtection !== false) {
    findings.add(
      "CONFLICTING_OPTIONS",
      at("forceDelete"),
      "forceDelete deletes images, deletionProtection keeps them",
      {
        hint: "set deletionProtection: false as well, or leave forceDelete out",
      },
    );
  }
  const { region } = about;
  if (
    encryptionType === "KMS_DSSE" &&
    typeof region === "string" &&
    !isUnresolved(region) &&
    partitionOf(region) !== "aws-us-gov"
  ) {
    findings.add("DSSE_ONLY_IN_GOVCLOUD", at("encryptionType"), `KMS_DSSE is not available in ${shown(region)}`);
  }
}
