import { checkKeySettings } from "./check-key-settings";
import { FindingList } from "../findings/findings";
import type { KeySafeguards } from "./key-safeguards";
import { resolveSafeguards } from "./key-safeguards";
import { allResolved } from "../base/unresolved";

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
