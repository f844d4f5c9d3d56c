import type { CheckContext } from "./check-values";
import { checkBoolean, checkChoice, checkProperties, checkText, isRecord, joinPath } from "./check-values";
import type { EncryptionType } from "./encryption-configuration";
import { ENCRYPTION_TYPES } from "./encryption-configuration";
import { shown } from "./findings";
import { partitionOf } from "./partition";

/** The choices of `imageTagMutability`. */
export const TAG_MUTABILITIES = Object.freeze(["IMMUTABLE", "MUTABLE"] as const);

/** How a repository is kept. The names are those of `aws_ecr_repository`. */
export interface RepositorySettings {
  /** Whether a pushed tag stays what it is. @default "IMMUTABLE" */
  readonly imageTagMutability?: (typeof TAG_MUTABILITIES)[number];
  /** Whether every push is scanned. @default true */
  readonly scanOnPush?: boolean;
  /**
   * Whether deleting the repository deletes its images too. Needs `deletionProtection: false`.
   * @default false
   */
  readonly forceDelete?: boolean;
  /** The text of a lifecycle policy (JSON). @default - images are kept forever */
  readonly lifecyclePolicy?: string;
  /** `"KMS_DSSE"` exists in AWS GovCloud (US) only. @default "KMS" */
  readonly encryptionType?: EncryptionType;
}

/** Repository settings with every default filled in. */
export type ResolvedRepositorySettings = Required<Omit<RepositorySettings, "lifecyclePolicy">> &
  Pick<RepositorySettings, "lifecyclePolicy">;

const PROPERTIES = ["imageTagMutability", "scanOnPush", "forceDelete", "lifecyclePolicy", "encryptionType"] as const;

/** Fills in the defaults of settings that have been checked. */
export function resolveRepositorySettings(settings: RepositorySettings = {}): ResolvedRepositorySettings {
  return Object.freeze({
    imageTagMutability: settings.imageTagMutability ?? "IMMUTABLE",
    scanOnPush: settings.scanOnPush ?? true,
    forceDelete: settings.forceDelete ?? false,
    encryptionType: settings.encryptionType ?? "KMS",
    ...(settings.lifecyclePolicy === undefined ? {} : { lifecyclePolicy: settings.lifecyclePolicy }),
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
  const { imageTagMutability, scanOnPush, forceDelete, lifecyclePolicy, encryptionType } = settings;
  checkProperties(settings, PROPERTIES, path, context);
  checkChoice(imageTagMutability, TAG_MUTABILITIES, at("imageTagMutability"), context);
  checkChoice(encryptionType, ENCRYPTION_TYPES, at("encryptionType"), context);
  checkBoolean(scanOnPush, at("scanOnPush"), context);
  checkBoolean(forceDelete, at("forceDelete"), context);
  if (
    lifecyclePolicy !== undefined &&
    checkText(lifecyclePolicy, at("lifecyclePolicy"), context) &&
    !isJsonObject(lifecyclePolicy)
  ) {
    findings.add("INVALID_TYPE", at("lifecyclePolicy"), "is not the JSON text of an object", {
      hint: "give JSON.stringify({ rules: [ … ] })",
    });
  }
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

function isJsonObject(text: string): boolean {
  try {
    return isRecord(JSON.parse(text) as unknown);
  } catch {
    return false;
  }
}
