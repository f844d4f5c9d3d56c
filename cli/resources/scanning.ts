import { matchesWildcard } from "../../shared/internal";
import type { Maybe } from "../policy/unknown";
import { isUnknown } from "../policy/unknown";
import { blocksAt, knownOrUnknown, textAt } from "./read-values";
import type { RepositoryPlace } from "./repository-place";
import type { InfrastructureResource } from "./resource";
import type { ResourceSet } from "./resource-set";

/**
 * Whether the images of a repository are scanned when they are pushed: by its own setting or by a rule of its registry.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-filters.html
 */
export function isScannedOnPush(
  resources: ResourceSet,
  { name, accountId, region }: RepositoryPlace,
  own: Maybe<boolean>,
): Maybe<boolean> {
  const matches = resources
    .managed("aws_ecr_registry_scanning_configuration")
    .filter((resource) => resource.accountId === accountId && resource.region === region)
    .flatMap((resource) => rulesOf(resource))
    .map((filter) => (isUnknown(filter) ? filter : matchesFilter(filter, name)));
  if (own === true || matches.includes(true)) return true;
  return isUnknown(own) ? own : (matches.find(isUnknown) ?? false);
}

/** Continuous scanning begins with the push. */
function rulesOf(resource: InfrastructureResource): readonly string[] {
  return blocksAt(resource, "rule").flatMap((rule) => {
    const frequency = textAt(resource, `${rule}.scan_frequency`);
    if (frequency !== "SCAN_ON_PUSH" && frequency !== "CONTINUOUS_SCAN") return [];
    return blocksAt(resource, `${rule}.repository_filter`).map((place) =>
      knownOrUnknown(textAt(resource, `${place}.filter`) ?? ""),
    );
  });
}

/** Without a wildcard a filter matches every name that contains it. */
function matchesFilter(filter: string, name: string): boolean {
  // No name has a `?`, which is no wildcard here.
  if (filter === "" || filter.includes("?")) return false;
  return filter.includes("*") ? matchesWildcard(filter, name) : name.includes(filter);
}
