import { createHash } from "node:crypto";
import { version } from "../../toolkit/version";
import type { Question } from "../question";
import type { LookupPlace } from "./lookup-place";

/** Tells whether a resume file belongs to what is asked now: the question and its time, where it is looked up, and by which version. */
export function fingerprintOf({ asked, lookups }: Question, places: readonly LookupPlace[]): string {
  const sorted = Object.entries(asked).sort(([one], [other]) => (one < other ? -1 : 1));
  const where = places.map(({ session, region }) => [session.partition, session.accountId, region]);
  return createHash("sha256")
    .update(JSON.stringify([version, sorted, lookups, where]))
    .digest("hex");
}
