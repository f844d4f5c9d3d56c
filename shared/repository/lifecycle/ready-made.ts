import { FindingList, shown } from "../../findings/findings";
import type { LifecycleRule, LifecycleSelection } from "./rule";

/**
 * More images than a repository can have: its quota is 100,000 unless AWS raised it.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html
 */
const NEVER_REACHED = 1_000_000;

/**
 * Keeps the images that were pushed last and expires older ones. All images are counted, those too that a rule before
 * this one keeps: with ten newer protected releases, `keepLast(10)` keeps nothing else.
 *
 * @param count - How many images stay.
 * @param tagPattern - Only images with a tag of this pattern are counted and expired. @default - all images; such a
 * rule comes last
 * @example
 * ```ts
 * keepLast(50);
 * // { description: "Keep the 50 images that were pushed last",
 * //   selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 50 }, action: { type: "expire" } }
 * ```
 */
export function keepLast(count: number, tagPattern?: string): LifecycleRule {
  const what = tagPattern === undefined ? "images" : `images tagged ${tagPattern}`;
  return rule(`Keep the ${count} ${what} that were pushed last`, {
    ...(tagPattern === undefined ? { tagStatus: "any" } : { tagStatus: "tagged", tagPatternList: [tagPattern] }),
    countType: "imageCountMoreThan",
    countNumber: count,
  });
}

/**
 * Expires images that no tag names, some days after they were pushed.
 *
 * @param days - How long they stay.
 * @example
 * ```ts
 * expireUntagged(14);
 * // { description: "Expire untagged images 14 days after their push",
 * //   selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 14 },
 * //   action: { type: "expire" } }
 * ```
 */
export function expireUntagged(days: number): LifecycleRule {
  return rule(`Expire untagged images ${days} days after their push`, {
    tagStatus: "untagged",
    countType: "sinceImagePushed",
    countUnit: "days",
    countNumber: days,
  });
}

/**
 * Keeps images with certain tags: one rule for each pattern. An image that a rule selects cannot be expired by the
 * rules after it, and these rules expire nothing themselves: they allow a million images, ten times the quota of a
 * repository. They come first.
 *
 * @param tagPatterns - An image stays that has a tag of one of them, as long as it has that tag.
 * @throws PolicyError with INVALID_TYPE
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
 * @example
 * ```ts
 * protectTags(["v*"]);
 * // [{ description: "Keep images tagged v*",
 * //    selection: { tagStatus: "tagged", tagPatternList: ["v*"], countType: "imageCountMoreThan",
 * //      countNumber: 1000000 },
 * //    action: { type: "expire" } }]
 * ```
 */
export function protectTags(tagPatterns: readonly string[]): readonly LifecycleRule[] {
  const findings = new FindingList();
  if (!Array.isArray(tagPatterns))
    findings.add("INVALID_TYPE", "tagPatterns", `must be a list of patterns, got ${shown(tagPatterns)}`);
  findings.throwIfAny("protectTags");
  return Object.freeze(
    tagPatterns.map((pattern) =>
      rule(`Keep images tagged ${pattern}`, {
        tagStatus: "tagged",
        tagPatternList: [pattern],
        countType: "imageCountMoreThan",
        countNumber: NEVER_REACHED,
      }),
    ),
  );
}

function rule(description: string, selection: LifecycleSelection): LifecycleRule {
  return Object.freeze({ description, selection: Object.freeze(selection), action: EXPIRE });
}

const EXPIRE = Object.freeze({ type: "expire" } as const);
