import type { AccessModel, Alias, Gap, Key } from "../model/access-model";
import { type Problem, InputError } from "../toolkit/input-error";
import { distinctBy, groupedBy, sortedBy } from "../toolkit/order";
import { sortedModel } from "../model/sorted-model";
import { arnOf } from "./arn-of";
import { accountsOf } from "./accounts";
import { aliasesOf } from "./aliases";
import { existingAliasesOf, existingKeysOf } from "./existing-keys";
import { grantsOf } from "./grants";
import { keysOf, KEY_TYPES } from "./keys";
import type { KnownKeys } from "./key-arn";
import { linkDataSources } from "./link-data-sources";
import { madeByEcr } from "./read-made-by-ecr";
import { notUnderstood } from "./not-understood";
import { principalsOf } from "./principals";
import type { Reading } from "./reading";
import { registryPolicyGaps } from "./registry-policy-gaps";
import { registryPoliciesOf } from "./registry-policies";
import { repositoriesOf } from "./repositories";
import type { ReadResources } from "./resource";
import { strayResources } from "./stray-resources";
import { type ResourceSet, resourcesOf } from "./resource-set";

export { mergeModels } from "../model/merge-models";

/**
 * What all inputs together say about access: a policy of one stack counts for the role of another, an alias of one
 * names the key of another. The same inputs give the same model in whatever order they come.
 *
 * @param gaps - What is missing besides what each input says itself.
 * @throws InputError with everything in the inputs that is not a policy although it stands for one.
 */
export function modelFromResources(read: readonly ReadResources[], gaps: readonly Gap[] = []): AccessModel {
  const found = resourcesOf(read);
  const resources = linkDataSources(found.resources, madeKeys(found.resources));
  const reading: Reading = {
    resources,
    problems: [],
    gaps: [...gaps, ...read.flatMap((each) => each.gaps), ...found.gaps],
  };
  const made = madeKeys(resources);
  const aliases = [...made.aliases, ...existingAliasesOf(resources, made)];
  const keys = distinctBy([...keysOf(reading), ...existingKeysOf(reading, made)], ({ arn }) => arn);
  const known = { keys, aliases };
  const repositories = repositoriesOf(reading, known);
  const registryPolicies = registryPoliciesOf(reading);
  const ofEcr = madeByEcr(resources);
  const model: AccessModel = {
    inputs: read.map(({ input }) => input),
    accounts: accountsOf(
      reading,
      [...keys, ...repositories].map(({ accountId }) => accountId),
    ),
    keys: named(keys, aliases),
    aliases,
    repositories,
    principals: principalsOf(reading),
    registryPolicies,
    grants: grantsOf(reading, known),
    ...(ofEcr === undefined ? {} : { madeByEcr: ofEcr }),
    gaps: [
      ...reading.gaps,
      ...notUnderstood(resources),
      ...strayResources(resources, { keys, repositories }),
      ...registryPolicyGaps({ registryPolicies, repositories }),
    ],
  };
  throwIfAny(reading.problems);
  return sortedModel(model);
}

/** A policy that several roles have is wrong once. */
function throwIfAny(problems: readonly Problem[]): void {
  const sorted = sortedBy(problems, ({ path, message }) => [path, message]);
  const distinct = distinctBy(sorted, ({ path, message }) => `${path}\n${message}`);
  if (distinct.length > 0) throw new InputError(distinct);
}

function madeKeys(resources: ResourceSet): KnownKeys & { readonly aliases: readonly Alias[] } {
  const keys = resources.managedOrDeleted(...KEY_TYPES).map((resource) => ({ ...resource, arn: arnOf(resource) }));
  return { keys, aliases: aliasesOf(resources, keys) };
}

/** People know a key by its alias. */
function named(keys: readonly Key[], aliases: readonly Alias[]): readonly Key[] {
  const inOrder = sortedBy(aliases, ({ name }) => [name]);
  const byKey = groupedBy(inOrder, ({ keyArn }) => keyArn);
  return keys.map((key) => {
    const name = byKey.get(key.arn)?.[0]?.name ?? key.name;
    return { ...key, name, policy: { ...key.policy, name: `key policy of ${name}` } };
  });
}
