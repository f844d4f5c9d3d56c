import { SERVICE_GRANTEES } from "./services";

/** What is known of a grantee besides its text, by its kind. */
interface GranteeFields {
  readonly account: { readonly accountId: string };
  readonly role: NamedFields;
  readonly user: NamedFields;
  readonly organization: unknown;
  readonly "organization-path": unknown;
  readonly service: {
    readonly accountId: string;
    /** The service as its ARNs name it: a key of `SERVICE_GRANTEES`. */
    readonly service: string;
  };
  /** A text that is known only at deployment: an account id or the ARN of a role or user. */
  readonly unresolved: unknown;
}

interface NamedFields {
  readonly accountId: string;
  /** The name without its path. */
  readonly name: string;
}

/** The kinds of grantees. */
export type GranteeKind = keyof GranteeFields;

/** A grantee of one kind, understood. `value` is its canonical text: for an account its id. */
export type GranteeOf<Kind extends GranteeKind> = {
  [Each in Kind]: { readonly kind: Each; readonly value: string } & GranteeFields[Each];
}[Kind];

/** A grantee, understood. */
export type ParsedGrantee = GranteeOf<GranteeKind>;

/** How the statements of a resource policy name a grantee. */
export type ClauseShape = "accounts" | "principals" | "organizations" | "organization-paths" | "services";

/**
 * Who holds the KMS grant of a grantee: the root of its account, itself, nobody because it needs none, or nobody can.
 */
export type GrantHolder = "root" | "itself" | "not-needed" | "impossible";

/** Where in a configuration only some kinds of grantees may stand. */
export type GranteePlace = "lambda" | "owner" | "deployer" | "cache";

/**
 * Whose IAM policies carry the rights of a grantee: all of an account, one role or user, or the members of an
 * organization.
 */
export type PolicyHolder =
  | { readonly kind: "account"; readonly accountId: string }
  | { readonly kind: "role" | "user"; readonly accountId: string; readonly name: string }
  | { readonly kind: "members"; readonly of: string };

/** Everything that differs by the kind of a grantee. */
export interface KindFacts<Kind extends GranteeKind = GranteeKind> {
  /** What a topology gives, for messages. */
  readonly wording: string;
  /** One as it is written; absent where it cannot be written. */
  readonly example?: string;
  /** Understands a text of this kind; `undefined` for any other. */
  readonly read: (text: string) => GranteeOf<Kind> | undefined;
  /** How repository and key policies name it. A key policy has no clause for services: they need no key. */
  readonly clause: ClauseShape;
  /** Whether its rights are among those of its whole account, so that naming both is naming one too many. */
  readonly isCoveredByAccount: boolean;
  readonly grantHolder: GrantHolder;
  /** Whose IAM policies carry its rights; `undefined` where none do, or nobody knows whose. */
  policyHolder(grantee: GranteeOf<Kind>): PolicyHolder | undefined;
  /** Where it may stand besides the lists of those who push and pull, which take every kind. */
  readonly places: readonly GranteePlace[];
}

const ORGANIZATION = /^o-[a-z0-9]{10,32}$/;
const ORGANIZATION_PATH = /^o-[a-z0-9]{10,32}\/r-[a-z0-9]{4,32}\/(?:ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}\/)*\*?$/;

/**
 * The one table of the kinds: whoever treats kinds differently asks it. CONTRIBUTING.md says what a new one needs
 * besides.
 */
