import type { Encryption, ModelDocument, Repository } from "../model/access-model";
import { gapOf } from "../model/gap";
import { distinctBy } from "../toolkit/order";
import { hasUnknown, isUnknown, unknown, unknownsIn, type Maybe } from "../policy/unknown";
import { withoutUndefined } from "../toolkit/without-undefined";
import { computedAttributes } from "./computed-attributes";
import { isAwsManagedAlias, keyArnOf, type KnownKeys } from "./key-arn";
import { blockCount, flagAt, knownTextAt, textAt, valueAt, blocksAt, knownOrUnknown } from "./read-values";
import { documentFrom, type Reading } from "./reading";
import type { InfrastructureResource } from "./resource";
import type { ResourceSet } from "./resource-set";
import { matchesWildcard } from "../../shared/internal";

/** The repositories that the inputs make or read. */
export function repositoriesOf(reading: Reading, known: KnownKeys): readonly Repository[] {
  const { resources } = reading;
  const all = [...resources.managedOrDeleted("aws_ecr_repository"), ...resources.data("aws_ecr_repository")];
  const around = {
    policies: byRepository(resources, "aws_ecr_repository_policy"),
    lifecycles: byRepository(resources, "aws_ecr_lifecycle_policy"),
  };
  const repositories = all.map((resource) => repositoryOf(reading, resource, known, around));
  reportStrayPolicies(reading, repositories);
  return distinctBy(repositories, ({ arn }) => arn);
}

/** What belongs to a repository, by its place. */
interface Around {
  readonly policies: ReadonlyMap<string, InfrastructureResource>;
  readonly lifecycles: ReadonlyMap<string, InfrastructureResource>;
}

function repositoryOf(
  reading: Reading,
  resource: InfrastructureResource,
  known: KnownKeys,
  around: Around,
): Repository {
  const { source, region, change, isProtected } = resource;
  const isRead = resource.mode === "data";
  const accountId = (isRead ? knownTextAt(resource, "registry_id") : undefined) ?? resource.accountId;
  const name = textAt(resource, "name") ?? unknown(`${source.address}.name`);
  const place = { name, accountId, region };
  const arn = knownTextAt(resource, "arn") ?? computedAttributes({ ...resource, accountId, address: "" })["arn"];
  const orUnseen = <T>(attribute: string, fallback: T): Maybe<T> =>
    isRead ? unknown(`${source.address}.${attribute}`) : fallback;
  const scanOnPush = flagAt(
    resource,
    "image_scanning_configuration.0.scan_on_push",
    orUnseen("image_scanning_configuration", false),
  );
  return withoutUndefined({
    arn: typeof arn === "string" && !isUnknown(arn) ? arn : arnFrom(resource, accountId, name),
    accountId,
    region,
    source,
    change,
    isProtected,
    name,
    encryption: encryptionOf(resource, known),
    policy: policyOf(reading, resource, around.policies.get(placeText(place)), name),
    tagMutability: textAt(resource, "image_tag_mutability") ?? orUnseen<string>("image_tag_mutability", "MUTABLE"),
    scanOnPush: isScannedOnPush(reading.resources, place, scanOnPush),
    forceDelete: isRead ? undefined : flagAt(resource, "force_delete", false),
    hasLifecyclePolicy: around.lifecycles.has(placeText(place)) || orUnseen("lifecycle_policy", false),
  });
}

function arnFrom({ partition, region }: InfrastructureResource, accountId: string, name: string): string {
  return `arn:${partition}:ecr:${region}:${accountId}:repository/${name}`;
}

function encryptionOf(resource: InfrastructureResource, known: KnownKeys): Encryption {
  const { source, mode, references = {} } = resource;
  const count = blockCount(resource, "encryption_configuration");
  if (isUnknown(count)) return { type: count };
  if (count === 0) return { type: mode === "data" ? unknown(`${source.address}.encryption_configuration`) : "AES256" };
  const type = (textAt(resource, "encryption_configuration.0.encryption_type") ?? "AES256") as Encryption["type"];
  const written = textAt(resource, "encryption_configuration.0.kms_key");
  if (written === undefined) return { type };
  return withoutUndefined({
    type,
    written,
    reference: references["encryption_configuration.0.kms_key"],
    // ECR's own managed key, as if nothing were written.
    keyArn: isAwsManagedAlias(written) ? undefined : keyArnOf(written, resource, known),
  });
}

function policyOf(
  reading: Reading,
  resource: InfrastructureResource,
  policy: InfrastructureResource | undefined,
  repository: string,
): ModelDocument | undefined {
  const name = `repository policy of ${repository}`;
  if (policy !== undefined) {
    const text = valueAt(policy, "policy") ?? unknown(`${policy.source.address}.policy`);
    return documentFrom(reading, policy, "policy", name, text);
  }
  if (resource.mode === "managed") return undefined;
  return { name, source: resource.source, policy: unknown(`the policy of repository ${repository}`) };
}

function byRepository(resources: ResourceSet, type: string): ReadonlyMap<string, InfrastructureResource> {
  return new Map(resources.managed(type).map((resource) => [placeText(repositoryPlace(resource)), resource]));
}

/** A policy whose repository the inputs do not hold decides about something that cannot be asked about. */
function reportStrayPolicies({ resources, gaps }: Reading, repositories: readonly Repository[]): void {
  const there = new Set(repositories.map(placeText));
  for (const policy of resources.managed("aws_ecr_repository_policy")) {
    const place = repositoryPlace(policy);
    if (there.has(placeText(place))) continue;
    const which = hasUnknown(place.name) ? unknownsIn(place.name).join(", ") : place.name;
    const message = `is the policy of repository ${which}, which no input makes. Give the input that makes it as well.`;
    gaps.push(gapOf("stray-policy", policy.source, message));
  }
}

/**
 * Whether the images of a repository are scanned when they are pushed: by its own setting or by a rule of its registry.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-filters.html
 */
function isScannedOnPush(
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
  // No name has a `?`, which is not a wildcard here.
  if (filter === "" || filter.includes("?")) return false;
  return filter.includes("*") ? matchesWildcard(filter, name) : name.includes(filter);
}

/** What tells a repository from all others. */
interface RepositoryPlace {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
}

/** A text that is the same for the same repository. */
function placeText({ name, accountId, region }: RepositoryPlace): string {
  return [accountId, region, name].join("\n");
}

/** The repository that a policy belongs to. A plan leaves `registry_id` to AWS: the account that it is sent to. */
function repositoryPlace(policy: InfrastructureResource): RepositoryPlace {
  const name = textAt(policy, "repository") ?? unknown(`${policy.source.address}.repository`);
  const registry = textAt(policy, "registry_id");
  const accountId = registry === undefined || isUnknown(registry) ? policy.accountId : registry;
  return { name, accountId, region: policy.region };
}
