import { compareText } from "../base/canonical";
import type { CheckContext } from "../findings/checks";
import { checkChoice } from "../findings/checks";
import { checkWildcardFilter } from "../aws/wildcard-filter";
import { shown } from "../findings/findings";

/** The choices of `imageTagMutability`. */
const TAG_MUTABILITIES = Object.freeze([
  "IMMUTABLE",
  "MUTABLE",
  "IMMUTABLE_WITH_EXCLUSION",
  "MUTABLE_WITH_EXCLUSION",
] as const);

/** Whether a pushed tag stays what it is; `_WITH_EXCLUSION`: but for the tags of filters, where it is the other way round. */
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

/** Adds a finding for everything that is wrong with how tags may change. */
export function checkTagMutability(
  mutability: unknown,
  filters: unknown,
  at: (property: string) => string,
  context: CheckContext,
): void {
  const { findings, isUnresolved } = context;
  checkChoice(mutability, TAG_MUTABILITIES, at("imageTagMutability"), context);
  const path = at("imageTagMutabilityExclusionFilters");
  const wrong = (message: string, hint: string): void => {
    findings.add("INVALID_TAG_FILTER", path, message, { hint });
  };
  const excludes = typeof mutability === "string" && mutability.endsWith("_WITH_EXCLUSION");
  if (filters === undefined) {
    if (excludes && !isUnresolved(mutability))
      wrong(`is missing, and ${mutability} needs 1 to ${MOST_FILTERS} filters`, 'give them: [{ filter: "latest" }]');
    return;
  }
  if (isUnresolved(filters)) {
    findings.add("UNRESOLVED_STRUCTURE", path, "how many filters there are is known only later");
    return;
  }
  if (!Array.isArray(filters)) {
    findings.add("INVALID_TYPE", path, `must be a list of filters, got ${shown(filters)}`);
    return;
  }
  if (!excludes && !isUnresolved(mutability)) {
    const other = mutability === "MUTABLE" ? "MUTABLE_WITH_EXCLUSION" : "IMMUTABLE_WITH_EXCLUSION";
    wrong(`is given, and imageTagMutability ${shown(mutability ?? "IMMUTABLE")} has no exclusions`, `use "${other}"`);
  }
  if (filters.length === 0 || filters.length > MOST_FILTERS) {
    wrong(`has ${filters.length} filters, AWS accepts 1 to ${MOST_FILTERS}`, "use * to say more with fewer filters");
    return;
  }
  for (const [index, filter] of filters.entries())
    checkWildcardFilter(filter, `${path}[${index}]`, checkPattern, context);
}

function checkPattern(filter: string, path: string, { findings }: CheckContext): void {
  if (/^[\w.*-]{1,128}$/.test(filter) && filter.split("*").length - 1 <= MOST_WILDCARDS) return;
  findings.add("INVALID_TAG_FILTER", path, `${shown(filter)} is no filter of tags`);
}

/** The filters as AWS takes them, sorted and without duplicates. */
export function resolveTagFilters(
  filters: readonly ImageTagMutabilityExclusionFilter[],
): readonly Required<ImageTagMutabilityExclusionFilter>[] {
  const texts = [...new Set(filters.map(({ filter }) => filter))].sort(compareText);
  return Object.freeze(texts.map((filter) => Object.freeze({ filter, filterType: "WILDCARD" } as const)));
}