export const GRANTEE_KINDS: { readonly [Kind in GranteeKind]: KindFacts<Kind> } = Object.freeze({
  account: {
    wording: "the id of an account (12 digits)",
    example: "111111111111",
    read: readAccount,
    clause: "accounts",
    isCoveredByAccount: false,
    grantHolder: "root",
    policyHolder: ({ accountId }) => ({ kind: "account", accountId }),
    places: ["lambda", "owner", "cache"],
  },
  role: {
    wording: "the ARN of a role",
    example: "arn:aws:iam::111111111111:role/ci",
    read: (text) => readNamed("role", text),
    clause: "principals",
    isCoveredByAccount: true,
    grantHolder: "itself",
    policyHolder: ({ accountId, name }) => ({ kind: "role", accountId, name }),
    places: ["owner", "deployer", "cache"],
  },
  user: {
    wording: "the ARN of a user",
    example: "arn:aws:iam::111111111111:user/jane",
    read: (text) => readNamed("user", text),
    clause: "principals",
    isCoveredByAccount: true,
    grantHolder: "itself",
    policyHolder: ({ accountId, name }) => ({ kind: "user", accountId, name }),
    places: ["owner", "deployer", "cache"],
  },
  organization: {
    wording: "the id of an organization",
    example: "o-a1b2c3d4e5",
    read: (text) => (ORGANIZATION.test(text) ? { kind: "organization", value: text } : undefined),
    clause: "organizations",
    isCoveredByAccount: false,
    grantHolder: "impossible",
    policyHolder: ({ value }) => ({ kind: "members", of: value }),
    places: ["cache"],
  },
  "organization-path": {
    wording: "a path in an organization",
    example: "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/",
    read: (text) => (ORGANIZATION_PATH.test(text) ? { kind: "organization-path", value: text } : undefined),
    clause: "organization-paths",
    isCoveredByAccount: false,
    grantHolder: "impossible",
    policyHolder: ({ value }) => ({ kind: "members", of: value }),
    places: ["cache"],
  },
  service: {
    wording: "the ARN of a resource for which a service pulls as itself",
    example: "arn:aws:codebuild:eu-central-1:111111111111:project/my-app",
    read: readServiceResource,
    clause: "services",
    isCoveredByAccount: false,
    grantHolder: "not-needed",
    policyHolder: () => undefined,
    places: [],
  },
  unresolved: {
    wording: "a value known only at deployment",
    read: () => undefined,
    // AWS takes an account id and an ARN alike as a principal.
    clause: "accounts",
    isCoveredByAccount: false,
    grantHolder: "itself",
    policyHolder: () => undefined,
    places: ["lambda", "owner", "cache"],
  },
});

/** What the kind of a grantee decides. */
export function kindFacts({ kind }: { readonly kind: GranteeKind }): KindFacts {
  return GRANTEE_KINDS[kind];
}

const ACCOUNT = /^\d{12}$/;
const ROOT = /^arn:aws(?:-[a-z]+)*:iam::(\d{12}):root$/;

function readAccount(text: string): GranteeOf<"account"> | undefined {
  const accountId = ACCOUNT.test(text) ? text : ROOT.exec(text)?.[1];
  return accountId === undefined ? undefined : { kind: "account", value: accountId, accountId };
}

const NAMED = /^arn:aws(?:-[a-z]+)*:iam::(\d{12}):(role|user)\/(?:[\u0021-\u007e]+\/)?([\w+=,.@-]{1,64})$/;
/** What IAM does not take literally where an ARN stands in a condition: wildcards, and policy variables in a path. */
const PATTERN = /[*?]|\$\{/;

function readNamed<Kind extends "role" | "user">(kind: Kind, text: string): GranteeOf<Kind> | undefined {
  const [, accountId, written, name = ""] = (PATTERN.test(text) ? undefined : NAMED.exec(text)) ?? [];
  if (accountId === undefined || written !== kind) return undefined;
  return { kind, value: text, accountId, name };
}

const SERVICE_RESOURCE = /^arn:aws(?:-[a-z]+)*:([a-z-]+):[a-z0-9-]+:(\d{12}):([\w/*.-]+)$/;

function readServiceResource(text: string): GranteeOf<"service"> | undefined {
  const [, service = "", accountId = "", resource = ""] = SERVICE_RESOURCE.exec(text) ?? [];
  const known = Object.hasOwn(SERVICE_GRANTEES, service) ? SERVICE_GRANTEES[service] : undefined;
  if (known === undefined || !resource.startsWith(known.resource)) return undefined;
  return { kind: "service", value: text, accountId, service };
}
