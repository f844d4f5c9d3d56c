import type { Gap } from "../model/access-model";
import { textAt } from "./read-values";
import type { InfrastructureResource } from "./resource";
import type { ResourceSet } from "./resource-set";

/** Resources that may decide about access and that the model has no place for. */
export function notUnderstood(resources: ResourceSet): readonly Gap[] {
  return Object.entries(MESSAGES).flatMap(([type, messageFor]) =>
    resources.managed(type).flatMap((resource) => {
      const message = messageFor(resource);
      return message === undefined ? [] : [{ source: resource.source, message }];
    }),
  );
}

const MESSAGES: Readonly<Record<string, (resource: InfrastructureResource) => string | undefined>> = {
  aws_ecr_account_setting: (resource) =>
    textAt(resource, "name") === "REGISTRY_POLICY_SCOPE" && textAt(resource, "value") !== "V1"
      ? "widens what the registry policy decides about. The answers are those of scope V1."
      : undefined,
  aws_ecr_repository_creation_template: () =>
    "makes repositories that are in no input. They are not in the answers: make them beforehand to have them checked.",
  aws_ecr_pull_through_cache_rule: () =>
    "makes repositories that are in no input when images are pulled. They are not in the answers: make them beforehand to have them checked.",
  aws_ssoadmin_permission_set: () =>
    "makes a role in each account that it is assigned in. Name the role (AWSReservedSSO_…) and its policies in a topology to have it in the answers.",
};
