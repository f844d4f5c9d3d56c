/**
 * Whose credentials a command uses; everything else (environment, `AWS_PROFILE`, SSO, instance roles) is found as the
 * AWS CLI finds it.
 */
export interface AwsOptions {
  /** A profile of the AWS configuration files. @default - what the environment says */
  readonly profile?: string;
  /** The Region, where the profile and the environment say none or another. */
  readonly region?: string;
  /**
   * More credentials, for other accounts: profiles, or ARNs of roles to assume with the first ones. AWS says which
   * account each is in.
   *
   * @default - none
   */
  readonly also?: readonly string[];
}
