/**
 * Which images a rule is about. A list of tags is met by an image that has a tag for each item of it: all of them, not
 * one.
 */
export type LifecycleSelection =
  | (TaggedSelection & LifecycleCount)
  | ({
      /** Images without a tag, or all images. */
      readonly tagStatus: "untagged" | "any";
      readonly tagPatternList?: never;
      readonly tagPrefixList?: never;
    } & LifecycleCount);

/** Tagged images, by patterns or by prefixes of their tags. */
type TaggedSelection = {
  /** Images with the tags below. */
  readonly tagStatus: "tagged";
} & (
  | {
      /** Patterns of tags, with up to four `*` each, which stands for any characters. */
      readonly tagPatternList: readonly string[];
      readonly tagPrefixList?: never;
    }
  | {
      /** Beginnings of tags; AWS recommends patterns. */
      readonly tagPrefixList: readonly string[];
      readonly tagPatternList?: never;
    }
);

/** How many images stay, or for how long. */
export type LifecycleCount =
  | {
      /** The images that were pushed last stay, `countNumber` of them. */
      readonly countType: "imageCountMoreThan";
      /** A whole number of images, 1 or more. */
      readonly countNumber: number;
      readonly countUnit?: never;
    }
  | {
      /** An image stays until `countNumber` days after it was pushed. */
      readonly countType: "sinceImagePushed";
      /** A whole number of days, 1 or more. */
      readonly countNumber: number;
      /** The unit of `countNumber`. @default "days" */
      readonly countUnit?: "days";
    };

/**
 * A rule of a lifecycle policy, in the words of AWS.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 */
export interface LifecycleRule {
  /**
   * The lower the number, the higher the priority; all rules have one, or none has.
   * @default - the place in the list
   */
  readonly rulePriority?: number;
  /** What the rule is for. @default - none */
  readonly description?: string;
  /** Which images the rule is about, and how many of them stay or for how long. */
  readonly selection: LifecycleSelection;
  /** What happens to the other images. @default { type: "expire" } */
  readonly action?: {
    /** The only action that there is. */
    readonly type: "expire";
  };
}

/**
 * A lifecycle policy: which images of a repository expire. AWS expires them within 24 hours, and nothing brings them
 * back.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
 */
export interface LifecyclePolicy {
  /** 1 to 50 rules, the one with the highest priority first unless their `rulePriority` says otherwise. */
  readonly rules: readonly LifecycleRule[];
}
