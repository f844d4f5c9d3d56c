/** A role or user, taken from its ARN. */
export interface NamedPrincipal {
  readonly arn: string;
  readonly partition: string;
  readonly accountId: string;
  readonly kind: "role" | "user";
  /** Without its path: IAM has no two of a name. */
  readonly name: string;
}

const PRINCIPAL = /^arn:([\w-]+):iam::(\d{12}):(role|user)\/(?:[^*?«]+\/)?([^/*?«]+)$/;
const ACCOUNT = /^(?:arn:([\w-]+):iam::)?(\d{12})(?::root)?$/;

/** The role or user that an ARN names; `undefined` for anything else, patterns included. */
export function parsePrincipalArn(arn: string): NamedPrincipal | undefined {
  const [, partition = "", accountId = "", kind, name = ""] = PRINCIPAL.exec(arn) ?? [];
  return name === "" ? undefined : { arn, partition, accountId, kind: kind as "role" | "user", name };
}

/** The account that a principal of a policy means as a whole: `111111111111` or the ARN of its root. */
export function wholeAccount(value: string): string | undefined {
  return ACCOUNT.exec(value)?.[2];
}

/** The partition of an ARN. */
export function partitionOfArn(arn: string): string {
  return arn.split(":")[1] ?? "aws";
}

/** The ARN by which a policy names a whole account. */
export function rootArn(partition: string, accountId: string): string {
  return `arn:${partition}:iam::${accountId}:root`;
}
