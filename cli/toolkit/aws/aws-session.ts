import type { Provider, AwsCredentialIdentity } from "@smithy/types";

/** What every client of the SDK is made with: `new ECRClient(session.config)`. */
export interface ClientConfig {
  readonly region: string;
  readonly credentials: Provider<AwsCredentialIdentity>;
  readonly maxAttempts: number;
}

/** Credentials that AWS has accepted, and whose they are. */
export interface AwsSession {
  /** The account that the credentials are in. */
  readonly accountId: string;
  /** The Region of its clients. */
  readonly region: string;
  /** The partition of the account: `"aws"`, `"aws-cn"` or `"aws-us-gov"`. */
  readonly partition: string;
  /** Who calls, as AWS knows it: `arn:aws:sts::123456789012:assumed-role/admin/me`. */
  readonly callerArn: string;
  /**
   * How the user named the credentials, for messages: `profile hub`, `arn:aws:iam::222222222222:role/audit`, `the
   * environment`.
   */
  readonly name: string;
  /** What every client of the AWS SDK is made with. */
  readonly config: ClientConfig;
}

/** The sessions of a command: the first is the user's own. */
export interface AwsSessions {
  /** The session of the user's own credentials. */
  readonly main: AwsSession;
  /** The session in an account, or `undefined` where no credentials were given for it. */
  readonly of: (accountId: string) => AwsSession | undefined;
  /** All of them, the first one first. */
  readonly all: readonly AwsSession[];
}
