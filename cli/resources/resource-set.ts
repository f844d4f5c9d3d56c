import type { Gap, InputKind } from "../model/access-model";
import { gapOf } from "../model/gap";
import { RANK } from "../model/input-rank";
import { groupedBy, sortedBy } from "../toolkit/order";
import { hasUnknown, unknown } from "../policy/unknown";
import { arnOf } from "./arn-of";
import { knownTextAt, valueAt } from "./read-values";
import type { InfrastructureResource, ReadResources } from "./resource";

/** The resources of all inputs, each once. */
export class ResourceSet {
  readonly all: readonly InfrastructureResource[];
  readonly #byType: ReadonlyMap<string, readonly InfrastructureResource[]>;

  constructor(resources: readonly InfrastructureResource[]) {
    this.all = resources;
    this.#byType = groupedBy(resources, ({ mode, type }) => `${mode} ${type}`);
  }

  /** Resources that the inputs make, and that will be there after the next deployment. */
  managed(...types: readonly string[]): readonly InfrastructureResource[] {
    return this.managedOrDeleted(...types).filter((resource) => !isDeleted(resource));
  }

  /** The same, and those that the next deployment deletes. */
  managedOrDeleted(...types: readonly string[]): readonly InfrastructureResource[] {
    return types.flatMap((type) => this.#byType.get(`managed ${type}`) ?? []);
  }

  /** Those that the next deployment deletes. */
  deleted(...types: readonly string[]): readonly InfrastructureResource[] {
    return this.managedOrDeleted(...types).filter(isDeleted);
  }

  /** What the inputs read and do not make. */
  data(...types: readonly string[]): readonly InfrastructureResource[] {
    return types.flatMap((type) => this.#byType.get(`data ${type}`) ?? []).filter((resource) => !isDeleted(resource));
  }

  /** The same resources, each changed. */
  map(change: (resource: InfrastructureResource) => InfrastructureResource): ResourceSet {
    return new ResourceSet(this.all.map(change));
  }
}

/**
 * Each resource that is made once, whatever the order of the inputs. Where several inputs have the same one, what will
 * be (a plan, a program) comes before what is (a state), and what stays before what is deleted.
 */
export function resourcesOf(read: readonly ReadResources[]): { resources: ResourceSet; gaps: readonly Gap[] } {
  const all = read.flatMap(({ input, resources }) => resources.map((resource) => ({ resource, kind: input.kind })));
  const ranked = sortedBy(all, ({ resource, kind }) => [
    RANK[kind],
    isDeleted(resource) ? "1" : "0",
    resource.source.input,
    resource.source.address,
  ]);
  const chosen = new Map<string, (typeof ranked)[number]>();
  const gaps: Gap[] = [];
  for (const candidate of ranked) {
    const identity = identityOf(candidate.resource);
    const first = chosen.get(identity);
    if (first === undefined) chosen.set(identity, candidate);
    else if (isRival(first, candidate)) chosen.set(identity, withRival(first, candidate.resource));
    else if (isContradiction(first, candidate)) gaps.push(contradiction(first.resource, candidate.resource));
  }
  const resources = [...chosen.values()].map(({ resource }) => resource);
  return { resources: new ResourceSet(sortedBy(resources, ({ source }) => [source.input, source.address])), gaps };
}

/** Makes something of a set when it is asked for first, and gives the same from then on. */
export function oncePerSet<T>(make: (resources: ResourceSet) => T): (resources: ResourceSet) => T {
  const made = new WeakMap<ResourceSet, { readonly value: T }>();
  return (resources) => {
    const known = made.get(resources) ?? { value: make(resources) };
    made.set(resources, known);
    return known.value;
  };
}

interface Ranked {
  readonly resource: InfrastructureResource;
  readonly kind: InputKind;
}

function isContradiction(first: Ranked, other: Ranked): boolean {
  const bothStay = !isDeleted(first.resource) && !isDeleted(other.resource);
  const elsewhere = first.resource.source.input !== other.resource.source.input;
  return bothStay && elsewhere && RANK[first.kind] === RANK[other.kind];
}

/** Whether both set the one policy that there is, to something else: the last one counts, which no input tells. */
function isRival(first: Ranked, other: Ranked): boolean {
  const bothStay = !isDeleted(first.resource) && !isDeleted(other.resource);
  const isBeside =
    first.resource.source.input === other.resource.source.input &&
    first.resource.source.address !== other.resource.source.address;
  return bothStay && isBeside && valueAt(first.resource, "policy") !== valueAt(other.resource, "policy");
}

function withRival({ resource, kind }: Ranked, { source }: InfrastructureResource): Ranked {
  const policy = unknown(`which of ${resource.source.address} and ${source.address} is in force`);
  return { resource: { ...resource, values: { ...resource.values, policy } }, kind };
}

function contradiction({ source }: InfrastructureResource, other: InfrastructureResource): Gap {
  const message = `${source.input}: ${source.address} is the same resource, and was taken instead. Give one of the two inputs.`;
  return gapOf("same-resource", other.source, message);
}

/** What AWS has once: by its ARN, by what else says which one it is, or by its address where that is not known. */
function identityOf(resource: InfrastructureResource): string {
  const { type, mode, accountId, region, source } = resource;
  const address = [source.input, source.address].join("\n");
  // Every stack reads under its own address.
  if (mode === "data") return address;
  const attributes = IDENTIFIED_BY[type];
  const arn = arnOf(resource);
  if (attributes === undefined && !hasUnknown(arn)) return arn;
  const values = (attributes ?? ["id"]).map((path) => knownTextAt(resource, path));
  if (values.includes(undefined)) return address;
  return [type, accountId, GLOBAL.test(type) ? "" : region, ...values].join("\n");
}

const GLOBAL = /^aws_(iam|organizations)_/;

/** Resources without an ARN. */
const IDENTIFIED_BY: Readonly<Record<string, readonly string[]>> = {
  aws_kms_key_policy: ["key_id"],
  aws_ecr_repository_policy: ["repository"],
  aws_ecr_lifecycle_policy: ["repository"],
  aws_ecr_registry_policy: [],
  aws_ecr_registry_scanning_configuration: [],
  aws_ecr_replication_configuration: [],
  aws_ecr_pull_through_cache_rule: ["ecr_repository_prefix"],
  aws_ecr_repository_creation_template: ["prefix"],
  aws_iam_role_policy: ["role", "name"],
  aws_iam_user_policy: ["user", "name"],
  aws_iam_group_policy: ["group", "name"],
  aws_iam_role_policy_attachment: ["role", "policy_arn"],
  aws_iam_user_policy_attachment: ["user", "policy_arn"],
  aws_iam_group_policy_attachment: ["group", "policy_arn"],
  aws_organizations_policy_attachment: ["policy_id", "target_id"],
};

function isDeleted({ change }: InfrastructureResource): boolean {
  return change?.actions === "delete";
}
