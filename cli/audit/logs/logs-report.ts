import { counted } from "../../toolkit/amounts";
import type { SourceReport } from "../answer";
import type { ReadTally } from "./read-tally";

/** What was read of logs, for the answer. */
export function logsReport(
  paths: readonly string[],
  tally: ReadTally,
  skipped: SourceReport["skipped"],
  links: number,
): SourceReport {
  const { files, bytes, events, first, last } = tally;
  return {
    name: paths.join(", "),
    kind: "logs",
    files,
    bytes,
    events,
    ...(first === undefined || last === undefined ? {} : { from: first, to: last }),
    skipped,
    remarks: remarks(tally, links),
  };
}

function remarks({ withoutId, withoutTime }: ReadTally, links: number): readonly string[] {
  return [
    ...(links === 0 ? [] : [`${counted(links, "symbolic link was", "symbolic links were")} not followed.`]),
    ...(withoutTime === 0
      ? []
      : [
          `${counted(withoutTime, "event that may matter has", "events that may matter have")} no valid eventTime, and are left out.`,
        ]),
    ...(withoutId === 0
      ? []
      : [
          `${counted(withoutId, "event has", "events have")} no eventID: if the logs hold copies of them, each copy counts.`,
        ]),
  ];
}
