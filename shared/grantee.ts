import type { Partition } from "./partition";

/**
 * Who receives access, always one string: an account id (`111111111111`), an IAM role or user ARN, an organization
 * (`o-a1b2c3d4e5`) or an organization path (`o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/`, a last `*` takes in its children).
 */
export type Grantee = string;

/** A grantee, understood. */
export type ParsedGrantee =
  | { readonly kind: "account"; readonly value: string; readonly accountId: string }
  | {
      readonly kind: "role" | "user";
      readonly value: string;
      readonly accountId: string;
      readonly partition: Partition;
      /** The name without its path. */
      readonly name: string;
    }
  | { readonly kind: "organization" | "organization-path"; readonly value: string }
  | { readonly kind: "unresolved"; readonly value: string };

const ACCOUNT = /^\d{12}$/;
const ROOT = /^arn:(?:aws|aws-cn|aws-us-gov):iam::(\d{12}):root$/;
const PRINCIPAL =
  /^arn:(aws|aws-cn|aws-us-gov):iam::(\d{12}):(role|user)\/((?:[\u0021-\u007e]+\/)?)([\w+=,.@-]{1,64})$/;
const ORGANIZATION = /^o-[a-z0-9]{10,32}$/;
const ORGANIZATION_PATH = /^o-[a-z0-9]{10,32}\/r-[a-z0-9]{4,32}\/(?:ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}\/)*\*?$/;

/**
 * Understands a grantee.
 *
 * @param value - The grantee as the caller wrote it. `arn:aws:iam::111111111111:root` is taken as the account id.
 * @returns The parsed grantee, or `undefined` when `value` has none of the accepted forms.
 */
export function parseGrantee(value: string): ParsedGrantee | undefined {
  const accountId = ROOT.exec(value)?.[1] ?? (ACCOUNT.test(value) ? value : undefined);
  if (accountId !== undefined) return { kind: "account", value: accountId, accountId };
  if (ORGANIZATION.test(value)) return { kind: "organization", value };
  if (ORGANIZATION_PATH.test(value)) return { kind: "organization-path", value };
  const principal = value.includes("*") ? undefined : PRINCIPAL.exec(value);
  if (!principal) return undefined;
  const [, partition, owner = "", kind, , name = ""] = principal;
  return { kind: kind as "role" | "user", value, accountId: owner, partition: partition as Partition, name };
}
