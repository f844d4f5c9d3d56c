import type { NamedPrincipal } from "./naming";

/** The kinds of principal that are tried. */
export type CallerKind =
  | "named principal"
  | "named principal without policies"
  | "administrator named by its ARN"
  | "namesake in another account"
  | "role with the account's policies"
  | "role with a spoke's policies"
  | "role without policies"
  | "administrator of a named account"
  | "administrator of a stranger's account"
  | "administrator of the registry account"
  | "administrator of the key account"
  | "Lambda"
  | "CodeBuild"
  | "EMR Serverless"
  | "ECR"
  | "service for another's resource";

/**
 * The IAM policies that a role or user has:
 *
 * - `own`: those planned for it by name;
 * - `account`: those planned for its account as a whole, which its administrators attach to whom they like;
 * - `spoke`: those that `SpokeAccess` attaches to a role that the topology does not name;
 * - `everything`: `Allow * on *`;
 * - `nothing`.
 */
export type Attached = "own" | "account" | "spoke" | "everything" | "nothing";

/** A role or user of an account. */
export interface IamCaller extends NamedPrincipal {
  readonly type: "iam";
  readonly kind: CallerKind;
  readonly attached: Attached;
}

/** An AWS service, with what it says of the resource it works for. */
export interface ServiceCaller {
  readonly type: "service";
  readonly kind: CallerKind;
  /** For example `lambda.amazonaws.com`. */
  readonly service: string;
  readonly sourceArn?: string;
  readonly sourceAccount?: string;
}

/** Someone who calls ECR or KMS. */
export type Caller = IamCaller | ServiceCaller;
