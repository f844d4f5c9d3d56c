import type { AccessModel, Account } from "../model/access-model";
import type { CheckConfig } from "./check-config";

/**
 * A model with what the configuration says about accounts, and about roles and users. Accounts that the model does not have yet are added: a
 * document may name them.
 */
export function withAccounts(
  model: AccessModel,
  { accounts, principals = [] }: Pick<CheckConfig, "accounts"> & Partial<Pick<CheckConfig, "principals">>,
): AccessModel {
  const known = model.accounts.map((account): Account => ({ ...account, ...accounts[account.id] }));
  const ids = new Set(known.map(({ id }) => id));
  const added = Object.entries(accounts).flatMap(([id, about]) => (ids.has(id) ? [] : [{ id, ...about }]));
  return {
    ...model,
    accounts: [...known, ...added],
    ...(principals.length > 0 ? { principalSettings: principals } : {}),
  };
}
