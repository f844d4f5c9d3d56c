import type { CreationTemplate, MadeByEcr, PullThroughCache, Replication } from "../model/made-by-ecr";
import type { Maybe } from "../policy/unknown";
import { isUnknown, unknown } from "../policy/unknown";
import { blockCount, blocksAt, knownOrUnknown, textAt, textsAt } from "./read-values";
import type { InfrastructureResource } from "./resource";
import type { ResourceSet } from "./resource-set";

/** What makes ECR create repositories by itself; `undefined` where nothing does. */
export function madeByEcr(resources: ResourceSet): MadeByEcr | undefined {
  const replications = resources.managed("aws_ecr_replication_configuration").flatMap(replicationsOf);
  const pullThroughCaches = resources.managed("aws_ecr_pull_through_cache_rule").map(pullThroughCacheOf);
  const creationTemplates = resources.managed("aws_ecr_repository_creation_template").map(creationTemplateOf);
  const isNothing = [replications, pullThroughCaches, creationTemplates].every((list) => list.length === 0);
  return isNothing ? undefined : { replications, pullThroughCaches, creationTemplates };
}

/** One for each rule and destination. */
function replicationsOf(resource: InfrastructureResource): readonly Replication[] {
  return blocksAt(resource, "replication_configuration.0.rule").flatMap((rule) => {
    const prefixes = prefixesOf(resource, rule);
    return blocksAt(resource, `${rule}.destination`).map((destination) => ({
      ...placed(resource),
      destination: {
        accountId: attribute(resource, `${destination}.registry_id`),
        region: attribute(resource, `${destination}.region`),
      },
      ...(prefixes === undefined ? {} : { prefixes }),
    }));
  });
}

function prefixesOf(resource: InfrastructureResource, rule: string): readonly Maybe<string>[] | undefined {
  const path = `${rule}.repository_filter`;
  const count = blockCount(resource, path);
  if (isUnknown(count)) return [count];
  return count === 0 ? undefined : blocksAt(resource, path).map((filter) => attribute(resource, `${filter}.filter`));
}

function pullThroughCacheOf(resource: InfrastructureResource): PullThroughCache {
  return { ...placed(resource), prefix: attribute(resource, "ecr_repository_prefix") };
}

/** Without a block a template encrypts with AES256, as a repository does. */
function creationTemplateOf(resource: InfrastructureResource): CreationTemplate {
  const count = blockCount(resource, "encryption_configuration");
  const written = textAt(resource, "encryption_configuration.0.encryption_type") ?? "AES256";
  return {
    ...placed(resource),
    prefix: attribute(resource, "prefix"),
    appliedFor: textsAt(resource, "applied_for").map(knownOrUnknown),
    encryptionType: isUnknown(count) ? count : knownOrUnknown(written),
  };
}

function placed({
  accountId,
  region,
  source,
}: InfrastructureResource): Pick<Replication, "accountId" | "region" | "source"> {
  return { accountId, region, source };
}

function attribute(resource: InfrastructureResource, path: string): Maybe<string> {
  return knownOrUnknown(textAt(resource, path) ?? unknown(`${resource.source.address}.${path}`));
}
