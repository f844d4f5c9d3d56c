import type { DocumentRole } from "../iam/evaluate";
import { invalidity } from "../iam/validity";
import type { AccessModel, ControlLevel, ModelDocument, Principal } from "../model/access-model";
import { isUnknown, unknown } from "../policy/unknown";

/** How it is said that a document cannot be judged. */
export const NOT_VALID = " is not valid: ";

/**
 * A model in which nothing is known of the documents that are not valid policies: AWS would refuse them, so that what
 * is in force there is not what the input says.
 */
export function withValidDocuments(model: AccessModel): AccessModel {
  const inRole =
    (role: DocumentRole) =>
    (document: ModelDocument): ModelDocument => {
      const { policy, name } = document;
      const why = isUnknown(policy) ? undefined : invalidity(policy, role);
      return why === undefined ? document : { ...document, policy: unknown(`the ${name}, which${NOT_VALID}${why}`) };
    };
  const levels = (role: DocumentRole, list: readonly ControlLevel[] | undefined): readonly ControlLevel[] | undefined =>
    list?.map((level) => ({ ...level, policies: level.policies.map(inRole(role)) }));
  return {
    ...model,
    accounts: model.accounts.map(({ serviceControlPolicies, resourceControlPolicies, ...account }) => ({
      ...account,
      ...given("serviceControlPolicies", levels("service-control", serviceControlPolicies)),
      ...given("resourceControlPolicies", levels("resource-control", resourceControlPolicies)),
    })),
    keys: model.keys.map((key) => ({ ...key, policy: inRole("resource")(key.policy) })),
    repositories: model.repositories.map(({ policy, ...repository }) => ({
      ...repository,
      ...given("policy", policy && inRole("resource")(policy)),
    })),
    principals: model.principals.map(({ policies, permissionsBoundary, ...principal }): Principal => ({
      ...principal,
      policies: policies.map(inRole("identity")),
      ...given("permissionsBoundary", permissionsBoundary && inRole("boundary")(permissionsBoundary)),
    })),
  };
}

/** A property, where there is a value for it. */
function given<Name extends string, T>(name: Name, value: T | undefined): Partial<Readonly<Record<Name, T>>> {
  return value === undefined ? {} : ({ [name]: value } as Readonly<Record<Name, T>>);
}
