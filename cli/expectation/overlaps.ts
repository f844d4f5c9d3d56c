import { globsMeet } from "../iam/glob";
import type { PartyName } from "../proof/party";
import type { AccountOf } from "./covers-row";

/** Whether somebody may be of both parties. Conditions are left out of account: where they decide, it may be so. */
export function overlaps(one: PartyName, other: PartyName, accountOf: AccountOf): boolean {
  if ("service" in one || "service" in other) {
    return "service" in one && "service" in other && one.service === other.service;
  }
  if (leavesOut(one, other) || leavesOut(other, one)) return false;
  if ("anyone" in one || "anyone" in other) return true;
  if ("organization" in one) return isPartlyIn(other, one.organization, accountOf);
  if ("organization" in other) return isPartlyIn(one, other.organization, accountOf);
  if ("account" in one || "account" in other) return globsMeet(accountPattern(one), accountPattern(other));
  return globsMeet(one.principal, other.principal);
}

/** Whether an exception of a party takes all of another away. */
function leavesOut({ unless = [] }: PartyName, other: PartyName): boolean {
  const account = "account" in other ? other.account : "principal" in other ? accountPattern(other) : undefined;
  return unless.some(
    ({ principals, if: conditions }) =>
      conditions === undefined && account !== undefined && principals?.includes(account) === true,
  );
}

function isPartlyIn(party: PartyName, organization: string, accountOf: AccountOf): boolean {
  const path = "organization" in party ? party.organization : accountOf(accountPattern(party))?.organizationPath;
  if (path === undefined) return true;
  const [one, other] = [path, organization].map((text) => `${text.replace(/\/?\*?$/, "")}/`);
  return one?.startsWith(other ?? "") === true || other?.startsWith(one ?? "") === true;
}

/** The account of a principal, as the ARN has it, wildcards included. */
function accountPattern(party: PartyName): string {
  if ("account" in party) return party.account;
  const parts = "principal" in party ? party.principal.split(":") : [];
  return parts.length > 5 ? (parts[4] ?? "*") : "*";
}
