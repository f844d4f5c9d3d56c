import { byteWords, timeWords } from "../../toolkit/amounts";
import type { MigrationPlan } from "../migration-plan";

/** ECR's default quota. @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html */
const PUT_IMAGE_PER_SECOND = 10;
/** Megabits per second, to have two figures to compare one's own line with. */
const LINES = [100, 1000] as const;

/** How long a copy takes at least: a bound for manifests, and one for bytes. */
export function estimate({ manifests, totals }: Pick<MigrationPlan, "manifests" | "totals">): readonly string[] {
  const puts = manifests.reduce((sum, { tags }) => sum + Math.max(1, tags.length), 0);
  const lines = LINES.map((megabits) => `${timeWords((totals.bytes * 8) / (megabits * 1e6))} at ${megabits} Mbit/s`);
  return [
    `${puts.toLocaleString("en")} manifest uploads (one for each tag): at least ${timeWords(puts / PUT_IMAGE_PER_SECOND)} at ECR's default of ${PUT_IMAGE_PER_SECOND} PutImage a second`,
    `${byteWords(totals.bytes)} down and up again: about ${lines.join(", ")} each way; no bytes are shared with the source, for blob mounting needs the same key`,
  ];
}
