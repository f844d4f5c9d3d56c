import { compareText, deepFreeze } from "../../base/canonical";
import type { LifecyclePolicy, LifecycleSelection } from "./rule";

/** The text of a policy that has been checked: the same rules give the same bytes. A text stays as it is. */
export function lifecyclePolicyText(policy: LifecyclePolicy | string): string {
  return typeof policy === "string" ? policy : JSON.stringify(canonicalPolicy(policy));
}

/** Sorted by priority, each rule with every property that AWS wants, always in the same order. */
export function canonicalPolicy({ rules }: LifecyclePolicy): LifecyclePolicy {
  const numbered = rules.map(({ rulePriority, description, selection }, index) => ({
    rulePriority: rulePriority ?? index + 1,
    ...(description === undefined ? {} : { description }),
    selection: canonicalSelection(selection),
    action: { type: "expire" } as const,
  }));
  return deepFreeze({ rules: numbered.sort((a, b) => a.rulePriority - b.rulePriority) });
}

function canonicalSelection(selection: LifecycleSelection): LifecycleSelection {
  const { countNumber, tagPatternList, tagPrefixList } = selection;
  const count =
    selection.countType === "sinceImagePushed"
      ? ({ countType: selection.countType, countUnit: "days", countNumber } as const)
      : ({ countType: selection.countType, countNumber } as const);
  if (selection.tagStatus !== "tagged") return { tagStatus: selection.tagStatus, ...count };
  const tags = tagPatternList
    ? { tagPatternList: sortedTags(tagPatternList) }
    : { tagPrefixList: sortedTags(tagPrefixList ?? []) };
  return { tagStatus: "tagged", ...tags, ...count };
}

function sortedTags(tags: readonly string[]): readonly string[] {
  return [...new Set(tags)].sort(compareText);
}
