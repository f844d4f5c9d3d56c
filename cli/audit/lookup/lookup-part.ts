import type { CloudTrailClient, LookupEventsResponse } from "@aws-sdk/client-cloudtrail";
import { LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import { SeenTokens } from "../../toolkit/aws/all-pages";
import { refusal } from "../../toolkit/aws/ask";
import type { AwsSession } from "../../toolkit/aws/aws-session";
import type { Clock } from "../../toolkit/clock";
import type { Pace } from "../../toolkit/pace";
import type { CloudTrailEvent, JsonObject } from "../cloudtrail-event";
import type { Lookup, Question } from "../question";
import { isoSeconds } from "../questions/read-time";
import { askPatiently } from "./ask-patiently";
import type { LookupWindow } from "./lookup-window";
import { earliestKnown } from "./lookup-window";
import type { LookedUpPage } from "./resume-file";

/** As many as LookupEvents gives at once. */
const PAGE = 50;
/** What AWS says to a token that it does not take, or not any more: nothing says how long one lives. */
const STALE = /^(InvalidNextToken|InvalidTimeRange)(Exception)?$/;
/** Tokens refused again and again at the same moment of time: going on would not end. */
const MOST_RESTARTS = 3;

/** One attribute, looked up in one account and Region. */
export interface LookupPart {
  /** Its place among all parts. */
  readonly index: number;
  readonly lookup: Lookup;
  readonly session: AwsSession;
  readonly region: string;
}

/** Where a part stands: what the last page said. */
export type PartState = Pick<LookedUpPage, "next" | "window" | "reached">;

/** What a part is looked up with. */
export interface LookupWith {
  readonly client: CloudTrailClient;
  readonly pace: Pace;
  readonly clock: Clock;
  readonly question: Question;
  /** Aborted when another part has failed, so that going on is of no use. */
  readonly stop: AbortController;
  /** Called when AWS did not take a token any more, with the time from which is asked anew. */
  readonly onRestart: (part: LookupPart, from: string) => void;
}

/**
 * The pages of a part, the most recent first, from where it stands. Not with the SDK's paginator: each page is asked
 * for at its time, and a part goes on from a token that an earlier run wrote down.
 *
 * @throws InputError for what AWS refuses, and for a token that comes again, which would make the part endless
 */
export async function* lookupPart(
  part: LookupPart,
  from: PartState | undefined,
  start: LookupWindow,
  { client, pace, clock, question, stop, onRestart }: LookupWith,
): AsyncGenerator<LookedUpPage> {
  let state: PartState = from ?? { next: null, window: stillKnown(start, clock) };
  let isAnew = from === undefined;
  let restarts = 0;
  let tokens = new SeenTokens();
  if (state.next !== null) tokens.add(state.next);
  while ((isAnew || state.next !== null) && !stop.signal.aborted) {
    const answer = await pageAfter(part, state, restarts < MOST_RESTARTS, { client, pace, clock });
    if (answer === undefined) {
      // Everything down to the last event is known; events of its very second may come again.
      restarts += 1;
      const to = state.reached ?? start.to;
      state = { ...state, next: null, window: stillKnown({ from: start.from, to }, clock) };
      isAnew = true;
      tokens = new SeenTokens();
      onRestart(part, to);
      continue;
    }
    const page = read(part, state, answer, question);
    refuseRepeated(part, page, tokens);
    if (page.reached !== state.reached) restarts = 0;
    yield page;
    state = page;
    isAnew = false;
  }
}

/** The answer to the next request, or `undefined` when AWS does not take the token any more. */
async function pageAfter(
  part: LookupPart,
  state: PartState,
  mayRestart: boolean,
  { client, pace, clock }: Pick<LookupWith, "client" | "pace" | "clock">,
): Promise<LookupEventsResponse | undefined> {
  try {
    return await askPatiently(() => client.send(command(part, state)), pace, clock);
  } catch (error) {
    if (state.next !== null && mayRestart && error instanceof Error && STALE.test(error.name)) return undefined;
    throw refusalOf(part, error);
  }
}

function refuseRepeated(part: LookupPart, { next }: LookedUpPage, tokens: SeenTokens): void {
  try {
    if (next !== null) tokens.add(next);
  } catch (error) {
    throw refusalOf(part, error);
  }
}

function refusalOf({ session, region }: LookupPart, error: unknown): unknown {
  const path = `CloudTrail in ${session.accountId}, ${region}`;
  return refusal(error, { path, call: "cloudtrail:LookupEvents", session });
}

function command({ lookup }: LookupPart, { next, window }: PartState): LookupEventsCommand {
  return new LookupEventsCommand({
    LookupAttributes: [lookup],
    StartTime: new Date(window.from),
    EndTime: new Date(window.to),
    MaxResults: PAGE,
    ...(next === null ? {} : { NextToken: next }),
  });
}

function read(
  part: LookupPart,
  state: PartState,
  { Events: events = [], NextToken: next = "" }: LookupEventsResponse,
  question: Question,
): LookedUpPage {
  const records = events.map(({ CloudTrailEvent: text }) => lookedUpEvent(text));
  const times = events.flatMap(({ EventTime: time }) => (time === undefined ? [] : [time.getTime()]));
  const reached = times.length === 0 ? state.reached : isoSeconds(Math.min(...times));
  return {
    part: part.index,
    next: next === "" ? null : next,
    window: state.window,
    ...(reached === undefined ? {} : { reached }),
    events: events.length,
    unreadable: records.filter((record) => record === undefined).length,
    extracts: records.flatMap((record) => (record === undefined ? [] : question.extract(record))),
  };
}

/** What of a window LookupEvents knows now: a run may go on days later. */
function stillKnown({ from, to }: LookupWindow, { now }: Clock): LookupWindow {
  const earliest = isoSeconds(earliestKnown(now()));
  const begin = from < earliest ? earliest : from;
  return { from: begin, to: to < begin ? begin : to };
}

const ALWAYS_THERE = ["eventTime", "eventSource", "eventName", "awsRegion", "eventID"] as const;

/** The record of CloudTrail that LookupEvents gives as text, or `undefined` for a text that is none. */
function lookedUpEvent(text: string | undefined): CloudTrailEvent | undefined {
  if (text === undefined) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof parsed !== "object" || parsed === null) return undefined;
  const record = parsed as JsonObject;
  return ALWAYS_THERE.every((name) => typeof record[name] === "string") ? (record as CloudTrailEvent) : undefined;
}
