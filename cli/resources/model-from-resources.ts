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
import { principalsOf } from "./principals";
import type { Reading } from "./reading";
import { registryPoliciesOf } from "./registry-policies";
import { repositoriesOf } from "./repositories";
import type { ReadResources, InfrastructureResource } from "./resource";
import { type ResourceSet, resourcesOf } from "./resource-set";
import { textAt } from "./read-values";

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
    registryPolicies: registryPoliciesOf(reading),
    grants: grantsOf(reading, known),
    ...(ofEcr === undefined ? {} : { madeByEcr: ofEcr }),
    gaps: [...reading.gaps, ...notUnderstood(resources)],
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

/** Resources that may decide about access and that the model has no place for. */
function notUnderstood(resources: ResourceSet): readonly Gap[] {
  return Object.entries(MESSAGES).flatMap(([type, messageFor]) =>
    resources.managed(type).flatMap((resource) => {
      const message = messageFor(resource);
      return message === undefined ? [] : [{ source: resource.source, message }];
    }),
  );
}

const MESSAGES: Readonly<Record<string, (resource: InfrastructureResource) => string | undefined>> = {
  aws_ecr_account_setting: (resource) =>
    textAt(resource, "name") === "REGISTRY_POLICY_SCOPE" && textAt(resource, "value") !== "V1"
      ? "widens what the registry policy decides about. The answers are those of scope V1."
      : undefined,
  aws_ecr_repository_creation_template: () =>
    "makes repositories that are in no input. They are not in the answers: make them beforehand to have them checked.",
  aws_ecr_pull_through_cache_rule: () =>
    "makes repositories that are in no input when images are pulled. They are not in the answers: make them beforehand to have them checked.",
  aws_ssoadmin_permission_set: () =>
    "makes a role in each account that it is assigned in. Name the role (AWSReservedSSO_…) and its policies in a topology to have it in the answers.",
};
