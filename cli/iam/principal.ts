import { hasUnknown, replaceUnknowns, unknownsIn } from "../policy/unknown";
import { wholeAccount } from "../policy/principal-arn";
import type { PrincipalJson } from "../policy/policy-json";
import { listOf } from "../policy/policy-json";
import { ANY, literalGlob, matchesGlob } from "./glob";
import type { Request, RequestPrincipal } from "./request";
import type { Truth } from "./truth";
import { DEPENDS, either, NO, not, YES } from "./truth";

/** In which ways a statement of a resource policy names whoever makes a request. */
export interface PrincipalMatch {
  /** Everybody, a user, a session or a service: in its own account no boundary limits what it gives. */
  readonly direct: Truth;
  /** The role: an implicit denial of its boundary limits what it gives. */
  readonly role: Truth;
  /** The account: its IAM policies decide. */
  readonly account: Truth;
}

/** Whether principals match in any of the ways. */
export function anyWay({ direct, role, account }: PrincipalMatch): Truth {
  return either(direct, either(role, account));
}

/** The principals of a statement, read once. */
export interface CompiledPrincipal {
  /** ARNs, accounts and names of services: whom it matches has one of these; absent where names do not tell. */
  readonly names?: ReadonlySet<string>;
  match(request: Request): PrincipalMatch;
  /** What would have to be known where a way depends. */
  dependsOn(request: Request): readonly string[];
}

const NOBODY: PrincipalMatch = { direct: NO, role: NO, account: NO };
const EVERYBODY: PrincipalMatch = { direct: YES, role: NO, account: NO };

const SESSION = /^arn:([^:]+):sts::(\d{12}):assumed-role\/([^/]+)\/(.+)$/;

/**
 * Reads `Principal`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-single-account.html
 */
export function compilePrincipal(principal: PrincipalJson): CompiledPrincipal {
  if (principal === "*") return { match: () => EVERYBODY, dependsOn: () => [] };
  const known: string[] = [];
  const open: string[] = [];
  for (const [type, values] of Object.entries(principal)) {
    // Whoever is federated calls through a role's session, and a canonical user is one of S3.
    if (type !== "AWS" && type !== "Service" && !hasUnknown(type)) continue;
    for (const value of listOf(values)) (hasUnknown(value) || hasUnknown(type) ? open : known).push(value);
  }
  const exact = new Set(known);
  const accounts = new Set(known.flatMap((value) => wholeAccount(value) ?? []));
  const sessions = known.filter((value) => SESSION.test(value));
  const patterns = open.map((value) => ({
    glob: literalGlob(replaceUnknowns(value, "\0")).replaceAll("\0", ANY),
    value,
  }));
  const openFor = ({ arn, accountId, type }: RequestPrincipal): readonly string[] => {
    const names =
      type === "service" ? [arn] : [arn, accountId, `arn:${arn.split(":")[1] ?? ""}:iam::${accountId}:root`];
    return patterns.filter(({ glob }) => names.some((name) => matchesGlob(glob, name))).map(({ value }) => value);
  };
  const areNamesAll = !exact.has("*") && sessions.length === 0 && patterns.length === 0;
  return {
    ...(areNamesAll ? { names: new Set([...known, ...accounts]) } : {}),
    match: ({ principal: who }) => {
      if (exact.has("*")) return EVERYBODY;
      const isOpen: Truth = patterns.length > 0 && openFor(who).length > 0 ? DEPENDS : NO;
      if (who.type === "service") {
        const direct = exact.has(who.arn) ? YES : isOpen;
        return direct === NO ? NOBODY : { ...NOBODY, direct };
      }
      const account = accounts.has(who.accountId) ? YES : NO;
      if (isOpen === NO && account === NO && sessions.length === 0 && !exact.has(who.arn)) return NOBODY;
      if (who.type === "user") return { direct: exact.has(who.arn) ? YES : isOpen, role: NO, account };
      const isSession: Truth = sessions.length > 0 && sessionsOf(who, sessions).length > 0 ? DEPENDS : NO;
      return { direct: either(isSession, isOpen), role: exact.has(who.arn) ? YES : NO, account };
    },
    dependsOn: ({ principal: who }) => [
      ...openFor(who).flatMap((value) => unknownsIn(value)),
      ...sessionsOf(who, sessions).map(whetherSession),
    ],
  };
}

/** How it is said that it is not known in which session of a role a request is made. */
export function whetherSession(name: string): string {
  return `whether it is the session ${name}`;
}

/** The names of the sessions of a role that are among those named. */
function sessionsOf({ type, arn, accountId }: RequestPrincipal, sessions: readonly string[]): readonly string[] {
  if (type !== "role") return [];
  const name = arn.slice(arn.lastIndexOf("/") + 1);
  return sessions.flatMap((session) => {
    const [, , account, role, sessionName = ""] = SESSION.exec(session) ?? [];
    return account === accountId && role === name ? [sessionName] : [];
  });
}

/**
 * Reads `NotPrincipal`: a statement for everybody but those named. Of a role, its session and its account, of a user,
 * its account has to be named as well; AWS does not say what follows where only some are, so that it depends.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function compileNotPrincipal(principal: PrincipalJson): CompiledPrincipal {
  const named = compilePrincipal(principal);
  const isNamed = (request: Request): Truth => {
    const { direct, role, account } = named.match(request);
    const itself = either(direct, role);
    if (itself === NO || request.principal.type === "service") return itself;
    return request.principal.type === "user" && itself === YES && account === YES ? YES : DEPENDS;
  };
  return {
    match: (request) => ({ ...NOBODY, direct: not(isNamed(request)) }),
    dependsOn: (request) => {
      const unknowns = named.dependsOn(request);
      return unknowns.length > 0
        ? unknowns
        : ["how AWS reads NotPrincipal where it names some of account, role and session"];
    },
  };
}
