/** A resource as both toolchains make it, in Terraform's names. */
export interface MadeResource {
  readonly type: string;
  readonly protected: boolean;
  /** The account of its provider. */
  readonly provider: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Replaces references in every value, and puts the resources into a fixed order. */
export function expandReferences(
  resources: readonly MadeResource[],
  expand: (text: string) => string,
): readonly MadeResource[] {
  const walk = (value: unknown): unknown => {
    if (typeof value === "string") return expand(value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, inner]) => [key, walk(inner)]),
    );
  };
  const text = (resource: MadeResource): string => JSON.stringify(resource);
  return resources
    .map((resource) => ({ ...resource, values: walk(resource.values) as MadeResource["values"] }))
    .sort((a, b) => (text(a) < text(b) ? -1 : 1));
}
