import { counted } from "../../toolkit/amounts";
import type { SourceReport } from "../answer";
import type { ReadProgress } from "../event-source";
import type { LookupPart } from "./lookup-part";
import type { LookupPlace } from "./lookup-place";
import { LOOKUP_DAYS } from "./lookup-window";
import type { LookedUpPage } from "./resume-file";

/** Counts what is looked up, and says what is special about it. */
export class LookupTally {
  readonly #places: readonly LookupPlace[];
  readonly #parts: readonly LookupPart[];
  readonly #leftOut: readonly string[];
  readonly #progress: (progress: ReadProgress) => void;
  readonly #restarts: string[] = [];
  #pages = 0;
  #events = 0;
  #unreadable = 0;
  #from: string | undefined;
  #to: string | undefined;

  /** @param leftOut - What LookupEvents does not know of what was asked, in sentences. */
  constructor(places: readonly LookupPlace[], leftOut: readonly string[], progress: (progress: ReadProgress) => void) {
    this.#places = places;
    this.#parts = places.flatMap(({ parts }) => parts);
    this.#leftOut = leftOut;
    this.#progress = progress;
  }

  add({ part, events, unreadable, reached, extracts }: LookedUpPage): void {
    this.#pages += 1;
    this.#events += events;
    this.#unreadable += unreadable;
    for (const { time } of extracts) {
      if (this.#from === undefined || time < this.#from) this.#from = time;
      if (this.#to === undefined || time > this.#to) this.#to = time;
    }
    const { lookup, region } = this.#parts[part] ?? {};
    const back = reached === undefined ? "" : `, back to ${reached.slice(0, 16).replace("T", " ")}`;
    const what = `Asking CloudTrail for ${lookup?.AttributeValue ?? "events"} in ${region ?? "a Region"}${back}`;
    this.#progress({ what, done: this.#pages, unit: "pages" });
  }

  /** A part went on with a new request, because AWS did not take its token any more. */
  readonly restarted = ({ lookup, region }: LookupPart, from: string): void => {
    this.#restarts.push(
      `CloudTrail did not take its own page token any more for ${lookup.AttributeValue} in ${region}: ` +
        `asked again for what is before ${from}; events that came twice are counted once.`,
    );
  };

  report(): SourceReport {
    const where = this.#places.map(({ session, region }) => `${session.accountId}, ${region}`);
    return {
      name: `CloudTrail LookupEvents in ${where.join("; ")}`,
      kind: "lookup-events",
      events: this.#events,
      ...(this.#from === undefined ? {} : { from: this.#from }),
      ...(this.#to === undefined ? {} : { to: this.#to }),
      skipped: [],
      remarks: [
        `LookupEvents knows the management events of the last ${LOOKUP_DAYS} days, of one account and Region at a time.`,
        ...this.#leftOut,
        ...(this.#unreadable === 0
          ? []
          : [
              `${counted(this.#unreadable, "event was", "events were")} left out: the text was no record of CloudTrail.`,
            ]),
        ...this.#restarts,
      ],
    };
  }
}
