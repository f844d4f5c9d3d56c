import { isRecord } from "../../../shared/internal";
import type { Change } from "../../model/access-model";
import { hasUnknown } from "../../policy/unknown";
import { plainProperties } from "./property-value";

/** A resource of a stack export or of a preview. */
export interface PulumiResource {
  readonly urn: string;
  /** `aws:kms/key:Key` */
  readonly type: string;
  /** The last part of the URN. */
  readonly name: string;
  /** The URN of its provider; absent where the file does not say. */
  readonly provider?: string;
  /** `data`: read, not managed. */
  readonly mode: "managed" | "data";
  /** Its properties, with markers for what is not known. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** Input property → the URNs of the resources that its value is made of. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly dependencies: readonly string[];
  readonly isProtected: boolean;
  readonly change?: Change;
}

/** One resource as both files hold it. */
export type ResourceState = Readonly<Record<string, unknown>> & { readonly urn: string };

/** Whether a value is a resource as both files hold it. */
export function isResourceState(value: unknown): value is ResourceState {
  return isRecord(value) && typeof value["urn"] === "string" && value["urn"].split("::").length >= 4;
}

/** A resource with properties that have been put together. */
export function pulumiResource(
  state: ResourceState,
  properties: PulumiResource["properties"],
  change?: Change,
): PulumiResource {
  const { urn, type, id, provider, external, protect } = state;
  const dependencies = isRecord(state["propertyDependencies"]) ? state["propertyDependencies"] : {};
  return {
    urn,
    type: typeof type === "string" ? type : typeOf(urn),
    name: urnName(urn),
    ...(typeof provider === "string" && provider !== "" ? { provider: withoutId(provider) } : {}),
    mode: external === true ? "data" : "managed",
    properties: overlaid(plainProperties(typeof id === "string" && id !== "" ? { id } : {}, urn), properties),
    propertyDependencies: Object.fromEntries(Object.entries(dependencies).map(([key, urns]) => [key, texts(urns)])),
    dependencies: texts(state["dependencies"]),
    isProtected: protect === true,
    ...(change ? { change } : {}),
  };
}

/** Properties over others: each takes the place of the one below, unless it alone of the two is not known. */
export function overlaid(below: PulumiResource["properties"], above: PulumiResource["properties"]): typeof below {
  const entries = Object.entries(above).filter(([key, value]) => {
    if (value === undefined || value === null) return !(key in below);
    return !hasUnknown(value) || below[key] === undefined || hasUnknown(below[key]);
  });
  return { ...below, ...Object.fromEntries(entries) };
}

/** The name in a URN: what stands behind its type, `::` included. */
export function urnName(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** The type in a URN, without the types of its parents. */
function typeOf(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

/** A provider is referred to by its URN, `::` and its id. */
function withoutId(reference: string): string {
  return reference.slice(0, reference.lastIndexOf("::"));
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
