import { SERVICE_GRANTEES } from "./service-grantees";

/**
 * Who receives access, always one string:
 *
 * - an account id (`111111111111`);
 * - an IAM role or user ARN;
 * - an organization (`o-a1b2c3d4e5`);
 * - an organization path (`o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/`, a last `*` takes in its children);
 * - the ARN of a resource for which an AWS service reads or writes images as itself, such as the CodeBuild project
 *   `arn:aws:codebuild:eu-central-1:111111111111:project/my-app` (`*` may stand in its name).
 */
export type Grantee = string;

/** A grantee, understood. */
export type ParsedGrantee =
  | { readonly kind: "account"; readonly value: string; readonly accountId: string }
  | {
      readonly kind: "role" | "user";
      readonly value: string;
      readonly accountId: string;
      /** The name without its path. */
      readonly name: string;
    }
  | { readonly kind: "organization" | "organization-path"; readonly value: string }
  | {
      readonly kind: "service";
      readonly value: string;
      readonly accountId: string;
      /** The service as its ARNs name it: a key of `SERVICE_GRANTEES`. */
      readonly service: string;
    }
  | { readonly kind: "unresolved"; readonly value: string };

/** The longest ARN that IAM has: 512 characters of path, 64 of name, and what stands before. */
const LONGEST = 700;
const ACCOUNT = /^\d{12}$/;
const ROOT = /^arn:(?:aws|aws-cn|aws-us-gov):iam::(\d{12}):root$/;
const PRINCIPAL = /^arn:(aws|aws-cn|aws-us-gov):iam::(\d{12}):(role|user)\/(?:[\u0021-\u007e]+\/)?([\w+=,.@-]{1,64})$/;
const ORGANIZATION = /^o-[a-z0-9]{10,32}$/;
const ORGANIZATION_PATH = /^o-[a-z0-9]{10,32}\/r-[a-z0-9]{4,32}\/(?:ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}\/)*\*?$/;
const SERVICE_RESOURCE = /^arn:(?:aws|aws-cn|aws-us-gov):([a-z-]+):[a-z0-9-]+:(\d{12}):([\w/*.-]+)$/;

/**
 * Understands a grantee.
 *
 * @param value - The grantee as the caller wrote it. `arn:aws:iam::111111111111:root` is taken as the account id.
 * @returns The parsed grantee, or `undefined` when `value` has none of the accepted forms.
 */
export function parseGrantee(value: string): ParsedGrantee | undefined {
  if (value.length > LONGEST) return undefined;
  const accountId = ACCOUNT.test(value) ? value : ROOT.exec(value)?.[1];
  if (accountId !== undefined) return { kind: "account", value: accountId, accountId };
  if (ORGANIZATION.test(value)) return { kind: "organization", value };
  if (ORGANIZATION_PATH.test(value)) return { kind: "organization-path", value };
  return parsePrincipal(value) ?? parseServiceResource(value);
}

/** What IAM does not take literally where an ARN stands in a condition: wildcards, and policy variables in a path. */
const PATTERN = /[*?]|\$\{/;

function parsePrincipal(value: string): ParsedGrantee | undefined {
  const match = PATTERN.test(value) ? undefined : PRINCIPAL.exec(value);
  if (!match) return undefined;
  const [, , accountId = "", kind, name = ""] = match;
  return { kind: kind as "role" | "user", value, accountId, name };
}

function parseServiceResource(value: string): ParsedGrantee | undefined {
  const [, service = "", accountId = "", resource = ""] = SERVICE_RESOURCE.exec(value) ?? [];
  const known = Object.hasOwn(SERVICE_GRANTEES, service) ? SERVICE_GRANTEES[service] : undefined;
  if (known === undefined || !resource.startsWith(known.resource)) return undefined;
  return { kind: "service", value, accountId, service };
}
