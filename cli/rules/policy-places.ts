import type { AccessModel, Key, ModelDocument, Principal, Repository } from "../model/access-model";
import type { StatementJson } from "../policy/policy-json";
import { isUnknown } from "../policy/unknown";
import { isStaying, keysOfRepositories } from "./subjects";

/** The kinds of policy that rules read. */
export type PolicyKind = "key-policy" | "repository-policy" | "registry-policy" | "identity-policy";

/** A policy of the model with what it belongs to. */
export interface PolicyPlace {
  readonly kind: PolicyKind;
  readonly document: ModelDocument;
  /** The account that it belongs to. */
  readonly accountId: string;
  readonly key?: Key;
  readonly repository?: Repository;
  readonly principal?: Principal;
}

/**
 * The policies of some kinds: of keys that encrypt repositories, of repositories and registries, of roles and users.
 */
export function policyPlaces(model: AccessModel, kinds: readonly PolicyKind[]): readonly PolicyPlace[] {
  return kinds.flatMap((kind) => PLACES[kind](model));
}

/** The statements of a policy; none where it is unknown as a whole. */
export function statementsOf({ document }: PolicyPlace): readonly StatementJson[] {
  return isUnknown(document.policy) ? [] : document.policy.Statement;
}

const PLACES: Readonly<Record<PolicyKind, (model: AccessModel) => readonly PolicyPlace[]>> = {
  "key-policy": (model) =>
    keysOfRepositories(model).map((key) => ({
      kind: "key-policy",
      document: key.policy,
      accountId: key.accountId,
      key,
    })),
  "repository-policy": (model) =>
    model.repositories.filter(isStaying).flatMap((repository): readonly PolicyPlace[] => {
      const { policy: document, accountId } = repository;
      return document === undefined ? [] : [{ kind: "repository-policy", document, accountId, repository }];
    }),
  "registry-policy": (model) =>
    model.registryPolicies.map(({ document, accountId }) => ({ kind: "registry-policy", document, accountId })),
  "identity-policy": (model) =>
    model.principals.flatMap((principal) =>
      principal.policies.map((document): PolicyPlace => ({
        kind: "identity-policy",
        document,
        accountId: principal.accountId,
        principal,
      })),
    ),
};
