import type { LookupSource } from "./lookup/lookup-events";
import { lookupEvents } from "./lookup/lookup-events";
import { regionsProblems } from "./region-problems";
import type { AwsOptions } from "../toolkit/aws/aws-options";
import { connect } from "../toolkit/aws/connect";
import { InputError } from "../toolkit/input-error";

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
 * @throws InputError for credentials that cannot be used, and names that are not Regions
 */
export async function openLookup({ profile, region, also, regions, resume }: LookupPlaces): Promise<LookupSource> {
  const problems = regions === undefined ? [] : regionsProblems("regions", regions);
  if (problems.length > 0) throw new InputError(problems);
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
