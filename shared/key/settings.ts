import { isRecord } from "../base/record";
import type { CheckContext } from "../findings/checks";
import { checkBoolean, checkText } from "../findings/checks";
import { FindingList, shown } from "../findings/findings";
import type { Shape } from "../findings/shape";
import { withDefaults } from "../findings/shape";
import { checkDescription, checkExternalKeyId, checkKey, days } from "./check-settings";
import type { KeySafeguards } from "./safeguards";
import { resolveSafeguards, SAFEGUARDS } from "./safeguards";
import { allResolved } from "../base/unresolved";

/** How a key is created and managed. The names are those of `aws_kms_key`. docs/keys.md says when to choose what. */
export interface KeySettings extends KeySafeguards {
  /** What the key is for. @default "Encrypts Amazon ECR repositories" */
  readonly description?: string;
  /**
   * Whether the key can be used. While it is disabled, nothing can be pushed or pulled, no repository can be created
   * with it, no grant can be made on it, and it is not rotated; its alias, its policy and the grants it has stay.
   * Enabling it again brings everything back.
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
   * Whether the key can be replicated to other Regions (`ReplicaKey`). AWS services treat each replica as a key of its
   * own. Cannot be changed later: Terraform would replace the key.
   * @default false
   * @see https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
   */
  readonly multiRegion?: boolean;
  /**
   * The id of a connected custom key store (AWS CloudHSM, or external together with `xksKeyId`). Excludes rotation and
   * multiRegion. Cannot be changed later.
   * @default - AWS KMS
   */
  readonly customKeyStoreId?: string;
  /**
   * The id by which an external key store knows the external key: 256-bit AES, enabled, and used by no other KMS key.
   * Goes with the `customKeyStoreId` of an external key store, and only with one. Cannot be changed later.
   * @default - the key store, if any, is one of AWS CloudHSM
   * @see https://docs.aws.amazon.com/kms/latest/developerguide/create-xks-keys.html
   */
  readonly xksKeyId?: string;
}

/**
 * Key settings with every default filled in, as `aws_kms_key` takes them; what does not apply, or says what AWS does
 * anyway, is absent.
 */
export type ResolvedKeySettings = Omit<KeySettings, keyof KeySafeguards> &
  Required<Pick<KeySettings, "description" | "enableKeyRotation" | "deletionWindowInDays" | "multiRegion">> & {
    /** Whether KMS skips its lockout check; absent unless it was asked to. */
    readonly bypassPolicyLockoutSafetyCheck?: boolean;
  };

/** What keys and their replicas have in common. */
export const SHARED_SETTINGS = {
  description: { check: checkDescription, default: "Encrypts Amazon ECR repositories" },
  /** The most days that AWS offers. */
  deletionWindowInDays: { check: days(7, 30, "DELETION_WINDOW_OUT_OF_RANGE"), default: 30 },
} as const;

/** The settings of a key that go to the key itself. */
const OF_THE_KEY = {
  description: SHARED_SETTINGS.description,
  isEnabled: { check: checkBoolean, awsDefault: true },
  enableKeyRotation: { check: checkBoolean, otherwise: "`true`, and `false` in a custom key store" },
  rotationPeriodInDays: {
    check: days(90, 2560, "ROTATION_PERIOD_OUT_OF_RANGE"),
    otherwise: "`365`, where the key is rotated",
  },
  deletionWindowInDays: SHARED_SETTINGS.deletionWindowInDays,
  multiRegion: { check: checkBoolean, default: false },
  customKeyStoreId: { check: checkText, otherwise: "AWS KMS" },
  xksKeyId: { check: checkExternalKeyId, otherwise: "the key store, if any, is one of AWS CloudHSM" },
} as const;

/** The settings of a key. */
export const KEY_SETTINGS = { ...OF_THE_KEY, ...SAFEGUARDS } as const satisfies Shape<KeySettings>;

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
  const { customKeyStoreId, enableKeyRotation = customKeyStoreId === undefined, ...others } = settings;
  const { rotationPeriodInDays = 365, ...unrotated } = others;
  const rotation = enableKeyRotation ? { enableKeyRotation, rotationPeriodInDays } : { enableKeyRotation };
  const store = customKeyStoreId === undefined ? {} : { customKeyStoreId };
  const filled = withDefaults({ ...unrotated, ...rotation, ...store }, OF_THE_KEY);
  return Object.freeze({ ...filled, ...resolveSafeguards(settings) });
}

/** Adds a finding for everything that is wrong with the settings of a key. */
export function checkKeySettings(settings: unknown, path: string, context: CheckContext): void {
  if (isRecord(settings)) checkKey(settings, KEY_SETTINGS, path, context);
  else context.findings.add("INVALID_TYPE", path, `must be key settings, got ${shown(settings)}`);
}
