import type { AccessModel, Encryption, Gap, Key, Source } from "../model/access-model";
import { gapOf } from "../model/gap";
import { hasUnknown, isUnknown, unknownsIn } from "../policy/unknown";
import { isKeyPolicyOf } from "./keys";
import { textAt, textsAt } from "./read-values";
import type { InfrastructureResource } from "./resource";
import type { ResourceSet } from "./resource-set";

/** Resources that belong to something that the inputs do not say, or do not hold: nothing asks what they decide. */
export function strayResources(
  resources: ResourceSet,
  { keys, repositories }: Pick<AccessModel, "keys" | "repositories">,
): readonly Gap[] {
  return [
    ...strayKeyPolicies(resources, keys),
    ...strayMemberships(resources),
    ...repositories.flatMap(({ source, change, encryption }) =>
      source === undefined || change?.actions === "delete" ? [] : unknownKey(source, encryption),
    ),
  ];
}

/** Whom the policy of a key lets in is asked about the key of a repository: it has to be known which one that is. */
function unknownKey(source: Source, { type, keyArn }: Encryption): readonly Gap[] {
  const unknowns = unknownsIn(isUnknown(type) ? type : type === "AES256" ? undefined : keyArn);
  if (unknowns.length === 0) return [];
  const message = `Which key encrypts it is not known: it depends on ${unknowns.join(", ")}. Give the input that makes the key, or write its ARN.`;
  return [gapOf("unknown-key", source, message)];
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
