import { canonical, documentIn, hashOf } from "./canonical";
import type { RegisteredResource } from "../support/pulumi-mocks";

type Tree = Record<string, object>;

/**
 * Everything that a Pulumi program registers, each resource below its parent as `<type>::<name>`. This is all that a URN consists of:
 * `urn:pulumi:<stack>::<project>::<types of the parents, and its own>::<name>`.
 */
export function pulumiAddresses(resources: readonly RegisteredResource[]): object {
  if (new Set(resources.map(mockedUrn)).size < resources.length) throw new Error("Two resources have the same URN");
  const below = (parentUrn: string): Tree =>
    Object.fromEntries(
      resources.flatMap((resource) => {
        if (resource.parent !== parentUrn) return [];
        const children = below(mockedUrn(resource));
        const made = { ...registered(resource), ...(Object.keys(children).length > 0 ? { children } : {}) };
        return [[label(resource), made] as const];
      }),
    );
  const tree = below("");
  if (count(tree) < resources.length) throw new Error("A resource has a parent that is not registered");
  return tree;
}

/**
 * Its settings and documents. The rest, which the parity table proves to be as in CDKTF, stands as a hash: inputs, provider, and what it
 * waits for.
 */
function registered({ provider, protect, inputs, options }: RegisteredResource): object {
  const { dependsOn = [], ...settings } = options as { readonly dependsOn?: readonly string[] };
  const isDocument = ([, value]: readonly [string, unknown]): boolean => documentIn(value) !== undefined;
  const documents = Object.entries(inputs).filter(isDocument);
  const values = Object.entries(inputs).filter((input) => !isDocument(input));
  const rest = { inputs: Object.fromEntries(values), provider, dependsOn: [...dependsOn].sort() };
  return {
    ...(protect ? { protect } : {}),
    ...settings,
    ...(documents.length > 0 ? { documents: Object.fromEntries(documents) } : {}),
    rest: hashOf(JSON.stringify(canonical(rest))),
  };
}

/** The mocks put the type of the parent before a resource's own. */
function mockedUrn(resource: RegisteredResource): string {
  const parentType = resource.parent.split("::")[2]?.split("$").at(-1);
  return `urn:pulumi:stack::project::${parentType === undefined ? "" : `${parentType}$`}${label(resource)}`;
}

function label({ type, name }: RegisteredResource): string {
  return `${type}::${name}`;
}

function count(tree: Tree): number {
  return Object.values(tree).reduce(
    (sum, { children = {} }: { readonly children?: Tree }) => sum + 1 + count(children),
    0,
  );
}
