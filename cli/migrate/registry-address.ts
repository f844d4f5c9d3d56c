/** A repository in a registry that speaks the OCI distribution protocol. */
export interface RegistryAddress {
  /** `123456789012.dkr.ecr.us-east-1.amazonaws.com`, or what answers in its place: `127.0.0.1:5000`. */
  readonly host: string;
  /** The name of the repository. */
  readonly repository: string;
  /** Whether it answers over plain HTTP: only what runs on this machine may. */
  readonly insecure: boolean;
  /** Asked again whenever the password has become old; absent where nobody has to sign in. */
  readonly credentials?: () => Promise<{
    /** The user name. */
    readonly username: string;
    /** The password. */
    readonly password: string;
  }>;
}
