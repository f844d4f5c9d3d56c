import type { ErrorCode } from "../findings/error-codes";
import { parseGrantee } from "./grantee";
import { SERVICE_GRANTEES, SERVICE_NAMES } from "./services";

/** Why a text is not a grantee. */
export interface Mistake {
  readonly code: ErrorCode;
  /** What follows the text itself in a message. */
  readonly message: string;
  /** What was probably meant. @default - the fix of the code */
  readonly hint?: string;
}

/** A common mistake: how it looks, and what to say about it. */
interface KnownMistake {
  readonly form: RegExp;
  readonly explain: (parts: Readonly<Record<string, string>>, text: string) => Mistake;
}

const didYouMean = (text: string): string => `did you mean ${JSON.stringify(text)}?`;

/** The first form that matches explains a text, so narrow forms stand before wide ones. */
const KNOWN_MISTAKES: readonly KnownMistake[] = [
  {
    form: /^arn:(?<partition>[\w-]+):sts::(?<account>\d{12}):assumed-role\/(?<role>[^/]+)\/./,
    explain: ({ partition = "", account = "", role = "" }) => ({
      code: "GRANTEE_IS_SESSION",
      message: "is an assumed-role session",
      hint: `${didYouMean(`arn:${partition}:iam::${account}:role/${role}`)} (add the path, if the role has one)`,
    }),
  },
  {
    form: /^arn:(?<partition>[\w-]+):sts::(?<account>\d{12}):federated-user\/(?<user>.+)$/,
    explain: ({ partition = "", account = "", user = "" }) => ({
      code: "GRANTEE_IS_SESSION",
      message: "is a federated user session",
      hint: `${didYouMean(`arn:${partition}:iam::${account}:user/${user}`)} (the IAM user that calls GetFederationToken)`,
    }),
  },
  {
    form: /^(?<service>[a-z0-9-]+)(?:\.[a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?$/,
    explain: ({ service = "" }) => ({
      code: "GRANTEE_IS_SERVICE",
      message: "is a service, which would let in every customer of AWS",
      hint: serviceHint(service),
    }),
  },
  {
    form: /^arn:[\w-]+:(?<service>codebuild|emr-serverless|lambda):[^:]*:(?<account>\d{12}):/,
    explain: ({ service = "", account }) => ({
      code: "GRANTEE_IS_SERVICE",
      message: `is not a resource for which ${service} reads or writes images`,
      hint: serviceHint(service, account),
    }),
  },
  {
    form: /\$\{/,
    explain: () => ({
      code: "GRANTEE_IS_WILDCARD",
      message: "contains a policy variable, which IAM replaces with a value of the caller",
    }),
  },
  { form: /[*?]/, explain: () => ({ code: "GRANTEE_IS_WILDCARD", message: "contains a wildcard" }) },
  {
    form: /^arn:[\w-]+:iam::\d{12}:group\/./,
    explain: () => ({ code: "GRANTEE_IS_GROUP", message: "is an IAM group" }),
  },
  {
    form: /^arn:(?<partition>[\w-]+):iam::(?<account>\d{12}):instance-profile\/(?<name>.+)$/,
    explain: ({ partition = "", account = "", name = "" }) => ({
      code: "INVALID_GRANTEE",
      message: "is an instance profile",
      hint: `${didYouMean(`arn:${partition}:iam::${account}:role/${name}`)} (the role in the profile)`,
    }),
  },
  {
    form: /^(?:AROA|AIDA|AGPA|ANPA|AIPA)[A-Z0-9]{12,}$/,
    explain: () => ({ code: "GRANTEE_IS_UNIQUE_ID", message: "is a unique id" }),
  },
  {
    form: /^\d{1,11}$/,
    explain: (_, text) => ({
      code: "INVALID_ACCOUNT_ID",
      message: "does not have the 12 digits of an account id",
      hint: `${didYouMean(text.padStart(12, "0"))} Leading zeros are part of the id`,
    }),
  },
  {
    form: /^\d{4}[- ]\d{4}[- ]\d{4}$/,
    explain: (_, text) => ({
      code: "INVALID_ACCOUNT_ID",
      message: "does not have the form of an account id",
      hint: didYouMean(text.replace(/[- ]/g, "")),
    }),
  },
];

/** Longer texts are not ARNs, and not worth reading to the end. */
const LONGEST_READ = 2048;

/** Says why a text is not a grantee, and for the common mistakes what was probably meant. */
export function whyNot(text: string): Mistake {
  const read = text.slice(0, LONGEST_READ);
  for (const { form, explain } of KNOWN_MISTAKES) {
    const match = form.exec(read);
    if (match) return explain(match.groups ?? {}, read);
  }
  const meant = [read.trim(), `${read}/`].find((each) => parseGrantee(each) !== undefined);
  return {
    code: "INVALID_GRANTEE",
    message: "is not a grantee",
    ...(meant === undefined ? {} : { hint: didYouMean(meant) }),
  };
}

function serviceHint(service: string, account = "111111111111"): string {
  if (service === "lambda") return `did you mean lambda: [${JSON.stringify(account)}], the account of the functions?`;
  const known = Object.hasOwn(SERVICE_GRANTEES, service) ? SERVICE_GRANTEES[service] : undefined;
  if (known === undefined)
    return `give the role that the service assumes; services that work without a role: ${SERVICE_NAMES}`;
  return `give the ARN of the resource it works for: "arn:aws:${service}:<region>:${account}:${known.resource}<name>"`;
}
