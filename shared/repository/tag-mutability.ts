import { compareText } from "../base/canonical";
import type { CheckContext } from "../findings/checks";
import { joinPath } from "../findings/checks";
import { checkWildcardFilter } from "../aws/wildcard-filter";
import { shown } from "../findings/findings";

/** The choices of `imageTagMutability`. */
export const TAG_MUTABILITIES = Object.freeze([
  "IMMUTABLE",
  "MUTABLE",
  "IMMUTABLE_WITH_EXCLUSION",
  "MUTABLE_WITH_EXCLUSION",
] as const);

/**
 * Whether a pushed tag stays what it is; `_WITH_EXCLUSION`: but for the tags of filters, where it is the other way
 * round.
 */
export type TagMutability = (typeof TAG_MUTABILITIES)[number];

/**
 * Tags for which the opposite of `imageTagMutability` holds.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageTagMutabilityExclusionFilter.html
 */
export interface ImageTagMutabilityExclusionFilter {
  /** A tag, up to 128 characters; up to two `*` stand for any characters. */
  readonly filter: string;
  /** The only type that there is. @default "WILDCARD" */
  readonly filterType?: "WILDCARD";
}

const MOST_FILTERS = 5;
const MOST_WILDCARDS = 2;

/** Adds a finding for everything that is wrong with the filters by themselves. */
export function checkTagFilters(filters: unknown, path: string, context: CheckContext): void {
  const { findings, isUnresolved } = context;
  if (isUnresolved(filters)) {
    findings.add("UNRESOLVED_STRUCTURE", path, "how many filters there are is known only at deployment");
  } else if (!Array.isArray(filters)) {
    findings.add("INVALID_TYPE", path, `must be a list of filters, got ${shown(filters)}`);
  } else if (filters.length === 0 || filters.length > MOST_FILTERS) {
    findings.add("INVALID_TAG_FILTER", path, `has ${filters.length} filters; AWS allows 1 to ${MOST_FILTERS}`, {
      hint: "use * to say more with fewer filters",
    });
  } else {
    for (const [index, filter] of filters.entries())
      checkWildcardFilter(filter, `${path}[${index}]`, checkPattern, context);
  }
}

/** Checks that there are filters where tags are excluded, and nowhere else. */
export function checkExclusions(mutability: unknown, filters: unknown, parent: string, context: CheckContext): void {
  const { findings, isUnresolved } = context;
  const path = joinPath(parent, "imageTagMutabilityExclusionFilters");
  if (isUnresolved(mutability)) return;
  const excludes = typeof mutability === "string" && mutability.endsWith("_WITH_EXCLUSION");
  if (filters === undefined && excludes) {
    findings.add("INVALID_TAG_FILTER", path, `is missing, and ${mutability} needs 1 to ${MOST_FILTERS} filters`, {
      hint: 'give them: [{ filter: "latest" }]',
    });
  } else if (Array.isArray(filters) && !excludes) {
    const other = mutability === "MUTABLE" ? "MUTABLE_WITH_EXCLUSION" : "IMMUTABLE_WITH_EXCLUSION";
    const message = `is given, and imageTagMutability ${shown(mutability ?? "IMMUTABLE")} has no exclusions`;
    findings.add("INVALID_TAG_FILTER", path, message, { hint: `use "${other}"` });
  }
}

function checkPattern(filter: string, path: string, { findings }: CheckContext): void {
  if (/^[\w.*-]{1,128}$/.test(filter) && filter.split("*").length - 1 <= MOST_WILDCARDS) return;
  findings.add("INVALID_TAG_FILTER", path, `${shown(filter)} is not a valid tag filter`);
}

/** The filters as AWS takes them, sorted and without duplicates. */
export function resolveTagFilters(
  filters: readonly ImageTagMutabilityExclusionFilter[],
): readonly Required<ImageTagMutabilityExclusionFilter>[] {
  const texts = [...new Set(filters.map(({ filter }) => filter))].sort(compareText);
  return Object.freeze(texts.map((filter) => Object.freeze({ filter, filterType: "WILDCARD" } as const)));
}
