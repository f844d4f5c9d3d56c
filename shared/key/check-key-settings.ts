import type { CheckContext } from "../findings/check-values";
import { isRecord } from "../base/record";
import { checkBoolean, checkProperties, checkText, joinPath } from "../findings/check-values";
import { shown } from "../findings/findings";
import { SAFEGUARDS } from "./key-safeguards";

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
