import { withoutUndefined } from "../../toolkit/without-undefined";
import type { InfrastructureResource } from "../../resources/resource";

/** A resource as AWS has it, before it is said which input it stands in. */
export type MadeResource = Omit<InfrastructureResource, "source"> & { readonly address: string };

/** Where a resource is. */
export interface ResourcePlace {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
}

/**
 * Something that AWS has, in the words of the Terraform provider.
 *
 * @param address - Its ARN, or that of what it belongs to.
 */
export function made(
  type: string,
  address: string,
  { accountId, region, partition }: ResourcePlace,
  values: Readonly<Record<string, unknown>>,
): MadeResource {
  return { type, mode: "managed", address, accountId, region, partition, values: withoutUndefined(values) };
}

/** Something that is known to be there and was not read as a whole: what is not said is unknown. */
export function seen(
  type: string,
  address: string,
  place: ResourcePlace,
  values: Readonly<Record<string, unknown>>,
): MadeResource {
  return { ...made(type, address, place, values), mode: "data" };
}
