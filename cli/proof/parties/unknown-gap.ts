import type { ModelDocument, Repository } from "../../model/access-model";
import { gapId } from "../../model/gap";
import { isUnknown, unknownsIn } from "../../policy/unknown";
import type { World } from "../world";
import type { FoundParty } from "./found-party";

/**
 * The id of what is not known of a party. Where a policy cannot be read, and nothing else is the reason, it is the gap
 * that says so: both are one thing to accept.
 */
export function unknownGapOf(
  { documents, unknowns }: Pick<FoundParty, "documents" | "unknowns">,
  repository: Repository,
  world: World,
): string {
  const key = world.keyOf(repository);
  const policies = [repository.policy, key.type === "customer" ? key.key.policy : undefined];
  const unread = policies.find((document) => document !== undefined && isTheReason(document, unknowns));
  return gapOf(unread, world) ?? `unknown-party ${documents.join(", ")}`;
}

function isTheReason({ policy }: ModelDocument, unknowns: readonly string[]): boolean {
  const its = isUnknown(policy) ? unknownsIn(policy) : [];
  return its.length > 0 && unknowns.length > 0 && unknowns.every((each) => its.includes(each));
}

function gapOf(document: ModelDocument | undefined, { model }: World): string | undefined {
  const { source } = document ?? {};
  if (source === undefined) return undefined;
  const id = gapId("unread-policy", source.address);
  return model.gaps.find(
    (gap) => gap.id.startsWith(id) && gap.source.address === source.address && gap.source.input === source.input,
  )?.id;
}
