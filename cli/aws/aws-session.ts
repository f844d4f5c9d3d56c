import type { Provider, AwsCredentialIdentity } from "@smithy/types";

/** What every client of the SDK is made with: `new ECRClient(session.config)`. */
export interface ClientConfig {
  readonly region: string;
  readonly credentials: Provider<AwsCredentialIdentity>;
  readonly maxAttempts: number;
}

/** Credentials that AWS has accepted, and whose they are. */
export interface AwsSession {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  /** Who calls, as AWS knows it: `arn:aws:sts::123456789012:assumed-role/admin/me`. */
  readonly callerArn: string;
  /** How the user named the credentials, for messages: `profile hub`, `arn:aws:iam::222222222222:role/audit`, `the environment`. */
  readonly name: string;
  readonly config: ClientConfig;
}

/** The sessions of a command: the first is the user's own. */
export interface AwsSessions {
  readonly main: AwsSession;
  /** The session in an account, or `undefined` where no credentials were given for it. */
  readonly of: (accountId: string) => AwsSession | undefined;
  readonly all: readonly AwsSession[];
}
