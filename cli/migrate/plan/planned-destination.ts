import type { DescribedRepository } from "../describe-repository";
import type { PlannedDestination } from "../migration-plan";
import type { CarriedPolicy, Names } from "./carry-policies";
import { carryPolicy } from "./carry-policies";
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
