import { createHash } from "node:crypto";
import type { AwsSession } from "../../toolkit/aws/aws-session";
import type { Clock } from "../../toolkit/clock";
import { WALL_CLOCK } from "../../toolkit/clock";
import type { Problem } from "../../toolkit/input-error";
import { InputError } from "../../toolkit/input-error";
import { version } from "../../toolkit/version";
import type { EventSource } from "../event-source";
import type { Question } from "../question";
import type { PartState } from "./lookup-part";
import type { LookupPlace } from "./lookup-place";
import { lookUpPlace } from "./lookup-place";
import { LookupTally } from "./lookup-tally";
import { lookupWindows } from "./lookup-window";
import type { LookedUpPage } from "./resume-file";
import { removeResumeFile, ResumeFile } from "./resume-file";

/** How events are looked up. */
export interface LookupOptions {
  /** A file that keeps what was read, so that an interrupted run goes on where it was. */
  readonly resume?: string;
  /** @default - the Region of each session */
  readonly regions?: readonly string[];
  /** @default - the wall clock */
  readonly clock?: Clock;
}

/** The LookupEvents API as a source. */
export interface LookupSource extends EventSource {
  /** Removes the resume file: to be called when the answer has arrived where it should. */
  readonly forget: () => void;
}

/**
 * Events from the LookupEvents API: the last 90 days, without a trail, at two requests a second for each account and
 * Region.
 *
 * @param sessions - The account; several ones are asked side by side, because the rate is for each.
 * @example
 * const source = lookupEvents((await connect({ profile: "hub" })).main, { regions: ["eu-central-1"], resume: "pulls.resume" });
 */
export function lookupEvents(sessions: AwsSession | readonly AwsSession[], options: LookupOptions = {}): LookupSource {
  const { resume, regions, clock = WALL_CLOCK } = options;
  const all: readonly AwsSession[] = "config" in sessions ? [sessions] : sessions;
  return {
    read: async (question, take, progress) => {
      const startedAt = clock.now();
      const { windows, leftOut } = lookupWindows(question, startedAt);
      const places = placesOf(all, regions, question);
      const header = { fingerprint: fingerprintOf(question, places), title: question.title, startedAt, windows };
      const file = resume === undefined ? undefined : new ResumeFile(resume, header);
      const tally = new LookupTally(places, leftOut, progress);
      const states = new Map<number, PartState>();
      let taking = Promise.resolve();
      const put = (page: LookedUpPage): Promise<void> => {
        tally.add(page);
        // One portion at a time, whoever brings it.
        taking = taking.then(() => take(page.extracts));
        return taking;
      };
      try {
        for (const page of file?.pages() ?? []) {
          states.set(page.part, page);
          await put(page);
        }
        const from = file?.header.windows ?? windows;
        const how = { question, clock, stop: new AbortController(), onRestart: tally.restarted };
        const add = (page: LookedUpPage): Promise<void> => {
          file?.add(page);
          return put(page);
        };
        const thrown = await Promise.all(places.map((place) => lookUpPlace(place, states, from, how, add)));
        throwAll(thrown.flat(), resume);
      } finally {
        file?.close();
      }
      return tally.report();
    },
    forget: () => {
      if (resume !== undefined) removeResumeFile(resume);
    },
  };
}

function placesOf(
  sessions: readonly AwsSession[],
  regions: readonly string[] | undefined,
  { lookups }: Question,
): readonly LookupPlace[] {
  const places = sessions.flatMap((session) =>
    [...new Set(regions ?? [session.region])].map((region) => ({ session, region })),
  );
  return places.map((place, at) => ({
    ...place,
    parts: lookups.map((lookup, index) => ({ ...place, lookup, index: at * lookups.length + index })),
  }));
}

/** What was refused anywhere, reported at once, with how to go on. */
function throwAll(thrown: readonly unknown[], resume: string | undefined): void {
  const fault = thrown.find((each) => !InputError.is(each));
  if (fault !== undefined) throw fault as Error;
  const wayOn =
    resume === undefined
      ? "with `resume` an interrupted run can go on where it was"
      : `the same command again goes on where this one stopped, from ${resume}`;
  const problems = new Map<string, Problem>();
  for (const problem of thrown.flatMap((each) => (InputError.is(each) ? each.problems : []))) {
    problems.set(`${problem.path} ${problem.message}`, { ...problem, hint: `${problem.hint}; ${wayOn}` });
  }
  if (problems.size > 0) throw new InputError([...problems.values()]);
}

/**
 * Tells whether a resume file belongs to what is asked now: the question and its time, where it is looked up, and by
 * which version.
 */
function fingerprintOf({ asked, lookups }: Question, places: readonly LookupPlace[]): string {
  const sorted = Object.entries(asked).sort(([one], [other]) => (one < other ? -1 : 1));
  const where = places.map(({ session, region }) => [session.partition, session.accountId, region]);
  return createHash("sha256")
    .update(JSON.stringify([version, sorted, lookups, where]))
    .digest("hex");
}
