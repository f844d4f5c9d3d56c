import { unknown } from "../policy/unknown";
import { computedAttributes } from "./computed-attributes";
import { knownTextAt } from "./read-values";
import type { InfrastructureResource } from "./resource";

/** The ARN that a resource has or, by its stand-in, will have. */
export function arnOf(resource: InfrastructureResource): string {
  const { source, type } = resource;
  const arn = knownTextAt(resource, "arn");
  if (arn !== undefined) return arn;
  const computed = computedAttributes({ ...resource, type, address: `${source.input}#${source.address}` });
  return typeof computed["arn"] === "string" ? computed["arn"] : unknown(`${source.address}.arn`);
}
