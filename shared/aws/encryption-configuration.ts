/** KMS encryption of a repository. `KMS_DSSE` (two layers of encryption) exists in AWS GovCloud (US) only. */
export type EncryptionType = "KMS" | "KMS_DSSE";

/** The choices of `encryptionType`. */
export const ENCRYPTION_TYPES: readonly EncryptionType[] = Object.freeze(["KMS", "KMS_DSSE"]);

/** The encryption of a repository, fixed when it is created. */
export interface EncryptionConfiguration {
  /** One layer of encryption or two. */
  readonly encryptionType: EncryptionType;
  /** The ARN of the key, never its id or alias. */
  readonly kmsKey: string;
}

/**
 * The encryption configuration of a repository.
 *
 * @param keyArn - The full ARN of the key.
 * @param encryptionType - `"KMS"` or, in AWS GovCloud (US), `"KMS_DSSE"`. @default "KMS"
 * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_EncryptionConfiguration.html
 * @example
 * ```ts
 * encryptionConfiguration(keyArn); // { encryptionType: "KMS", kmsKey: "arn:aws:kms:us-east-1:123456789012:key/…" }
 * ```
 */
export function encryptionConfiguration(
  keyArn: string,
  encryptionType: EncryptionType = "KMS",
): EncryptionConfiguration {
  return Object.freeze({ encryptionType, kmsKey: keyArn });
}
