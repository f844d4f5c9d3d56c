import { isRecord } from "../../../shared/internal";
import type { ObjectValue } from "../../terraform-language/conversion";
import type { Declaration, StackConfiguration } from "./stack-configuration";

const CROSS_STACK = "cross-stack-reference-input-";

/**
 * The stack whose state a data source `terraform_remote_state` reads: told by the name that CDKTF gives to cross-stack
 * references, whatever the backend; for those written by hand, by a backend that is configured the same.
 */
export function stackReadBy(
  { name, body }: Declaration,
  stacks: readonly StackConfiguration[],
): StackConfiguration | undefined {
  if (name.startsWith(CROSS_STACK)) {
    const origin = name.slice(CROSS_STACK.length);
    const named = stacks.find((stack) => namesOf(stack).includes(origin));
    if (named !== undefined) return named;
  }
  const [configuration] = [body["config"]].flat();
  if (typeof body["backend"] !== "string" || !isRecord(configuration)) return undefined;
  const same = stacks.filter(
    ({ backend }) =>
      backend !== undefined && backend.type === body["backend"] && agree(backend.configuration, configuration),
  );
  return same.length === 1 ? same[0] : undefined;
}

/** In the name of a data source stands the path of the stack's construct, with what no name may hold left out. */
function namesOf({ name, constructPath }: StackConfiguration): readonly string[] {
  return [constructPath, name, constructPath.replaceAll("/", "--"), constructPath.replaceAll(/[^\w-]/g, "")];
}

/** Where a state lies is told by these; the rest is how to get there. */
const PLACES = ["path", "key", "prefix", "address", "workspaces", "bucket", "container_name", "storage_account_name"];

function agree(left: ObjectValue, right: ObjectValue): boolean {
  const written = PLACES.filter((place) => place in left || place in right);
  return written.length > 0 && written.every((place) => JSON.stringify(left[place]) === JSON.stringify(right[place]));
}
