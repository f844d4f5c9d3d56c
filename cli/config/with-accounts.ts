import type { AccessModel, Account } from "../model/access-model";
import { gapId } from "../model/gap";
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
    // Where the configuration gives the policies of each account, it does not matter what hangs above them.
    gaps: known.every(({ id }) => isToldOfOrganization(accounts[id]))
      ? model.gaps.filter(({ id }) => !id.startsWith(gapId("control-policy-above-accounts", "")))
      : model.gaps,
    ...(principals.length > 0 ? { principalSettings: principals } : {}),
  };
}

function isToldOfOrganization(about: CheckConfig["accounts"][string] | undefined): boolean {
  const { organizationPath, serviceControlPolicies, resourceControlPolicies } = about ?? {};
  return organizationPath === "none" || (serviceControlPolicies !== undefined && resourceControlPolicies !== undefined);
}
