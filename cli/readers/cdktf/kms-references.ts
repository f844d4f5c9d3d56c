import { hasUnknown } from "../../policy/unknown";
import { attributeOf, placeOf, type Instance, type Place } from "./instance";

type Managed = (type: string) => readonly Instance[];

/**
 * The ARN of the key that KMS would find: by ARN or id whoever made it, by an alias when the inputs make that alias in the
 * account and Region; `undefined` otherwise.
 *
 * @param written - As it is written where a key is meant: ARN, id, alias or alias ARN.
 * @param place - Where ids and aliases are looked for.
 */
export function keyArnOf(written: unknown, place: Place, managed: Managed): string | undefined {
  if (typeof written !== "string" || hasUnknown(written)) return undefined;
  const [, partition, region, accountId, resource] = KMS_ARN.exec(written) ?? [];
  if (partition !== undefined && region !== undefined && accountId !== undefined && resource !== undefined) {
    return resource.startsWith("key/") ? written : aliasTarget(resource, { partition, region, accountId }, managed);
  }
  if (written.startsWith("alias/")) return aliasTarget(written, place, managed);
  return KEY_ID.test(written)
    ? `arn:${place.partition}:kms:${place.region}:${place.accountId}:key/${written}`
    : undefined;
}

/** What the data source `aws_kms_alias` gives. The ARN follows from the name; the key only from an alias of the inputs. */
export function aliasAttributes(
  name: unknown,
  place: Place,
  managed: Managed,
): Readonly<Record<string, () => unknown>> {
  if (typeof name !== "string" || hasUnknown(name)) return {};
  const arn = `arn:${place.partition}:kms:${place.region}:${place.accountId}:${name}`;
  const target = (): string | undefined => aliasTarget(name, place, managed);
  return {
    arn: () => arn,
    id: () => arn,
    target_key_arn: target,
    target_key_id: () => target()?.split("/").at(-1),
  };
}

const KMS_ARN = /^arn:([a-z-]+):kms:([a-z0-9-]+):(\d{12}):((?:key|alias)\/.+)$/;
const KEY_ID = /^(?:mrk-)?[0-9a-fA-F-]{32,36}$/;

function aliasTarget(name: string, place: Place, managed: Managed): string | undefined {
  const alias = managed("aws_kms_alias").find((instance) => {
    const where = placeOf(instance);
    return (
      where?.accountId === place.accountId && where.region === place.region && attributeOf(instance, "name") === name
    );
  });
  const where = alias && placeOf(alias);
  return where && keyArnOf(attributeOf(alias, "target_key_id"), where, managed);
}
