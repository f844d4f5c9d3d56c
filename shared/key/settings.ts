import { FindingList, shown } from "../findings/findings";
import type { KeySafeguards } from "./safeguards";
import { resolveSafeguards, SAFEGUARDS } from "./safeguards";
import { allResolved } from "../base/unresolved";
import type { CheckContext } from "../findings/checks";
import { isRecord } from "../base/record";
import { checkBoolean, checkProperties, checkText, joinPath } from "../findings/checks";

/** How a key is made and kept. The names are those of `aws_kms_key`. docs/keys.md says when to choose what. */
export interface KeySettings extends KeySafeguards {
  /** What the key is for. @default "Encrypts Amazon ECR repositories" */
  readonly description?: string;
  /**
   * Whether the key can be used. While it is disabled, nothing can be pushed or pulled, no repository can be created with it, no grant can
   * be made on it, and it is not rotated; its alias, its policy and the grants it has stay. Enabling it again brings everything back.
   * @default true
   * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
   */
  readonly isEnabled?: boolean;
  /** Whether KMS makes new key material by itself. @default true, and false in a custom key store */
  readonly enableKeyRotation?: boolean;
  /** Days between rotations, 90 to 2560. @default 365 */
  readonly rotationPeriodInDays?: number;
  /** Days between scheduling the deletion of the key and its deletion, 7 to 30. @default 30 */
  readonly deletionWindowInDays?: number;
  /**
   * Whether the key can be replicated to other Regions (`ReplicaKey`). AWS services treat each replica as a key of its own. Cannot be
   * changed later: Terraform would replace the key.
   * @default false
   * @see https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
   */
  readonly multiRegion?: boolean;
  /**
   * The id of a connected custom key store (AWS CloudHSM, or external together with `xksKeyId`). Excludes rotation and multiRegion. Cannot
   * be changed later.
   * @default - AWS KMS
   */
  readonly customKeyStoreId?: string;
  /**
   * The id by which an external key store knows the external key: 256-bit AES, enabled, and used by no other KMS key. Goes with the
   * `customKeyStoreId` of an external key store, and only with one. Cannot be changed later.
   * @default - the key store, if any, is one of AWS CloudHSM
   * @see https://docs.aws.amazon.com/kms/latest/developerguide/create-xks-keys.html
   */
  readonly xksKeyId?: string;
}

/** Key settings with every default filled in, as `aws_kms_key` takes them; what does not apply, or says what AWS does anyway, is absent. */
export type ResolvedKeySettings = Required<
  Pick<KeySettings, "description" | "enableKeyRotation" | "deletionWindowInDays" | "multiRegion">
> &
  Pick<KeySettings, "isEnabled" | "rotationPeriodInDays" | "customKeyStoreId" | "xksKeyId"> & {
    /** Whether KMS skips its lockout check; absent unless it was asked to. */
    readonly bypassPolicyLockoutSafetyCheck?: boolean;
  };

/** The description of a key that is given none. */
export const DEFAULT_KEY_DESCRIPTION = "Encrypts Amazon ECR repositories";

/** The days of `deletionWindowInDays` unless others are given: the most that AWS offers. */
export const DEFAULT_DELETION_WINDOW = 30;

/**
 * The settings of a key with the safe defaults filled in.
 *
 * @throws PolicyError with ROTATION_PERIOD_OUT_OF_RANGE, DELETION_WINDOW_OUT_OF_RANGE, CUSTOM_KEY_STORE_CONFLICT,
 * LOCKOUT_CHECK_BYPASSED and others
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
  const { isEnabled, rotationPeriodInDays, customKeyStoreId, xksKeyId } = settings;
  const enableKeyRotation = settings.enableKeyRotation ?? customKeyStoreId === undefined;
  return Object.freeze({
    description: settings.description ?? DEFAULT_KEY_DESCRIPTION,
    ...(isEnabled === undefined ? {} : { isEnabled }),
    enableKeyRotation,
    ...(enableKeyRotation ? { rotationPeriodInDays: rotationPeriodInDays ?? 365 } : {}),
    deletionWindowInDays: settings.deletionWindowInDays ?? DEFAULT_DELETION_WINDOW,
    multiRegion: settings.multiRegion ?? false,
    ...(customKeyStoreId === undefined ? {} : { customKeyStoreId }),
    ...(xksKeyId === undefined ? {} : { xksKeyId }),
    ...resolveSafeguards(settings),
  });
}

const PROPERTIES = [
  "description",
  "isEnabled",
  "enableKeyRotation",
  "rotationPeriodInDays",
  "deletionWindowInDays",
  "multiRegion",
  "customKeyStoreId",
  "xksKeyId",
  ...SAFEGUARDS,
] as const;

/** A property of what the caller gave: its path. */
type At = (property: string) => string;

