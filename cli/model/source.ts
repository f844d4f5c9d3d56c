/** Where something stands. */
export interface Source {
  /** The input's path as the user gave it; for a CDKTF folder with `#` and the stack's name behind. */
  readonly input: string;
  /** `module.hub.aws_kms_key.key`, a Pulumi URN, or a path in the topology. */
  readonly address: string;
}
