import type { Change, Gap, Input, Source } from "../model/access-model";
import type { Maybe } from "../policy/unknown";

/**
 * A resource or data source as every reader of infrastructure code gives it, whatever tool wrote it: in the words of
 * the Terraform provider (Pulumi's are translated), with references resolved as far as the input allows.
 */
export interface InfrastructureResource {
  /** Terraform's type: `aws_ecr_repository`. */
  readonly type: string;
  readonly mode: "managed" | "data";
  readonly source: Source;
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  /**
   * Its attributes under Terraform's names. Blocks are lists of objects. What the input does not say is a marker
   * (`unknown()`); what AWS gives at deployment to a resource of the inputs is a stand-in (`computedAttributes`).
   */
  readonly values: Readonly<Record<string, unknown>>;
  /**
   * Attribute path → the reference that it was written as: `encryption_configuration.0.kms_key` →
   * `aws_kms_key.key.key_id`.
   */
  readonly references?: Readonly<Record<string, string>>;
  readonly change?: Change;
  readonly isProtected?: Maybe<boolean>;
}

/** What a reader of infrastructure code gives. */
export interface ReadResources {
  readonly input: Input;
  readonly resources: readonly InfrastructureResource[];
  readonly gaps: readonly Gap[];
  /**
   * The names by which the user can say the account of a provider of the input. Absent where the input has no
   * providers.
   */
  readonly providers?: readonly string[];
}

/** What the user says besides the inputs, for all readers. */
export interface ReadOptions {
  /** The account of providers that do not say theirs. */
  readonly accountId?: string;
  /** Provider, as `aws` or `aws.hub` (Pulumi: its URN's name) → its account, before `accountId`. */
  readonly accounts?: Readonly<Record<string, string>>;
  /** The Region of providers that do not say theirs. */
  readonly region?: string;
}