/** Adds a finding for everything that is wrong with the settings of a key. */
export function checkKeySettings(settings: unknown, path: string, context: CheckContext): void {
  const { findings } = context;
  const at: At = (property) => joinPath(path, property);
  if (settings === undefined) return;
  if (!isRecord(settings)) {
    findings.add("INVALID_TYPE", path, `must be key settings, got ${shown(settings)}`);
    return;
  }
  checkOwnProperties(settings, PROPERTIES, path, context);
  for (const flag of ["isEnabled", "enableKeyRotation", "multiRegion"]) checkBoolean(settings[flag], at(flag), context);
  checkSharedValues(settings, at, context);
  checkDays(
    settings["rotationPeriodInDays"],
    at("rotationPeriodInDays"),
    [90, 2560],
    "ROTATION_PERIOD_OUT_OF_RANGE",
    context,
  );
  checkDeletionWindow(settings, at, context);
  if (settings["enableKeyRotation"] === false && settings["rotationPeriodInDays"] !== undefined) {
    findings.add(
      "CONFLICTING_OPTIONS",
      at("rotationPeriodInDays"),
      "a rotation period is given although enableKeyRotation is false",
    );
  }
  checkKeyStore(settings, at, context);
}

/** Checks the names of what was given; asking for the bypass by the name that AWS has for it is refused with a reason of its own. */
export function checkOwnProperties(
  settings: Readonly<Record<string, unknown>>,
  allowed: readonly string[],
  path: string,
  context: CheckContext,
): void {
  const { bypassPolicyLockoutSafetyCheck: bypass, ...others } = settings;
  checkProperties(others, allowed, path, context);
  if (bypass === undefined || bypass === false) return;
  const message = "without its lockout check KMS takes a policy that nobody may be able to change again";
  context.findings.add("LOCKOUT_CHECK_BYPASSED", joinPath(path, "bypassPolicyLockoutSafetyCheck"), message);
}

/** Checks the description and the safeguards, which keys and replicas have in common. */
export function checkSharedValues(settings: Readonly<Record<string, unknown>>, at: At, context: CheckContext): void {
  const { description, deployer } = settings;
  for (const flag of ["separateAdministrators", "dangerouslyBypassPolicyLockoutSafetyCheck"])
    checkBoolean(settings[flag], at(flag), context);
  if (description !== undefined) checkDescription(description, at("description"), context);
  if (deployer !== undefined) checkText(deployer, at("deployer"), context);
}

/** Checks how long a key waits before it is deleted. */
export function checkDeletionWindow(settings: Readonly<Record<string, unknown>>, at: At, context: CheckContext): void {
  const days = settings["deletionWindowInDays"];
  checkDays(days, at("deletionWindowInDays"), [7, 30], "DELETION_WINDOW_OUT_OF_RANGE", context);
}

/** How AWS writes the id of an external key. */
const XKS_KEY_ID = /^[\w.-]{1,128}$/;

function checkKeyStore(settings: Readonly<Record<string, unknown>>, at: At, context: CheckContext): void {
  const { findings } = context;
  const { customKeyStoreId, xksKeyId } = settings;
  if (xksKeyId !== undefined && checkText(xksKeyId, at("xksKeyId"), context) && !XKS_KEY_ID.test(xksKeyId)) {
    findings.add("INVALID_OPTION", at("xksKeyId"), `${shown(xksKeyId)} cannot be the id of an external key`, {
      hint: "give 1 to 128 characters of A-Z a-z 0-9 - _ .",
    });
  }
  if (customKeyStoreId === undefined) {
    if (xksKeyId === undefined) return;
    findings.add(
      "CUSTOM_KEY_STORE_CONFLICT",
      at("xksKeyId"),
      "an external key needs the external key store it lies in",
      {
        hint: "give the customKeyStoreId of the external key store, or leave xksKeyId out",
      },
    );
    return;
  }
  checkText(customKeyStoreId, at("customKeyStoreId"), context);
  const excluded = ["enableKeyRotation", "multiRegion"].filter((flag) => settings[flag] === true);
  if (settings["rotationPeriodInDays"] !== undefined) excluded.push("rotationPeriodInDays");
  for (const property of excluded) {
    findings.add("CUSTOM_KEY_STORE_CONFLICT", at(property), `${property} does not go with customKeyStoreId`);
  }
}

/** The longest description that KMS keeps. */
const LONGEST_DESCRIPTION = 8_192;

function checkDescription(value: unknown, path: string, context: CheckContext): void {
  if (!checkText(value, path, context) || value.length <= LONGEST_DESCRIPTION) return;
  context.findings.add("INVALID_OPTION", path, `has ${value.length} characters, KMS keeps ${LONGEST_DESCRIPTION}`, {
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
