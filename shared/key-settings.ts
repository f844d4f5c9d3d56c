import type { CheckContext } from "./check-values";
import { checkBoolean, checkProperties, checkText, isRecord, joinPath } from "./check-values";
import { FindingList, shown } from "./findings";
import { allResolved } from "./unresolved";

/** How a key is made and kept. The names are those of `aws_kms_key`. */
export interface KeySettings {
  /** @default "Encrypts Amazon ECR repositories" */
  readonly description?: string;
  /** Whether KMS makes new key material by itself. @default true, and false in a custom key store */
  readonly enableKeyRotation?: boolean;
  /** Days between rotations, 90 to 2560. @default 365 */
  readonly rotationPeriodInDays?: number;
  /** Days between scheduling the deletion of the key and its deletion, 7 to 30. @default 30 */
  readonly deletionWindowInDays?: number;
  /** Whether the key can be replicated to other Regions. AWS services treat each replica as a key of its own. @default false */
  readonly multiRegion?: boolean;
  /** The id of a custom key store (AWS CloudHSM or external). Excludes rotation and multiRegion. @default - AWS KMS */
  readonly customKeyStoreId?: string;
}

/** Key settings with every default filled in; what does not apply is absent. */
export type ResolvedKeySettings = Required<
  Pick<KeySettings, "description" | "enableKeyRotation" | "deletionWindowInDays" | "multiRegion">
> &
  Pick<KeySettings, "rotationPeriodInDays" | "customKeyStoreId">;

const PROPERTIES = [
  "description",
  "enableKeyRotation",
  "rotationPeriodInDays",
  "deletionWindowInDays",
  "multiRegion",
  "customKeyStoreId",
] as const;

/**
 * The settings of a key with the safe defaults filled in.
 *
 * @throws PolicyError with ROTATION_PERIOD_OUT_OF_RANGE, DELETION_WINDOW_OUT_OF_RANGE, CUSTOM_KEY_STORE_CONFLICT and others
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html
 * @example
 * ```ts
 * keySettings({ rotationPeriodInDays: 180 });
 * // { description: "Encrypts Amazon ECR repositories", enableKeyRotation: true, rotationPeriodInDays: 180,
 * //   deletionWindowInDays: 30, multiRegion: false }
 * ```
 */
export function keySettings(settings: KeySettings = {}): ResolvedKeySettings {
  const findings = new FindingList();
  checkKeySettings(settings, "", { findings, isUnresolved: allResolved });
  findings.throwIfAny("the key settings");
  return resolveKeySettings(settings);
}

/** Fills in the defaults of settings that have been checked. */
export function resolveKeySettings(settings: KeySettings = {}): ResolvedKeySettings {
  const custom = settings.customKeyStoreId !== undefined;
  const enableKeyRotation = settings.enableKeyRotation ?? !custom;
  return Object.freeze({
    description: settings.description ?? "Encrypts Amazon ECR repositories",
    enableKeyRotation,
    ...(enableKeyRotation ? { rotationPeriodInDays: settings.rotationPeriodInDays ?? 365 } : {}),
    deletionWindowInDays: settings.deletionWindowInDays ?? 30,
    multiRegion: settings.multiRegion ?? false,
    ...(settings.customKeyStoreId === undefined ? {} : { customKeyStoreId: settings.customKeyStoreId }),
  });
}

/** Adds a finding for everything that is wrong with the settings. */
export function checkKeySettings(settings: unknown, path: string, context: CheckContext): void {
  const { findings } = context;
  const at = (property: string): string => joinPath(path, property);
  if (settings === undefined) return;
  if (!isRecord(settings)) {
    findings.add("INVALID_TYPE", path, `must be key settings, got ${shown(settings)}`);
    return;
  }
  checkProperties(settings, PROPERTIES, path, context);
  for (const flag of ["enableKeyRotation", "multiRegion"]) checkBoolean(settings[flag], at(flag), context);
  for (const text of ["description", "customKeyStoreId"]) {
    if (settings[text] !== undefined) checkText(settings[text], at(text), context);
  }
  checkDescription(settings["description"], at("description"), context);
  checkDays(
    settings["rotationPeriodInDays"],
    at("rotationPeriodInDays"),
    [90, 2560],
    "ROTATION_PERIOD_OUT_OF_RANGE",
    context,
  );
  checkDays(
    settings["deletionWindowInDays"],
    at("deletionWindowInDays"),
    [7, 30],
    "DELETION_WINDOW_OUT_OF_RANGE",
    context,
  );
  if (settings["enableKeyRotation"] === false && settings["rotationPeriodInDays"] !== undefined) {
    findings.add(
      "CONFLICTING_OPTIONS",
      at("rotationPeriodInDays"),
      "a rotation period is given although enableKeyRotation is false",
    );
  }
  if (settings["customKeyStoreId"] === undefined) return;
  const excluded = ["enableKeyRotation", "multiRegion"].filter((flag) => settings[flag] === true);
  if (settings["rotationPeriodInDays"] !== undefined) excluded.push("rotationPeriodInDays");
  for (const property of excluded) {
    findings.add("CUSTOM_KEY_STORE_CONFLICT", at(property), `${property} does not go with customKeyStoreId`);
  }
}

/** The longest description that KMS keeps. */
const LONGEST_DESCRIPTION = 8_192;

function checkDescription(value: unknown, path: string, { findings }: CheckContext): void {
  if (typeof value !== "string" || value.length <= LONGEST_DESCRIPTION) return;
  findings.add("INVALID_OPTION", path, `has ${value.length} characters, KMS keeps ${LONGEST_DESCRIPTION}`, {
    hint: "give a shorter description",
  });
}

function checkDays(
  value: unknown,
  path: string,
  [least, most]: readonly [number, number],
  code: "ROTATION_PERIOD_OUT_OF_RANGE" | "DELETION_WINDOW_OUT_OF_RANGE",
  { findings, isUnresolved }: CheckContext,
): void {
  if (value === undefined || isUnresolved(value)) return;
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return;
  findings.add(code, path, `must be a whole number of days from ${least} to ${most}, got ${shown(value)}`);
}
