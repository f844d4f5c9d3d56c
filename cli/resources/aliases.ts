import type { Alias, Key } from "../model/access-model";
import { isUnknown, unknown } from "../policy/unknown";
import { withoutUndefined } from "../toolkit/without-undefined";
import { arnOf } from "./arn-of";
import { keyArnOf } from "./key-arn";
import { textAt } from "./read-values";
import type { InfrastructureResource } from "./resource";
import type { ResourceSet } from "./resource-set";

/** The aliases that the inputs make. */
export function aliasesOf(
  resources: ResourceSet,
  keys: readonly Pick<Key, "arn" | "accountId" | "region">[],
): readonly Alias[] {
  return resources.managed("aws_kms_alias").map((resource) => {
    const { source, accountId, region, change, isProtected } = resource;
    const arn = arnOf(resource);
    const name = textAt(resource, "name") ?? `${textAt(resource, "name_prefix") ?? "alias/"}${unknown(source.address)}`;
    const keyArn = targetOf(resource, keys);
    return withoutUndefined({ arn, accountId, region, source, change, isProtected, name, keyArn });
  });
}

/** What is written is what will be; the ARN that a state also has helps where only an id is written. */
function targetOf(
  resource: InfrastructureResource,
  keys: readonly Pick<Key, "arn" | "accountId" | "region">[],
): string {
  const { source } = resource;
  const target = textAt(resource, "target_key_id") ?? unknown(`${source.address}.target_key_id`);
  const resolved = keyArnOf(target, resource, { keys, aliases: [] });
  const stated = textAt(resource, "target_key_arn");
  return isUnknown(resolved) && stated !== undefined ? stated : resolved;
}
