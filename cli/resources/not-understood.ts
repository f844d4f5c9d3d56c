import type { Gap } from "../model/access-model";
import { gapOf, type GapKind } from "../model/gap";
import { textAt } from "./read-values";
import type { InfrastructureResource } from "./resource";
import type { ResourceSet } from "./resource-set";

/** Resources that may decide about access and that the model has no place for. */
export function notUnderstood(resources: ResourceSet): readonly Gap[] {
  return NOT_UNDERSTOOD.flatMap(({ type, kind, message, isMeant = () => true }) =>
    resources
      .managed(type)
      .filter(isMeant)
      .map(({ source }) => gapOf(kind, source, message)),
  );
}

const NOT_UNDERSTOOD: readonly {
  readonly type: string;
  readonly kind: GapKind;
  readonly message: string;
  /** @default - all of the type */
  readonly isMeant?: (resource: InfrastructureResource) => boolean;
}[] = [
  {
    type: "aws_ecr_account_setting",
    kind: "registry-policy-scope",
    isMeant: (resource) => textAt(resource, "name") === "REGISTRY_POLICY_SCOPE" && textAt(resource, "value") !== "V1",
    message: "widens what the registry policy decides about. The answers are those of scope V1.",
  },
  {
    type: "aws_ecr_repository_creation_template",
    kind: "creation-template",
    message:
      "makes repositories that are in no input. They are not in the answers: make them beforehand to have them checked.",
  },
  {
    type: "aws_ecr_pull_through_cache_rule",
    kind: "pull-through-cache-rule",
    message:
      "makes repositories that are in no input when images are pulled. They are not in the answers: make them beforehand to have them checked.",
  },
  {
    type: "aws_ssoadmin_permission_set",
    kind: "permission-set",
    message:
      "makes a role in each account that it is assigned in. Name the role (AWSReservedSSO_…) and its policies in a topology to have it in the answers.",
  },
];
