import { matchesWildcard } from "../../shared/internal";
import type { Principal } from "../model/access-model";
import { parsePrincipalArn, parsePrincipalText, servicePrincipalFor } from "../policy/principal-arn";
import { listNames } from "../toolkit/list-words";

/** Why somebody has no row, and what to write instead. */
export interface NoRow {
  /** `a pattern is no row` */
  readonly why: string;
  /** What to write. */
  readonly instead: string;
}

/** Longer lists are cut: whoever reads wants one name. */
const MOST_LISTED = 10;

const SESSION = /^arn:[\w-]+:sts::(\d{12}):assumed-role\/([^/]+)\/.+$/;
const SERVICE_NAME = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?$/;
const ELSEWHERE = "Whom policies let in beyond the rows, the report lists as parties.";

/**
 * Why a text that names somebody has no row in a proof; `undefined` for one that names nobody at all.
 *
 * @example
 * ```ts
 * noRowFor("arn:aws:iam::111111111111:role/ci-*", proof.principals);
 * // { why: "a pattern is no row", instead: "Write one that it matches: arn:aws:iam::111111111111:role/ci-1. …" }
 * ```
 */
export function noRowFor(text: string, rows: readonly Principal[]): NoRow | undefined {
  if (/[*?]/.test(text)) {
    const matched = rows.filter(({ arn, name }) => matchesWildcard(text, arn) || matchesWildcard(text, name));
    return { why: "a pattern is no row", instead: `${choice("that it matches", matched)}. ${ELSEWHERE}` };
  }
  const [, sessionAccount = "", role = ""] = SESSION.exec(text) ?? [];
  if (role !== "") {
    const its = rows.filter(
      ({ kind, accountId, name }) => kind === "role" && accountId === sessionAccount && name === role,
    );
    return {
      why: "a session is no row, its role is",
      instead: `${choice("of this name", its)}: what holds for some sessions only is unknown of the role`,
    };
  }
  if (SERVICE_NAME.test(text) || servicePrincipalFor(text) !== undefined) {
    const services = rows.filter(({ kind }) => kind === "service" || kind === "lambda");
    return {
      why: "a service has a row for each resource or account that a repository policy lets it work for",
      instead: `${choice("of a service", services)}. ${ELSEWHERE}`,
    };
  }
  return ofNamed(text, rows);
}

function ofNamed(text: string, rows: readonly Principal[]): NoRow | undefined {
  const grantee = parsePrincipalText(text);
  switch (grantee?.kind) {
    case "account": {
      const its = rows.filter(({ accountId, kind }) => accountId === grantee.value && kind !== "organization");
      return {
        why: "no repository policy names the account as a whole",
        instead: `${choice("of this account", its)}. ${ELSEWHERE}`,
      };
    }
    case "organization":
    case "organization-path": {
      const others = rows.filter(({ kind }) => kind === "organization");
      return {
        why: "no repository policy lets in its members by aws:PrincipalOrgID or aws:PrincipalOrgPaths",
        instead: `${choice("of an organization", others)}. ${ELSEWHERE}`,
      };
    }
    case "role":
    case "user": {
      const its = rows.filter(({ arn }) => isNamesake(arn, text));
      if (its.length > 0)
        return { why: "the ARN of a role or user holds its path", instead: choice("of this name", its) };
      return {
        why: "no input makes it, and no policy names it",
        instead: "Give the input that holds it, or check its account and name",
      };
    }
    case "service":
    case "unresolved":
    case undefined:
      return undefined;
  }
}

/** IAM has no two roles of a name in an account, whatever their paths and case. */
function isNamesake(one: string, other: string): boolean {
  const [left, right] = [parsePrincipalArn(one), parsePrincipalArn(other)].map(
    (named) => named && `${named.kind} ${named.accountId} ${named.name.toLowerCase()}`,
  );
  return left !== undefined && left === right;
}

function choice(which: string, rows: readonly Principal[]): string {
  if (rows.length === 0) return `There is no row ${which}`;
  const arns = rows.map(({ arn }) => arn);
  return rows.length === 1 ? `Write ${arns.join("")}` : `Write one ${which}: ${listNames(arns, MOST_LISTED)}`;
}
