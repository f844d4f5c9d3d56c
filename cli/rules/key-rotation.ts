import type { Key } from "../model/access-model";
import { isUnknown } from "../policy/unknown";
import { keyRule } from "./define-rule";
import { PAGES } from "./pages";

const SHORTEST = 90;
const LONGEST = 2560;
const A_YEAR = 365;

/**
 * Medium, as Security Hub has it: nothing fails, yet every standard asks for it and it costs nothing. Keys that KMS
 * cannot rotate by itself are not asked.
 *
 * Elsewhere: https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html, checkov's KMSRotation.py,
 * trivy-checks' kms/auto_rotate_keys.rego, Prowler's metadata of the check.
 */
export const KEY_ROTATION_OFF = keyRule(
  {
    id: "key-rotation-off",
    title: "The key of a repository is rotated automatically.",
    severity: "medium",
    see: PAGES.rotation,
    elsewhere: {
      securityHub: ["KMS.4"],
      checkov: ["CKV_AWS_7"],
      trivy: ["AWS-0065"],
      prowler: ["kms_cmk_rotation_enabled"],
    },
    why: "One piece of key material protects ever more data. Rotation keeps the key's ARN and the old material, so it does not affect images that are there.",
    fix: "Set enable_key_rotation = true.",
  },
  (key) => (key.rotation === false && canRotate(key) ? { message: "It is not rotated automatically." } : undefined),
);

/** High: KMS refuses the value, so the deployment fails. */
export const ROTATION_PERIOD_OUT_OF_RANGE = keyRule(
  {
    id: "rotation-period-out-of-range",
    title: `A rotation period has ${SHORTEST} to ${LONGEST} days.`,
    severity: "high",
    see: PAGES.enableRotation,
    elsewhere: {},
    why: "KMS refuses any other period: the deployment fails.",
    fix: `Set rotation_period_in_days to a number from ${SHORTEST} to ${LONGEST}.`,
  },
  ({ rotationPeriodInDays: days }) =>
    days === undefined || isUnknown(days) || (days >= SHORTEST && days <= LONGEST)
      ? undefined
      : { message: `It is to be rotated every ${days} days; KMS takes ${SHORTEST} to ${LONGEST}.` },
);

/** Low: allowed, and rarer than the yearly rotation that KMS has by default. */
export const ROTATION_PERIOD_LONG = keyRule(
  {
    id: "rotation-period-long",
    title: "A key is rotated once a year or more often.",
    severity: "low",
    see: PAGES.rotation,
    elsewhere: {},
    why: "Standards that ask for rotation mostly ask for a yearly one, which is also what KMS does by default.",
    fix: `Leave rotation_period_in_days out, or set it to ${A_YEAR} or less.`,
  },
  ({ rotation, rotationPeriodInDays: days }) =>
    rotation === false || days === undefined || isUnknown(days) || days <= A_YEAR || days > LONGEST
      ? undefined
      : { message: `It is rotated every ${days} days.` },
);

/** KMS rotates symmetric keys with material of its own only. */
function canRotate({ keySpec, origin }: Key): boolean {
  return keySpec === "SYMMETRIC_DEFAULT" && (origin === undefined || origin === "AWS_KMS");
}
