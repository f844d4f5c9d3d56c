import type { LifecyclePolicy, LifecycleSelection } from "../../../../shared";

/** An image of a repository. */
export interface Image {
  readonly name: string;
  readonly tags: readonly string[];
  readonly pushedDaysAgo: number;
}

/**
 * The names of the images that a policy expires, as AWS documents it: every rule is evaluated, and looks at all images that have
 * the tags it asks for; then the rules are applied by priority, and an image that a rule selects cannot be expired by a later one.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
 */
export function expiredBy({ rules }: LifecyclePolicy, images: readonly Image[]): readonly string[] {
  const byPriority = [...rules].sort((a, b) => (a.rulePriority ?? 0) - (b.rulePriority ?? 0));
  const evaluated = byPriority.map(({ selection }) => {
    const selected = images.filter(({ tags }) => isSelected(tags, selection));
    return { selected, marked: new Set(markedOf(selected, selection)) };
  });
  return images
    .filter((image) => evaluated.find(({ selected }) => selected.includes(image))?.marked.has(image))
    .map(({ name }) => name);
}

function isSelected(tags: readonly string[], selection: LifecycleSelection): boolean {
  const { tagStatus, tagPatternList, tagPrefixList } = selection;
  if (tagStatus === "any") return true;
  if (tagStatus === "untagged") return tags.length === 0;
  const patterns = tagPatternList?.map(asPattern) ?? tagPrefixList?.map((prefix) => asPattern(`${prefix}*`)) ?? [];
  return patterns.every((pattern) => tags.some((tag) => pattern.test(tag)));
}

function asPattern(pattern: string): RegExp {
  const literal = pattern.split("*").map((part) => part.replace(/[.-]/g, "\\$&"));
  return new RegExp(`^${literal.join(".*")}$`);
}

function markedOf(selected: readonly Image[], { countType, countNumber }: LifecycleSelection): readonly Image[] {
  if (countType === "sinceImagePushed") return selected.filter(({ pushedDaysAgo }) => pushedDaysAgo > countNumber);
  const youngestFirst = [...selected].sort((a, b) => a.pushedDaysAgo - b.pushedDaysAgo);
  return youngestFirst.slice(countNumber);
}
