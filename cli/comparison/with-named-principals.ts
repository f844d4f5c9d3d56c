import type { AccessModel, Principal } from "../model/access-model";
import { completedModel, principalIdentity } from "../proof/complete-model";

/**
 * Two models in which each role or user that only a document of the other one names is asked about, too: whoever is
 * named on one side may have had the same access on the other because everybody, or his account, had.
 */
export function withNamedPrincipals(
  after: AccessModel,
  before: AccessModel,
): { readonly after: AccessModel; readonly before: AccessModel } {
  const rows = { after: completedModel(after).principals, before: completedModel(before).principals };
  return {
    after: withPrincipals(after, onlyNamed(rows.before, rows.after)),
    before: withPrincipals(before, onlyNamed(rows.after, rows.before)),
  };
}

function onlyNamed(rows: readonly Principal[], others: readonly Principal[]): readonly Principal[] {
  const known = new Set(others.map(principalIdentity));
  return rows.filter((row) => row.policiesUnseen === true && !known.has(principalIdentity(row)));
}

function withPrincipals(model: AccessModel, added: readonly Principal[]): AccessModel {
  return added.length === 0 ? model : { ...model, principals: [...model.principals, ...added] };
}
