import type { Problem } from "../../toolkit/input-error";
import { InputError } from "../../toolkit/input-error";
import { isUnknown } from "../../policy/unknown";
import type { ReadOptions } from "../../resources/resource";
import { partitionOf } from "../../../shared";
import { groupedBy } from "../../toolkit/order";
import { providerFacts, type ProviderFacts } from "./provider-facts";
import { urnName, type PulumiResource } from "./pulumi-resource";
import type { LocationSources } from "./provider-facts";

/** Where a resource is. */
export interface Location {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
}

/**
 * Finds out where resources are: by their own ARNs, else by what their provider says, the user says of the provider, or
 * the ARNs of other resources of the same provider say.
 *
 * @throws InputError with every provider of which nothing says it
 */
export function locations(
  resources: readonly PulumiResource[],
  sources: LocationSources,
): ReadonlyMap<PulumiResource, Location> {
  const facts = providerFacts(sources);
  const byProvider = groupedBy(resources, providerName);
  const problems: Problem[] = [];
  const located = [...byProvider].flatMap(([name, made]) => {
    const provider = completed(name, facts.get(name) ?? {}, made, sources.options);
    problems.push(...missing(name, provider, made, sources.path));
    return made.map((resource) => [resource, locationOf(resource, provider)] as const);
  });
  if (problems.length > 0) throw new InputError(problems);
  return new Map(located);
}

/** What to call a resource's provider: by default its package's own, whose name holds a version. */
export function providerName({ provider }: PulumiResource): string {
  const name = provider === undefined ? "default" : urnName(provider);
  return /^default(_|$)/.test(name) ? "default" : name;
}

/** What its provider does not say may follow from the ARNs of what it made, as long as they agree. */
function completed(
  name: string,
  { accountId, region }: ProviderFacts,
  made: readonly PulumiResource[],
  options: ReadOptions,
): ProviderFacts {
  const account =
    options.accounts?.[name] ??
    accountId ??
    onlyOne(made.map((each) => ownLocation(each).accountId)) ??
    options.accountId;
  const place = region ?? onlyOne(made.map((each) => ownLocation(each).region)) ?? options.region;
  return {
    ...(account === undefined ? {} : { accountId: account }),
    ...(place === undefined ? {} : { region: place }),
  };
}

function missing(
  name: string,
  { accountId, region }: ProviderFacts,
  made: readonly PulumiResource[],
  path: string,
): readonly Problem[] {
  const withoutAccount = made.filter((each) => (ownLocation(each).accountId ?? accountId) === undefined);
  const withoutRegion = made.filter((each) => !isGlobal(each) && (ownLocation(each).region ?? region) === undefined);
  const at = `${path}: provider ${name}`;
  return [
    ...withoutAccount.slice(0, 1).map((first) => ({
      path: at,
      message: `nothing says in which account it works; it makes ${others(first, withoutAccount.length)}`,
      hint: `say so with \`account\` 123456789012, or for this provider alone with \`account\` ${name}=123456789012`,
    })),
    ...withoutRegion.slice(0, 1).map((first) => ({
      path: at,
      message: `nothing says in which Region it works; it makes ${others(first, withoutRegion.length)}`,
      hint: "say so with `region` eu-central-1",
    })),
  ];
}

function others({ urn }: PulumiResource, count: number): string {
  return count === 1 ? urn : `${urn} and ${count - 1} more`;
}

function locationOf(resource: PulumiResource, { accountId, region }: ProviderFacts): Location {
  const own = ownLocation(resource);
  // IAM and Organizations have no Regions: the provider's stands for theirs, and any where nothing says one.
  const place = own.region ?? region ?? "us-east-1";
  return {
    accountId: own.accountId ?? accountId ?? "",
    region: place,
    partition: own.partition ?? partitionOf(place),
  };
}

const ARN = /^arn:([\w-]+):\w+:([a-z0-9-]*):(\d{12}):/;

function ownLocation({ properties }: PulumiResource): Partial<Location> {
  const { arn, id, registryId, region } = properties;
  const [, partition, place, account] = [arn, id].map((each) => ARN.exec(text(each) ?? "")).find(Boolean) ?? [];
  const accountId = account ?? text(registryId);
  const named = place === "" || place === undefined ? text(region) : place;
  return {
    ...(accountId === undefined ? {} : { accountId }),
    ...(named === undefined ? {} : { region: named }),
    ...(partition === undefined ? {} : { partition }),
  };
}

function isGlobal({ type }: PulumiResource): boolean {
  return /^aws(-native)?:(iam|organizations)\W/.test(type);
}

function onlyOne(values: readonly (string | undefined)[]): string | undefined {
  const different = new Set(values.filter((value) => value !== undefined));
  return different.size === 1 ? [...different][0] : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" && !isUnknown(value) ? value : undefined;
}
