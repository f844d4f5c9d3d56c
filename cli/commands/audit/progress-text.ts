import type { ReadProgress } from "../../audit/event-source";
import { byteWords } from "../../toolkit/amounts";
import { shareOf } from "../progress";

/**
 * How far reading is, for people.
 *
 * @example
 * progressText({ what: "Reading logs", done: 1_500_000, total: 3_000_000, unit: "bytes" }); // "Reading logs: 1.5 MB of 3.0 MB (50 %)"
 */
export function progressText({ what, done, total, unit }: ReadProgress): string {
  if (unit !== "bytes") {
    const count = total === undefined ? done.toLocaleString("en") : shareOf(done, total);
    return `${what}: ${count} ${done === 1 && total === undefined ? unit.slice(0, -1) : unit}`;
  }
  if (total === undefined) return `${what}: ${byteWords(done)}`;
  const percent = Math.floor((done / Math.max(1, total)) * 100);
  return `${what}: ${byteWords(done)} of ${byteWords(total)} (${percent} %)`;
}
