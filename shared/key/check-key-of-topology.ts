import type { ExpectedKey } from "../aws/key-arn";
import { checkKeyArn } from "../aws/key-arn";
import { isRecord } from "../base/record";
import type { CheckContext } from "../findings/checks";

/** Checks the ARN of a key that is given with a topology: the key is in the Region and the key account of that. */
export function checkKeyOfTopology(
  value: unknown,
  path: string,
  context: CheckContext,
  { topology }: Readonly<Record<string, unknown>>,
): void {
  if (!isRecord(topology)) return;
  const {
    region,
    registryAccountId,
    keyAccountId = registryAccountId,
  } = topology as Partial<ExpectedKey & { readonly registryAccountId: string }>;
  checkKeyArn(value, path, { region, keyAccountId } as ExpectedKey, context);
}
