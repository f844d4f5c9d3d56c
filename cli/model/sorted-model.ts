import type { AccessModel, ModelResource, Source } from "./access-model";
import { distinguished } from "./gap";
import type { MadeByEcr } from "./made-by-ecr";
import { distinctBy, sortedBy } from "../toolkit/order";

/** A model in an order that does not depend on its inputs': by account, Region and name. */
export function sortedModel(model: AccessModel): AccessModel {
  return {
    inputs: distinctBy(
      sortedBy(model.inputs, ({ path, kind }) => [path, kind]),
      ({ path, kind }) => `${path}\n${kind}`,
    ),
    accounts: sortedBy(model.accounts, ({ id }) => [id]),
    keys: sortedBy(model.keys, placeTexts),
    aliases: sortedBy(model.aliases, placeTexts),
    repositories: sortedBy(model.repositories, placeTexts),
    principals: sortedBy(model.principals, ({ accountId, kind, name, arn }) => [accountId, kind, name, arn]),
    registryPolicies: sortedBy(model.registryPolicies, ({ accountId, region }) => [accountId, region]),
    grants: sortedBy(model.grants, (grant) => [...sourceTexts(grant.source), grant.keyArn, JSON.stringify(grant)]),
    ...(model.madeByEcr === undefined ? {} : { madeByEcr: sortedMadeByEcr(model.madeByEcr) }),
    gaps: distinguished(
      distinctBy(
        sortedBy(model.gaps, ({ source, message }) => [...sourceTexts(source), message]),
        ({ source, message }) => [...sourceTexts(source), message].join("\n"),
      ),
    ),
  };
}

function sortedMadeByEcr({ replications, pullThroughCaches, creationTemplates }: MadeByEcr): MadeByEcr {
  const sorted = <T extends { readonly source: Source }>(items: readonly T[]): readonly T[] =>
    distinctBy(
      sortedBy(items, (item) => [...sourceTexts(item.source), JSON.stringify(item)]),
      (item) => JSON.stringify(item),
    );
  return {
    replications: sorted(replications),
    pullThroughCaches: sorted(pullThroughCaches),
    creationTemplates: sorted(creationTemplates),
  };
}

function placeTexts(resource: ModelResource & { readonly name: string }): readonly string[] {
  const { accountId, region, name, arn, source } = resource;
  return [accountId, region, name, arn, ...sourceTexts(source)];
}

function sourceTexts(source: Source | undefined): readonly string[] {
  return [source?.input ?? "", source?.address ?? ""];
}
