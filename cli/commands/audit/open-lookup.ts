import type { LookupSource } from "../../audit/lookup/lookup-events";
import { lookupEvents } from "../../audit/lookup/lookup-events";
import type { AwsOptions } from "../../aws/aws-options";
import { connect } from "../../aws/connect";

/** Where LookupEvents is asked. */
export interface LookupPlaces extends AwsOptions {
  /** The Regions that are asked. @default - the Region of the profile or environment */
  readonly regions?: readonly string[];
  /** A file that keeps what was read, so that an interrupted run goes on where it was. */
  readonly resume?: string;
}

/**
 * Finds the credentials, and makes a source of the accounts that they are for.
 *
 * @throws InputError for credentials that cannot be used
 */
export async function openLookup({ profile, region, also, regions, resume }: LookupPlaces): Promise<LookupSource> {
  // The Region matters to nothing but the events: where several are given, the first will do.
  const first = region ?? regions?.[0];
  const { all } = await connect({
    ...(profile === undefined ? {} : { profile }),
    ...(first === undefined ? {} : { region: first }),
    ...(also === undefined ? {} : { also }),
  });
  return lookupEvents(all, {
    ...(regions === undefined ? {} : { regions }),
    ...(resume === undefined ? {} : { resume }),
  });
}
