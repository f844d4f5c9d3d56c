import type { CloudTrailEvent } from "../../../../cli/audit/cloudtrail-event";
import type { Extract, Question } from "../../../../cli/audit/question";

/** A small question with everything that searching has to get right; independent of the real ones. */
export function aQuestion(changes: Partial<Question> = {}): Question {
  return {
    asked: { id: "pulls" },
    title: "Who pulled",
    columns: [
      { name: "time", title: "When", type: "time" },
      { name: "who", title: "Who", type: "text" },
    ],
    groupBy: ["who"],
    timelineBy: "who",
    needles: [["ecr.amazonaws.com", "BatchGetImage"], ["ecr.amazonaws.com", '"PutImage"'], ["a/b:é"]],
    lookups: [],
    extract: extractsOf,
    rows: () => (extract) =>
      extract.kind === "PutImage" ? [] : [{ time: extract.time, who: extract.values["who"] ?? null }],
    cannotTell: [],
    ...changes,
  };
}

function extractsOf({ eventSource, eventName, eventTime, eventID, who }: CloudTrailEvent): readonly Extract[] {
  const isWanted = eventSource === "ecr.amazonaws.com" && (eventName === "BatchGetImage" || eventName === "PutImage");
  if (!isWanted && who !== "a/b:é") return [];
  return [
    { time: eventTime, eventId: eventID, kind: eventName, values: { who: typeof who === "string" ? who : null } },
  ];
}

/** An event as CloudTrail writes it, as far as the question looks at it. */
export function anEvent(number: number, changes: object = {}): Record<string, unknown> {
  return {
    eventVersion: "1.09",
    userIdentity: { type: "AssumedRole" },
    eventTime: new Date(Date.UTC(2026, 10, 1) + number * 60_000).toISOString().replace(".000Z", "Z"),
    eventSource: "ecr.amazonaws.com",
    eventName: "BatchGetImage",
    awsRegion: "eu-central-1",
    eventID: `id-${String(number).padStart(6, "0")}`,
    who: `role-${number % 3}`,
    ...changes,
  };
}
