import { charactersOf, languageOf } from "../../iam/language";
import { YES } from "../../iam/truth";
import type { Repository } from "../../model/access-model";
import type { Caller } from "../caller";
import type { World } from "../world";
import { accountsLanguage, ARN, ORGANIZATION, ORGANIZATION_PATHS, type CallerKind, sourcesLike } from "./caller-kinds";
import type { Literal, Signed } from "./literal";
import { textLiteral } from "./name-clause";
import type { Variant } from "./variants";

/**
 * Where callers are at home: an account, any but some, or, for a service, the account of the resource that it works
 * for.
 */
export type Home =
  { readonly account: string } | { readonly others: readonly string[] } | { readonly sourceAccount: string };

/**
 * Where the callers of a variant may be at home. Accounts of which the configuration says something are asked about one
 * by one, all others together.
 *
 * @param mayCreate - Whether somebody of an account may create functions from the repository.
 */
export function homesOf(
  { account, kinds, creating }: Variant,
  repository: Repository,
  world: World,
  mayCreate: (account: string) => boolean,
): readonly Home[] {
  if (account !== undefined) return [{ account }];
  if (creating !== undefined) {
    return creatorAccounts(repository)
      .filter((each) => each === repository.accountId || mayCreate(each))
      .map((sourceAccount) => ({ sourceAccount }));
  }
  if (typeof kinds[0] === "object") return [{ others: [] }];
  const known = world.model.accounts.filter(
    ({ organizationPath, serviceControlPolicies }) =>
      organizationPath !== undefined || serviceControlPolicies !== undefined,
  );
  const ids = known.map(({ id }) => id).filter((id) => id !== repository.accountId);
  return [{ others: [...ids, repository.accountId] }, ...ids.map((id): Home => ({ account: id }))];
}

/** Stands for an account that no document names. */
const SOME_ACCOUNT = "999999999999";

/** The accounts that may have functions: the repository's, those that its policy names, and one for all others. */
function creatorAccounts({ accountId, policy }: Repository): readonly string[] {
  const named = JSON.stringify(policy?.policy ?? "").match(/(?<!\d)\d{12}(?!\d)/g) ?? [];
  return [...new Set([accountId, ...named, SOME_ACCOUNT])];
}

/** What being at home somewhere asks of a caller. */
export function homeAsks(home: Home, kind: CallerKind, partition: string, world: World): readonly Signed[] {
  if ("sourceAccount" in home) return sourceAsks(home.sourceAccount);
  if (typeof kind === "object") return [];
  const asks: Signed[] = [{ literal: IN_AN_ORGANIZATION, holds: true }];
  const accounts = "account" in home ? [home.account] : home.others;
  asks.push({ literal: textLiteral(ARN, accountsLanguage(accounts, partition)), holds: "account" in home });
  const path = "account" in home ? world.account(home.account)?.organizationPath : undefined;
  if (path === "none") asks.push({ literal: OUTSIDE_ORGANIZATIONS, holds: true });
  else if (path !== undefined)
    asks.push({ literal: textLiteral(ORGANIZATION, languageOf([[...charactersOf(path)]])), holds: true });
  return asks;
}

/** What the path of an account looks like, where it is in an organization. */
const IN_AN_ORGANIZATION: Literal = {
  dimension: ORGANIZATION,
  absent: YES,
  theory: { certain: ORGANIZATION_PATHS, possible: ORGANIZATION_PATHS },
};
const OUTSIDE_ORGANIZATIONS: Literal = {
  dimension: ORGANIZATION,
  absent: YES,
  theory: { certain: languageOf([]), possible: languageOf([]) },
};

/** Lambda says for which account it comes, and for which function of it. */
function sourceAsks(account: string): readonly Signed[] {
  return [
    { literal: textLiteral("aws:sourceaccount", languageOf([[...charactersOf(account)]])), holds: true },
    { literal: textLiteral("aws:sourcearn", sourcesLike(`arn:*:lambda:*:${account}:*`)), holds: true },
  ];
}

/** A caller at home somewhere, of whom nothing else is known. */
export function someCaller(kind: CallerKind, home: Home, partition: string): Caller {
  const accountId = "account" in home ? home.account : "sourceAccount" in home ? home.sourceAccount : "000000000000";
  if (typeof kind === "object") return { type: "service", arn: kind.service, accountId, isRole: false };
  return { type: "iam", arn: `arn:${partition}:iam::${accountId}:${kind}/x`, accountId, isRole: kind === "role" };
}
