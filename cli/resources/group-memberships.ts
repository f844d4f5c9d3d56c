import { holderKey } from "./attachments";
import { textAt, textsAt } from "./read-values";
import { oncePerSet } from "./resource-set";
import type { ResourceSet } from "./resource-set";

/** The groups of a user: their policies are the user's as well. */
export function groupsOf(resources: ResourceSet, accountId: string, user: string): readonly string[] {
  return [...new Set(membershipsByUser(resources).get(holderKey({ kind: "user", accountId, name: user })))].sort();
}

const membershipsByUser = oncePerSet((resources): ReadonlyMap<string, readonly string[]> => {
  const groups = new Map<string, string[]>();
  const add = (accountId: string, user: string, group: string): void => {
    const key = holderKey({ kind: "user", accountId, name: user });
    groups.set(key, [...(groups.get(key) ?? []), group]);
  };
  for (const resource of resources.managed("aws_iam_group_membership")) {
    const group = textAt(resource, "group") ?? "";
    for (const user of textsAt(resource, "users")) add(resource.accountId, user, group);
  }
  for (const resource of resources.managed("aws_iam_user_group_membership")) {
    const user = textAt(resource, "user") ?? "";
    for (const group of textsAt(resource, "groups")) add(resource.accountId, user, group);
  }
  return groups;
});
