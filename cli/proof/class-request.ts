import type { Request } from "../iam/request";
import type { PrincipalFacts, TargetFacts } from "./facts";
import { ENCRYPTION_CONTEXT } from "./context";

type Read = (principal: PrincipalFacts, target: TargetFacts) => string | readonly string[] | undefined;

/** The context keys that tell one principal from another. */
export const PRINCIPAL_KEYS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ["aws:principalarn", ({ caller }) => caller.arn],
  ["aws:principalaccount", ({ caller }) => caller.accountId],
  ["kms:calleraccount", ({ caller }) => caller.accountId],
  ["aws:principaltype", ({ caller }) => (caller.isRole ? "AssumedRole" : "User")],
  ["aws:username", ({ caller }) => (caller.isRole ? undefined : caller.arn.slice(caller.arn.lastIndexOf("/") + 1))],
  ["aws:principalorgid", ({ caller }) => caller.organizationId ?? organizationOf(caller.organizationPath)],
  ["aws:principalorgpaths", ({ caller }) => pathsOf(caller.organizationPath)],
]);

/** Those that tell one repository, with its key, from another. */
export const TARGET_KEYS: ReadonlyMap<string, Read> = new Map<string, Read>([
  [ENCRYPTION_CONTEXT.toLowerCase(), (_, { repository }) => repository.arn],
  ["kms:resourcealiases", (_, { aliases }) => aliases],
]);

function organizationOf(path: string | undefined): string | undefined {
  return path === undefined || path === "none" ? undefined : path.split("/")[0];
}

function pathsOf(path: string | undefined): readonly string[] | undefined {
  return path === undefined || path === "none" ? undefined : [path];
}

/** A pair of principal and repository, as the requests that tell it from others. */
export interface ClassPair {
  readonly principal: PrincipalFacts;
  readonly target: TargetFacts;
  /** For the registry as a whole, the repository and, where there is one, the key. */
  readonly requests: readonly Request[];
}

/** Puts a principal and a repository together. */
export function classPair(principal: PrincipalFacts, target: TargetFacts): ClassPair {
  const { caller } = principal;
  const { repository, keyArn, aliases } = target;
  const read = (key: string): string | readonly string[] | undefined =>
    (PRINCIPAL_KEYS.get(key) ?? TARGET_KEYS.get(key))?.(principal, target);
  const common = {
    principal: { type: caller.isRole ? "role" : "user", arn: caller.arn, accountId: caller.accountId },
    action: "",
    resourceAccount: repository.accountId,
    context: { get: read },
    isUnknownKey: (key: string) => {
      const name = key.toLowerCase();
      if (ORGANIZATION_KEYS.has(name)) return caller.organizationPath === undefined;
      if (name === "kms:resourcealiases") return aliases === undefined;
      // The same for all pairs, and perhaps known in one request and absent in another: a variable may stand for anything.
      return !PRINCIPAL_KEYS.has(name) && !TARGET_KEYS.has(name);
    },
  } as const;
  const resources = ["*", repository.arn, ...(keyArn === undefined ? [] : [keyArn])];
  return { principal, target, requests: resources.map((resource) => ({ ...common, resource })) };
}

const ORGANIZATION_KEYS: ReadonlySet<string> = new Set(["aws:principalorgid", "aws:principalorgpaths"]);
