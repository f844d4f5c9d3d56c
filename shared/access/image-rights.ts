import { PULL_ACTIONS, PUSH_ACTIONS } from "../aws/actions";
import { compareText } from "../base/canonical";

/** What a grantee may do with the images of one repository. */
export type ImageRights = "push" | "pull" | "push-and-pull";

/** What each combination of rights is called in a Sid. */
export const RIGHTS_SID: Readonly<Record<ImageRights, string>> = {
  push: "AllowPush",
  pull: "AllowPull",
  "push-and-pull": "AllowPushAndPull",
};

const PUSH_AND_PULL_ACTIONS = union(PUSH_ACTIONS, PULL_ACTIONS);

/**
 * The actions that a combination of rights needs on a repository.
 *
 * @param pullActions - What this grantee needs to pull. @default PULL_ACTIONS
 */
export function imageActions(rights: ImageRights, pullActions: readonly string[] = PULL_ACTIONS): readonly string[] {
  if (rights === "push") return PUSH_ACTIONS;
  if (rights === "pull") return pullActions;
  return pullActions === PULL_ACTIONS ? PUSH_AND_PULL_ACTIONS : union(PUSH_ACTIONS, pullActions);
}

/** Lists of actions as one, in alphabetical order. */
export function union(...lists: readonly (readonly string[])[]): readonly string[] {
  return Object.freeze([...new Set(lists.flat())].sort(compareText));
}
