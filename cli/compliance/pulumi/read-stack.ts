import { InputError } from "../../toolkit/input-error";
import { distinctBy, groupedBy } from "../../toolkit/order";
import { locations, providerName } from "../../readers/pulumi/locations";
import { urnName, type PulumiResource } from "../../readers/pulumi/pulumi-resource";
import { infrastructureResources } from "../../readers/pulumi/resources";
import type { ReadOptions } from "../../resources/resource";
import type { ReadProgram } from "../judge";
import { STAND_IN_REGION, standInAccount } from "../stand-ins";
import type { PolicyProvider, PolicyResource } from "./policy-types";
import type { LocationSources } from "../../readers/pulumi/provider-facts";
import { knownLater, plainProperties } from "../../readers/pulumi/property-value";

/** The resources of a stack that decide about access to repositories, and their providers. */
export function relevantResources(resources: readonly PolicyResource[]): readonly PulumiResource[] {
  const providers = resources.flatMap(({ provider }) => (provider === undefined ? [] : [provider]));
  const all = [
    ...resources.filter(({ type }) => RELEVANT.test(type) || PROVIDER.test(type)).map(resourceOf),
    ...providers.filter(({ type }) => PROVIDER.test(type)).map(providerOf),
  ];
  return distinctBy(all, ({ urn }) => urn);
}

/** What the rules see of a stack. */
export function readStack(all: readonly PulumiResource[], options: ReadOptions): ReadProgram {
  const region = options.region ?? STAND_IN_REGION;
  const sources: LocationSources = { all, config: {}, options: { ...options, region }, path: STACK };
  const nowhere = providersWithoutAccount(sources);
  const standIns = nowhere.map((_, index) => standInAccount(index));
  const accounts = Object.fromEntries(nowhere.map((name, index) => [name, standInAccount(index)]));
  const placed = { ...sources, options: { ...sources.options, accounts: { ...options.accounts, ...accounts } } };
  return { read: infrastructureResources("pulumi-preview", placed, []), standIns };
}

/** There is one stack only, and findings are shown at their resources. */
const STACK = "stack";
const RELEVANT = /^aws(-native)?:(ecr|iam|kms|organizations)\W/;
const PROVIDER = /^pulumi:providers:aws(-native)?$/;

function resourceOf({ type, props, urn, opts, provider, ...more }: PolicyResource): PulumiResource {
  return {
    ...bare(type, props, urn),
    ...(provider === undefined ? {} : { provider: provider.urn }),
    propertyDependencies: Object.fromEntries(
      Object.entries(more.propertyDependencies).map(([property, others]) => [property, others.map(urnOf)]),
    ),
    dependencies: more.dependencies.map(urnOf),
    isProtected: opts.protect,
  };
}

function providerOf({ type, props, urn }: PolicyProvider): PulumiResource {
  return bare(type, props, urn);
}

function bare(type: string, props: Readonly<Record<string, unknown>>, urn: string): PulumiResource {
  return {
    urn,
    type,
    name: urnName(urn),
    // What a program only reads is shown to no policy.
    mode: "managed",
    properties: knownProperties(props, urn),
    propertyDependencies: {},
    dependencies: [],
    isProtected: false,
  };
}

function urnOf({ urn }: { readonly urn: string }): string {
  return urn;
}

/** The providers of which nothing names the account. */
function providersWithoutAccount(sources: LocationSources): readonly string[] {
  const made = sources.all.filter(({ type }) => RELEVANT.test(type));
  return [...groupedBy(made, providerName)].filter(([, own]) => !isLocated(own, sources)).map(([name]) => name);
}

function isLocated(resources: readonly PulumiResource[], sources: LocationSources): boolean {
  try {
    locations(resources, sources);
    return true;
  } catch (error) {
    if (InputError.is(error)) return false;
    throw error;
  }
}

/**
 * The properties that a policy sees, with markers for what is not known in a preview: such a property cannot even be
 * asked for, and in older versions of Pulumi is a text of the engine's own.
 */
function knownProperties(props: Readonly<Record<string, unknown>>, urn: string): Readonly<Record<string, unknown>> {
  return plainProperties(members(props, "", urn), urn);
}

function members(object: Readonly<Record<string, unknown>>, path: string, urn: string): Record<string, unknown> {
  const entries = Object.keys(object).map((key) => [key, member(object, key, joined(path, key), urn)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function member(object: object, key: string | number, path: string, urn: string): unknown {
  const value = asked(object, key, path, urn);
  // The elements are asked for one by one: methods of lists would ask for all.
  if (Array.isArray(value)) {
    return Array.from({ length: value.length }, (_, index) => member(value, index, `${path}[${index}]`, urn));
  }
  // Objects of classes as well.
  if (typeof value === "object" && value !== null)
    return members(value as Readonly<Record<string, unknown>>, path, urn);
  return typeof value === "function" ? undefined : value;
}

function asked(object: object, key: string | number, path: string, urn: string): unknown {
  try {
    return (object as Record<string | number, unknown>)[key];
  } catch {
    // `UnknownValueError`: nothing else is thrown for asking.
    return knownLater(`${path} of ${urn}`);
  }
}

function joined(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}
