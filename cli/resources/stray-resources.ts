import type { Gap, Key } from "../model/access-model";
import { gapOf } from "../model/gap";
import { hasUnknown, unknownsIn } from "../policy/unknown";
import { isKeyPolicyOf } from "./keys";
import { textAt, textsAt } from "./read-values";
import type { InfrastructureResource } from "./resource";
import type { ResourceSet } from "./resource-set";

/** Resources that belong to something that the inputs do not say, or do not hold: nothing asks what they decide. */
export function strayResources(resources: ResourceSet, keys: readonly Key[]): readonly Gap[] {
  return [...strayKeyPolicies(resources, keys), ...strayMemberships(resources)];
}

function strayKeyPolicies(resources: ResourceSet, keys: readonly Key[]): readonly Gap[] {
  return resources
    .managed("aws_kms_key_policy")
    .filter((policy) => !keys.some(({ arn }) => isKeyPolicyOf(arn, policy)))
    .map((policy) => {
      const which = named([textAt(policy, "key_id") ?? "(none)"]);
      const message = `is the policy of key ${which}, which no input makes. Give the input that makes it as well.`;
      return gapOf("stray-policy", policy.source, message);
    });
}

/** The policies of a group are its users': who they are has to be known. */
function strayMemberships(resources: ResourceSet): readonly Gap[] {
  const all = resources.managed("aws_iam_group_membership", "aws_iam_user_group_membership");
  return all.flatMap((membership) => {
    const names = ["group", "user", "groups", "users"].flatMap((attribute) => textsAt(membership, attribute));
    return hasUnknown(names) ? [strayMembership(membership, names)] : [];
  });
}

function strayMembership({ source }: InfrastructureResource, names: readonly string[]): Gap {
  const message = `puts users into groups whose names are not known: ${named(names)}. Give the input that makes them.`;
  return gapOf("stray-membership", source, message);
}

function named(names: readonly string[]): string {
  return hasUnknown(names) ? unknownsIn(names).join(", ") : names.join(", ");
}
