import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { CloudTrailEvent } from "../../../../cli/audit/cloudtrail-event";

const ORGANIZATION = "o-exampleorgid";

/**
 * Writes events as the trail of an organization delivers them: by account, Region and day, compressed; some, as people unpack
 * them, not compressed.
 *
 * @returns the files, relative to the folder
 */
export function writeLogs(folder: string, events: readonly CloudTrailEvent[]): readonly string[] {
  const files = new Map<string, CloudTrailEvent[]>();
  events.forEach((event, index) => {
    const account = (event["recipientAccountId"] as string | undefined) ?? "111122223333";
    const day = event.eventTime.slice(0, 10);
    const name = `${account}_CloudTrail_${event.awsRegion}_${day.replaceAll("-", "")}T2350Z_part${index % 2}.json`;
    const place = join("AWSLogs", ORGANIZATION, account, "CloudTrail", event.awsRegion, day.replaceAll("-", "/"), name);
    const file = index % 5 === 0 ? place : `${place}.gz`;
    files.set(file, [...(files.get(file) ?? []), event]);
  });
  for (const [file, records] of files) {
    const text = JSON.stringify({ Records: records });
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), file.endsWith(".gz") ? gzipSync(text) : text);
  }
  return [...files.keys()].sort();
}
