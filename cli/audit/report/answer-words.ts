import { byteWords, counted } from "../../toolkit/amounts";
import { listWords } from "../../toolkit/list-words";
import type { Answer, SourceReport } from "../answer";
import type { Question, QuestionId, Value } from "../question";

/** What the rows of a question are called: one pull or push is several calls, and so several events. */
const NOUNS: Readonly<Record<QuestionId, readonly [one: string, many: string]>> = {
  pulls: ["pull event", "pull events"],
  pushes: ["push event", "push events"],
  "key-usage": ["use of a key", "uses of keys"],
  denied: ["denied call", "denied calls"],
  changes: ["change", "changes"],
};

/** `1,204 pull events` */
export function countedRows(question: Question, count: number): string {
  return counted(count, ...NOUNS[question.asked.id]);
}

/** `Pull events by who, account and image`: what the groups are. */
export function groupsTitle(question: Question): string {
  const [, many] = NOUNS[question.asked.id];
  const titles = question.groupBy.map((name) => titleOf(question, name).toLowerCase());
  return `${many.charAt(0).toUpperCase()}${many.slice(1)} by ${listWords(titles)}`;
}

/** What a column is called for people. */
export function titleOf({ columns }: Question, name: string): string {
  return columns.find((column) => column.name === name)?.title ?? name;
}

/** A time of CloudTrail as people read it, in UTC: `2026-10-01 08:30:00`. What is no such time stays as it is. */
export function moment(time: string): string {
  return time.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d)?)(?:\.\d+)?Z$/, "$1 $2");
}

/** Where was looked, with how much of it: `logs/ (12 files, 3.4 MB uncompressed, 8,120 events)`. */
export function sourceInWords({ name, files, bytes, events }: SourceReport): string {
  const figures = [
    files === undefined ? "" : counted(files, "file"),
    bytes === undefined ? "" : `${byteWords(bytes)} uncompressed`,
    events === undefined ? "" : counted(events, "event"),
  ].filter((figure) => figure !== "");
  return figures.length === 0 ? name : `${name} (${figures.join(", ")})`;
}

/** Which time was asked for: `from 2026-10-01 to 2026-11-01 (UTC, the end excluded)`. */
export function periodAsked({ asked: { since, until } }: Question): string {
  if (since === undefined && until === undefined) return "at any time that the source knows";
  const from = since === undefined ? "from the start of the source" : `from ${dayOrMoment(since)}`;
  return until === undefined ? `${from} (UTC)` : `${from} to ${dayOrMoment(until)} (UTC, the end excluded)`;
}

function dayOrMoment(time: string): string {
  return moment(time).replace(/ 00:00(:00)?$/, "");
}

/** When the first and the last event that mattered happened. */
export function periodSeen({ from, to }: SourceReport): string | undefined {
  return from === undefined || to === undefined ? undefined : `${moment(from)} to ${moment(to)} UTC`;
}

/** What an answer without rows says: where was looked, and for which time. */
export function nothingFound({ question, source }: Answer): string {
  return `No ${NOUNS[question.asked.id][1]} were found in ${sourceInWords(source)}, ${periodAsked(question)}.`;
}

/** What it means that files were left out. */
export function leftOutInWords({ skipped }: SourceReport): string {
  const [were, them] = skipped.length === 1 ? ["was", "it"] : ["were", "them"];
  return `${counted(skipped.length, "file")} could not be read and ${were} left out: this answer misses what is in ${them}.`;
}

/** A value that is not shortened. */
export function plainValue(value: Value | undefined): string {
  if (value === undefined || value === null || value === "") return "–";
  return typeof value === "number" ? value.toLocaleString("en") : value;
}
