import type { Gap, Input } from "../../model/access-model";
import { isUnknown } from "../../policy/unknown";
import { computedAttributes } from "../../resources/computed-attributes";
import type { InfrastructureResource, ReadResources } from "../../resources/resource";
import { withDependencies } from "./dependencies";
import { groupedBy } from "../../toolkit/order";
import { locations, providerName, type Location, type LocationSources } from "./locations";
import { providerFacts } from "./provider-facts";
import type { PulumiResource } from "./pulumi-resource";
import { terraformResources } from "./terraform-resources";

/**
 * The resources of a file in Terraform's words, each with where it is.
 *
 * @throws InputError where nothing says an account or Region
 */
export function infrastructureResources(
  kind: Input["kind"],
  sources: LocationSources,
  gaps: readonly Gap[],
): ReadResources {
  const relevant = sources.all.flatMap((from) => {
    const parts = terraformResources(from.type, from.properties);
    return parts.length > 0 ? [{ from, parts }] : [];
  });
  const located = locations(
    relevant.map(({ from }) => from),
    sources,
  );
  const resources = relevant.flatMap(({ from, parts }) =>
    parts.map((part) => ({ from, resource: resourceOf(from, part, located.get(from), sources.path) })),
  );
  const made = groupedBy(
    resources.map(({ resource }) => resource),
    ({ source }) => source.address,
  );
  return {
    input: { kind, path: sources.path },
    resources: resources.map(({ from, resource }) => withDependencies(resource, from, made)),
    gaps,
    providers: [...new Set([...providerFacts(sources).keys(), ...relevant.map(({ from }) => providerName(from))])],
  };
}

function resourceOf(
  from: PulumiResource,
  { type, values }: ReturnType<typeof terraformResources>[number],
  location: Location | undefined,
  path: string,
): InfrastructureResource {
  if (location === undefined) throw new Error(`${from.urn} was not located`);
  const { urn, mode, change, isProtected } = from;
  return {
    type,
    mode,
    source: { input: path, address: urn },
    ...location,
    values: { ...values, ...unsaid(values, computedAttributes({ type, address: urn, ...location, values })) },
    ...(change ? { change } : {}),
    isProtected,
  };
}

/** Of the attributes that AWS gives, those that the file does not say. */
function unsaid(
  values: Readonly<Record<string, unknown>>,
  computed: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(computed).filter(([name]) => {
    const value = values[name];
    return value === undefined || value === null || isUnknown(value);
  });
  return Object.fromEntries(entries);
}
