import type { AccessModel, Account, Input, Principal, Source } from "./access-model";
import { distinctBy, groupedBy, sortedBy } from "../toolkit/order";
import { inputRank } from "./input-rank";
import { sortedModel } from "./sorted-model";
import { withoutUndefined } from "../toolkit/without-undefined";

/**
 * Several models as one, whatever their order. Where two have the same thing, what will be (a plan, a program, a
 * topology) comes before what is (a state). A role or user has all policies that any of them attaches to it.
 */
export function mergeModels(models: readonly AccessModel[]): AccessModel {
  const inputs = models.flatMap((model) => model.inputs);
  const all = <T>(part: (model: AccessModel) => readonly T[]): readonly T[] => models.flatMap(part);
  const ranked = <T extends Sourced>(part: (model: AccessModel) => readonly T[]): readonly T[] =>
    firstComeFirst(all(part), inputs);
  const registryPolicies = ranked((model) =>
    model.registryPolicies.map((policy) => ({ policy, source: policy.document.source })),
  ).map(({ policy }) => policy);
  return sortedModel({
    inputs,
    accounts: merged(
      sortedBy(
        all(({ accounts }) => accounts),
        (account) => [JSON.stringify(account)],
      ),
      ({ id }) => id,
      oneAccount,
    ),
    keys: distinctBy(
      ranked(({ keys }) => keys),
      arnOf,
    ),
    aliases: distinctBy(
      ranked(({ aliases }) => aliases),
      arnOf,
    ),
    repositories: distinctBy(
      ranked(({ repositories }) => repositories),
      arnOf,
    ),
    principals: merged(
      ranked(({ principals }) => principals),
      arnOf,
      onePrincipal,
    ),
    registryPolicies: distinctBy(registryPolicies, ({ accountId, region }) => `${accountId} ${region}`),
    grants: distinctBy(
      all(({ grants }) => grants),
      (item) => JSON.stringify(item),
    ),
    ...mergedMadeByEcr(models),
    gaps: all(({ gaps }) => gaps),
  });
}

function mergedMadeByEcr(models: readonly AccessModel[]): Pick<AccessModel, "madeByEcr"> {
  const given = models.flatMap(({ madeByEcr }) => madeByEcr ?? []);
  if (given.length === 0) return {};
  return {
    madeByEcr: {
      replications: given.flatMap(({ replications }) => replications),
      pullThroughCaches: given.flatMap(({ pullThroughCaches }) => pullThroughCaches),
      creationTemplates: given.flatMap(({ creationTemplates }) => creationTemplates),
    },
  };
}

interface Sourced {
  readonly source?: Source | undefined;
}

function firstComeFirst<T extends Sourced>(items: readonly T[], inputs: readonly Input[]): readonly T[] {
  return sortedBy(items, (item) => [
    inputRank(item.source, inputs),
    item.source?.input ?? "",
    item.source?.address ?? "",
    JSON.stringify(item),
  ]);
}

function merged<T>(items: readonly T[], mergeKey: (item: T) => string, both: (a: T, b: T) => T): readonly T[] {
  return [...groupedBy(items, mergeKey).values()].map((group) => group.reduce(both));
}

function oneAccount(a: Account, b: Account): Account {
  return { ...b, ...a };
}

/** A model that did not see the policies adds nothing to one that did. */
function onePrincipal(a: Principal, b: Principal): Principal {
  const { policiesUnseen: _unseen, permissionsBoundary: _boundary, ...rest } = a;
  return withoutUndefined({
    ...rest,
    source: a.source ?? b.source,
    policies: distinctBy([...a.policies, ...b.policies], (item) => JSON.stringify(item)),
    permissionsBoundary: a.permissionsBoundary ?? b.permissionsBoundary,
    policiesUnseen: a.policiesUnseen === true && b.policiesUnseen === true ? true : undefined,
  });
}

function arnOf({ arn }: { readonly arn: string }): string {
  return arn;
}
