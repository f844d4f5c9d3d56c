import type { DescribedRepository } from "../describe-repository";
import type { PlannedDestination } from "../migration-plan";
import type { RepositoryDocuments } from "./read-documents";
import type { UsableKey } from "./read-key";

/** The policies of the source, as the destination gets them. */
export interface CarriedPolicies {
  readonly repository?: CarriedPolicy;
  readonly lifecycle?: CarriedPolicy;
}

/** The policies of the source, with the destination's names in the place of its own. */
export function carriedPolicies(
  { repositoryPolicy, lifecyclePolicy }: RepositoryDocuments,
  source: Names,
  destination: Names,
): CarriedPolicies {
  const repository = repositoryPolicy && carryPolicy("repository policy", repositoryPolicy, source, destination);
  const lifecycle = lifecyclePolicy && carryPolicy("lifecycle policy", lifecyclePolicy, source, destination);
  return { ...(repository ? { repository } : {}), ...(lifecycle ? { lifecycle } : {}) };
}

/** ARN and address of a repository with another name in the same registry. */
export function namesBeside({ arn, uri, name }: Names, other: string): Names {
  return { name: other, arn: arn.slice(0, -name.length) + other, uri: uri.slice(0, -name.length) + other };
}

/** The repository that will be: the source's settings with the key and another name. */
export function plannedDestination(given: {
  readonly region: string;
  readonly source: DescribedRepository;
  /** A repository that has the name already. */
  readonly existing: DescribedRepository | undefined;
  readonly key: UsableKey;
  readonly documents: RepositoryDocuments;
  readonly destination: Names;
  readonly carried: CarriedPolicies;
}): PlannedDestination {
  const { region, source, existing, key, documents, destination, carried } = given;
  // Of one that exists it is what it is: code with another type would replace the repository, and its images with it.
  const { type } = (existing ?? source).encryption;
  return {
    arn: destination.arn,
    registryId: source.registryId,
    region,
    name: destination.name,
    uri: destination.uri,
    encryption: { type: type === "KMS_DSSE" ? "KMS_DSSE" : "KMS", keyArn: key.arn },
    tagMutability: source.tagMutability,
    ...(source.tagMutabilityExclusionFilters === undefined
      ? {}
      : { tagMutabilityExclusionFilters: source.tagMutabilityExclusionFilters }),
    scanOnPush: source.scanOnPush,
    tags: documents.tags,
    ...(carried.repository === undefined ? {} : { repositoryPolicy: carried.repository.text }),
    ...(carried.lifecycle === undefined ? {} : { lifecyclePolicy: carried.lifecycle.text }),
  };
}

/** A repository's names, as documents use them. */
export interface Names {
  readonly arn: string;
  readonly uri: string;
  readonly name: string;
}

/** A policy text for the destination. */
interface CarriedPolicy {
  readonly text: string;
  readonly warnings: readonly string[];
}

/** Behind a name, one of these makes it another name. */
const NOT_WITHIN_A_NAME = "(?![a-z0-9._/-])";

/**
 * A policy of the source as the destination gets it: where the source's ARN or address stands, the destination's stands
 * then.
 *
 * @param what - `repository policy`
 */
export function carryPolicy(what: string, text: string, source: Names, destination: Names): CarriedPolicy {
  const replaced = [
    { from: source.arn, to: destination.arn },
    { from: source.uri, to: destination.uri },
  ].map(({ from, to }) => ({ from, to, pattern: new RegExp(escaped(from) + NOT_WITHIN_A_NAME, "g") }));
  const warnings: string[] = [];
  let carried = text;
  for (const { from, to, pattern } of replaced) {
    const count = [...carried.matchAll(pattern)].length;
    carried = carried.replace(pattern, () => to);
    if (count === 0) continue;
    const places = count === 1 ? "in 1 place" : `in ${count} places`;
    warnings.push(`The ${what} names ${from} ${places}. The destination's names ${to} there: read it before you copy.`);
  }
  if (new RegExp(`[:/]${escaped(source.name)}(?=[/*"])`).test(carried) && !carried.includes(`${destination.arn}/`)) {
    warnings.push(
      `The ${what} has a pattern that begins with the name ${source.name}. It is carried as it is: check whether it means the destination.`,
    );
  }
  return { text: carried, warnings };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
