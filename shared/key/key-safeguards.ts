/** What keeps a key in the right hands; the same for a key and for a replica of one. */
export interface KeySafeguards {
  /**
   * The ARN of the role (or user) that runs Terraform or Pulumi in the key account. KMS takes a key policy only from a principal
   * that can put the next one too; with this option that is checked before anything is created.
   * @default - KMS checks it, when the key is created
   * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
   */
  readonly deployer?: string;
  /**
   * Whether it is refused that a key administrator also pushes or pulls, itself or through its whole account. Whether an organization
   * that pulls holds the administrators' account is not known here and not checked.
   *
   * Off unless asked for: AWS does not demand it, and small teams have one role for both. It keeps the documents apart, not the people:
   * whoever may put a key policy can give itself the use of the key, and CloudTrail shows that it did.
   * @default false
   */
  readonly separateAdministrators?: boolean;
  /**
   * Whether KMS skips its lockout check (`bypass_policy_lockout_safety_check`), so that the principal that creates the key may be one that
   * cannot change its policy again. When nobody else can either, only AWS Support can help: have a second principal ready before.
   * @default false
   * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html
   */
  readonly dangerouslyBypassPolicyLockoutSafetyCheck?: boolean;
}

/** The names of the safeguards. */
export const SAFEGUARDS = [
  "deployer",
  "separateAdministrators",
  "dangerouslyBypassPolicyLockoutSafetyCheck",
] as const satisfies readonly (keyof KeySafeguards)[];

/** The safeguards as `aws_kms_key` and `aws_kms_replica_key` take them. */
export function resolveSafeguards({ dangerouslyBypassPolicyLockoutSafetyCheck: bypass = false }: KeySafeguards): {
  readonly bypassPolicyLockoutSafetyCheck?: boolean;
} {
  return bypass ? { bypassPolicyLockoutSafetyCheck: bypass } : {};
}
