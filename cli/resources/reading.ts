import type { Gap, ModelDocument, Source } from "../model/access-model";
import type { Problem } from "../toolkit/input-error";
import { parsePolicy } from "../policy/parse-policy";
import type { InfrastructureResource } from "./resource";
import type { ResourceSet } from "./resource-set";

/** What the readers of the single kinds of resource share. */
export interface Reading {
  readonly resources: ResourceSet;
  /** Gets what is wrong. It is thrown when everything was read, all of it at once. */
  readonly problems: Problem[];
  /** Gets what could not be read. */
  readonly gaps: Gap[];
}

/** A policy that stands in an attribute of a resource, under a name for people. */
export function documentFrom(
  { problems }: Reading,
  { source }: InfrastructureResource,
  attribute: string,
  name: string,
  value: unknown,
): ModelDocument {
  return { name, source, policy: parsePolicy(value, attributePlace(source, attribute), problems) };
}

function attributePlace({ input, address }: Source, attribute: string): string {
  return `${input}: ${address}.${attribute}`;
}
