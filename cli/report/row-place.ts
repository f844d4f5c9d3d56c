import type { AccessProof } from "../proof/proof";
import { harmless } from "../toolkit/text-layout";

/** Above the rows of parties: no input names them. */
export const PARTIES_TITLE = "everybody else";

/** What stands above the rows of one account, of organizations, and of parties. */
export function rowPlace({ principals, model }: AccessProof, row: number): string {
  const principal = principals[row];
  if (principal === undefined) return PARTIES_TITLE;
  if (principal.kind === "organization" || principal.accountId === "") return "organizations";
  const name = model.accounts.find(({ id }) => id === principal.accountId)?.name ?? "";
  return `account ${principal.accountId} ${harmless(name)}`.trimEnd();
}
