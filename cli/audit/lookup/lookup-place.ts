import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import type { AwsSession } from "../../toolkit/aws/aws-session";
import { limited } from "../../toolkit/aws/limited";
import { Pace } from "../../toolkit/pace";
import { atMost } from "../../toolkit/side-by-side";
import type { LookupPart, LookupWith, PartState } from "./lookup-part";
import { lookupPart } from "./lookup-part";
import type { LookupWindows } from "./lookup-window";
import { windowOf } from "./lookup-window";
import type { LookedUpPage } from "./resume-file";

/** LookupEvents takes two requests a second for an account and Region, whichever attribute they ask for. */
const PER_SECOND = 2;
/** At that pace, a third would only wait. */
const SIDE_BY_SIDE = 2;
/** An answer that does not come is asked for again. */
const REQUEST_TIMEOUT_MS = 60_000;
const CONNECTION_TIMEOUT_MS = 10_000;

/** What there is to look up in one account and Region, which have a pace of their own. */
export interface LookupPlace {
  readonly session: AwsSession;
  readonly region: string;
  readonly parts: readonly LookupPart[];
}

/**
 * Looks up all parts of a place that are not finished.
 *
 * @param states - Where parts stand that an earlier run began.
 * @returns what was thrown, when something was
 */
export async function lookUpPlace(
  { session, region, parts }: LookupPlace,
  states: ReadonlyMap<number, PartState>,
  windows: LookupWindows,
  how: Omit<LookupWith, "client" | "pace">,
  put: (page: LookedUpPage) => Promise<void>,
): Promise<readonly unknown[]> {
  // Waiting is done by the pace, for all requests of the place together, and not by the SDK.
  const requestHandler = { requestTimeout: REQUEST_TIMEOUT_MS, connectionTimeout: CONNECTION_TIMEOUT_MS };
  const client = limited(new CloudTrailClient({ ...session.config, region, maxAttempts: 1, requestHandler }), [
    "LookupEventsCommand",
  ]);
  const using: LookupWith = { ...how, client, pace: new Pace(PER_SECOND, how.clock) };
  const waiting = parts.filter(({ index }) => states.get(index)?.next !== null);
  const limit = atMost(SIDE_BY_SIDE);
  // All of them have ended when this does: nobody may be writing any more.
  const ended = await Promise.allSettled(
    waiting.map((part) =>
      limit(async () => {
        if (how.stop.signal.aborted) return;
        try {
          const start = windowOf(part.lookup, windows);
          for await (const page of lookupPart(part, states.get(part.index), start, using)) await put(page);
        } catch (error) {
          how.stop.abort();
          throw error;
        }
      }),
    ),
  );
  client.destroy();
  return ended.flatMap((each) => (each.status === "rejected" ? [each.reason as unknown] : []));
}
