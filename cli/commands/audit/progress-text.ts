import type { ReadProgress } from "../../audit/event-source";
import { shareOf } from "../progress";

const STEPS = ["B", "KB", "MB", "GB", "TB"];

/**
 * How far reading is, for people.
 *
 * @example
 * progressText({ what: "Reading logs", done: 1_500_000, total: 3_000_000, unit: "bytes" }); // "Reading logs: 1.5 of 3.0 MB (50 %)"
 */
export function progressText({ what, done, total, unit }: ReadProgress): string {
  if (unit !== "bytes") {
    const count = total === undefined ? done.toLocaleString("en") : shareOf(done, total);
    return `${what}: ${count} ${done === 1 && total === undefined ? unit.slice(0, -1) : unit}`;
  }
  const step = Math.max(0, Math.min(STEPS.length - 1, Math.floor(Math.log10(Math.max(1, total ?? done)) / 3)));
  const size = (bytes: number): string => (bytes / 1000 ** step).toFixed(step === 0 ? 0 : 1);
  if (total === undefined) return `${what}: ${size(done)} ${STEPS[step] ?? ""}`;
  return `${what}: ${size(done)} of ${size(total)} ${STEPS[step] ?? ""} (${Math.floor((done / Math.max(1, total)) * 100)} %)`;
}
