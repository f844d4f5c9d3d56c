import type { Gap, ModelDocument, Source } from "../model/access-model";
import { gapOf } from "../model/gap";
import type { Problem } from "../toolkit/input-error";
import { parsePolicy } from "../policy/parse-policy";
import { isUnknown, unknownsIn } from "../policy/unknown";
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
  { problems, gaps }: Reading,
  { type, source }: InfrastructureResource,
  attribute: string,
  name: string,
  value: unknown,
): ModelDocument {
  const policy = parsePolicy(value, attributePlace(source, attribute), problems);
  // A role's or user's own answers say that its policies are unknown; a registry policy is a gap of its own.
  if (isUnknown(policy) && !type.startsWith("aws_iam_") && type !== "aws_ecr_registry_policy")
    noteUnread(gaps, source, `Nothing is known of the ${name}: it depends on ${unknownsIn(policy).join(", ")}.`);
  return { name, source, policy };
}

/** Notes a policy that cannot be read, unless the input's reader has noted it already. */
function noteUnread(gaps: Gap[], source: Source, message: string): void {
  const gap = gapOf("unread-policy", source, message);
  if (!gaps.some((known) => known.id === gap.id && known.source.input === source.input)) gaps.push(gap);
}

function attributePlace({ input, address }: Source, attribute: string): string {
  return `${input}: ${address}.${attribute}`;
}
