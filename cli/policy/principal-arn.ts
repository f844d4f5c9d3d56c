import type { ParsedGrantee } from "../../shared/internal";
import { GRANTEE_KINDS, parseArn, parseGrantee, SERVICE_GRANTEES } from "../../shared/internal";

/** A role or user, taken from its ARN. */
export interface NamedPrincipal {
  readonly arn: string;
  readonly partition: string;
  readonly accountId: string;
  readonly kind: "role" | "user";
  /** Without its path: IAM has no two of a name. */
  readonly name: string;
}

/** The role or user that an ARN names; `undefined` for anything else, patterns included. */
export function parsePrincipalArn(arn: string): NamedPrincipal | undefined {
  const named = GRANTEE_KINDS.role.read(arn) ?? GRANTEE_KINDS.user.read(arn);
  if (named === undefined) return undefined;
  const { kind, accountId, name } = named;
  return { arn, partition: partitionOfArn(arn), accountId, kind, name };
}

/**
 * Somebody as a person names them in a file of intended access or on the command line: as in a topology, though the
 * last `/` of a path in an organization may be left out. `undefined` for what names nobody.
 */
export function parsePrincipalText(text: string): ParsedGrantee | undefined {
  return parseGrantee(text) ?? (text.startsWith("o-") ? parseGrantee(`${text}/`) : undefined);
}

/** The service that reads or writes images as itself for a resource; `undefined` where none does. */
export function servicePrincipalFor(arn: string): string | undefined {
  const resource = GRANTEE_KINDS.service.read(arn);
  return resource === undefined ? undefined : SERVICE_GRANTEES[resource.service]?.principal;
}

/** The account that a principal of a policy means as a whole: `111111111111` or the ARN of its root. */
export function wholeAccount(value: string): string | undefined {
  return GRANTEE_KINDS.account.read(value)?.accountId;
}

/** The partition of an ARN. */
export function partitionOfArn(arn: string): string {
  return parseArn(arn)?.partition ?? "aws";
}

/** The account of an ARN; `""` for what has none. */
export function accountOfArn(arn: string): string {
  return parseArn(arn)?.accountId ?? "";
}

/** The ARN by which a policy names a whole account. */
export function rootArn(partition: string, accountId: string): string {
  return `arn:${partition}:iam::${accountId}:root`;
}
