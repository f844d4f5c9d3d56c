import type { CheckContext } from "../findings/checks";
import { checkText, joinPath } from "../findings/checks";
import { shown } from "../findings/findings";
import type { AnyShape, PropertyCheck } from "../findings/shape";
import { checkGiven, checkNames } from "../findings/shape";

/**
 * Adds a finding for everything that is wrong with the settings of a key.
 *
 * @param shape - Them, and what else is given with them.
 */
export function checkKey(given: object, shape: AnyShape, path: string, context: CheckContext): void {
  const settings = given as Readonly<Record<string, unknown>>;
  checkWithoutBypass(settings, shape, path, context);
  if (settings["enableKeyRotation"] === false && settings["rotationPeriodInDays"] !== undefined) {
    const message = "a rotation period is given although enableKeyRotation is false";
    context.findings.add("CONFLICTING_OPTIONS", joinPath(path, "rotationPeriodInDays"), message);
  }
  checkKeyStore(settings, path, context);
}

/**
 * Checks a key or a replica by its shape; asking for the bypass by the name that AWS has for it is refused with a
 * reason of its own.
 */
export function checkWithoutBypass(given: object, shape: AnyShape, path: string, context: CheckContext): void {
  const { bypassPolicyLockoutSafetyCheck: bypass, ...others } = given as Readonly<Record<string, unknown>>;
  checkNames(others, shape, path, context);
  if (bypass !== undefined && bypass !== false) {
    const message = "without its lockout check, KMS accepts a policy that nobody may be able to change";
    context.findings.add("LOCKOUT_CHECK_BYPASSED", joinPath(path, "bypassPolicyLockoutSafetyCheck"), message);
  }
  checkGiven(others, shape, path, context);
}

function checkKeyStore(settings: Readonly<Record<string, unknown>>, path: string, { findings }: CheckContext): void {
  const { customKeyStoreId, xksKeyId } = settings;
  if (customKeyStoreId === undefined) {
    if (xksKeyId === undefined) return;
    const message = "an external key needs the external key store that it is in";
    findings.add("CUSTOM_KEY_STORE_CONFLICT", joinPath(path, "xksKeyId"), message, {
      hint: "give the customKeyStoreId of the external key store, or leave xksKeyId out",
    });
    return;
  }
  const excluded = ["enableKeyRotation", "multiRegion"].filter((flag) => settings[flag] === true);
  if (settings["rotationPeriodInDays"] !== undefined) excluded.push("rotationPeriodInDays");
  for (const property of excluded) {
    const message = `${property} cannot be combined with customKeyStoreId`;
    findings.add("CUSTOM_KEY_STORE_CONFLICT", joinPath(path, property), message);
  }
}

/** The longest description that KMS keeps. */
const LONGEST_DESCRIPTION = 8_192;

/** Checks what a key is for. */
export function checkDescription(value: unknown, path: string, context: CheckContext): void {
  if (!checkText(value, path, context) || value.length <= LONGEST_DESCRIPTION) return;
  context.findings.add("INVALID_OPTION", path, `has ${value.length} characters; KMS allows ${LONGEST_DESCRIPTION}`, {
    hint: "give a shorter description",
  });
}

/** How AWS writes the id of an external key. */
const XKS_KEY_ID = /^[\w.-]{1,128}$/;

/** Checks the id of a key outside of AWS. */
export function checkExternalKeyId(value: unknown, path: string, context: CheckContext): void {
  if (!checkText(value, path, context) || XKS_KEY_ID.test(value)) return;
  context.findings.add("INVALID_OPTION", path, `${shown(value)} is not a valid id of an external key`, {
    hint: "give 1 to 128 characters of A-Z a-z 0-9 - _ .",
  });
}

/** Checks a number of days. */
export function days(
  least: number,
  most: number,
  code: "ROTATION_PERIOD_OUT_OF_RANGE" | "DELETION_WINDOW_OUT_OF_RANGE",
): PropertyCheck {
  return (value, path, { findings, isUnresolved }) => {
    if (isUnresolved(value)) return;
    if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return;
    findings.add(code, path, `must be a whole number of days from ${least} to ${most}, got ${shown(value)}`);
  };
}
