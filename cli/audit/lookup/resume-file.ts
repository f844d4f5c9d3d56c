import { existsSync, rmSync } from "node:fs";
import { z } from "zod";
import type { InputError } from "../../toolkit/input-error";
import { problemsOfIssues } from "../../toolkit/schema/problems-of-issues";
import type { Extract } from "../question";
import { JsonLines, refused } from "./json-lines";
import type { LookupWindow, LookupWindows } from "./lookup-window";

const FORMAT = "ecr-kms audit --lookup-events --resume";

const text = z.string();
const window = z.object({ from: text, to: text });
const HEADER_SCHEMA = z.object({
  format: z.literal(FORMAT),
  fingerprint: text,
  title: text,
  startedAt: z.number(),
  windows: z.object({ asked: window, pushes: window }),
});
const PAGE_SCHEMA = z.object({
  part: z.int().min(0),
  next: text.nullable(),
  window,
  reached: text.optional(),
  events: z.number(),
  unreadable: z.number(),
  extracts: z.array(z.object({ time: text, eventId: text, kind: text, values: z.looseObject({}) })),
});

/** What a resume file belongs to: the first line. */
export interface ResumeHeader {
  /** Of the question, accounts, Regions and this version: another one is refused. */
  readonly fingerprint: string;
  /** For people. */
  readonly title: string;
  /** Milliseconds since 1970: what `30d` is counted from when the run goes on. */
  readonly startedAt: number;
  readonly windows: LookupWindows;
}

/** What one request brought: every further line. */
export interface LookedUpPage {
  /** Which part of the work: attribute, account and Region, by its place. */
  readonly part: number;
  /** How the next page is asked for; `null` when this part is finished. */
  readonly next: string | null;
  /** What was asked for: a token is good for the same request only. */
  readonly window: LookupWindow;
  /** Time of the oldest event so far; absent when there were none. */
  readonly reached?: string;
  readonly events: number;
  /** Events whose text was no record of CloudTrail. */
  readonly unreadable: number;
  readonly extracts: readonly Extract[];
}

/**
 * Where a run that was interrupted goes on: JSON lines, written through to the disk after each request, readable for
 * its owner only.
 */
export class ResumeFile {
  /** As the first run wrote it. */
  readonly header: ResumeHeader;
  readonly #path: string;
  readonly #lines: JsonLines;

  /**
   * Opens the file, or makes it.
   *
   * @param header - What a new file begins with.
   * @throws InputError for a file that is something else, or that belongs to another question
   */
  constructor(path: string, header: ResumeHeader) {
    this.#path = path;
    this.#lines = new JsonLines(path, "read-and-add");
    try {
      if (this.#lines.isEmpty) this.#lines.add({ format: FORMAT, ...header });
      this.header = headerOf(path, this.#lines);
      if (this.header.fingerprint !== header.fingerprint) throw anothers(path, this.header, header);
      this.#lines.dropTornLine();
    } catch (error) {
      this.#lines.close();
      throw error;
    }
  }

  /**
   * The pages of earlier runs, in order.
   *
   * @throws InputError for a line that is none
   */
  *pages(): Generator<LookedUpPage> {
    let number = 0;
    for (const record of this.#lines.records()) {
      number += 1;
      if (number === 1) continue;
      const { error } = PAGE_SCHEMA.safeParse(record, { reportInput: true });
      if (error !== undefined) {
        const wrong = record === undefined ? [] : problemsOfIssues(error.issues, PAGE_SCHEMA, "");
        const why = wrong.map(({ path, message }) => `${path} ${message}`.replace(/^: /, "")).join("; ");
        const hint = "remove the file and begin again, or give another path";
        throw refused(this.#path, `line ${number} is damaged${why === "" ? "" : `: ${why}`}`, hint);
      }
      yield record as LookedUpPage;
    }
  }

  /** Adds a page; it is on the disk when this returns. */
  add(page: LookedUpPage): void {
    this.#lines.add(page);
  }

  /** Closes the file, which stays. */
  close(): void {
    this.#lines.close();
  }
}

/**
 * What a resume file belongs to, before anything is asked.
 *
 * @returns `undefined` where there is no file yet
 * @throws InputError for a file that is something else
 */
export function readResumeHeader(path: string): ResumeHeader | undefined {
  if (!existsSync(path)) return undefined;
  const lines = new JsonLines(path, "read");
  try {
    return lines.isEmpty ? undefined : headerOf(path, lines);
  } finally {
    lines.close();
  }
}

/** Removes the file of a run that is finished. */
export function removeResumeFile(path: string): void {
  rmSync(path, { force: true });
}

function headerOf(path: string, lines: JsonLines): ResumeHeader {
  for (const record of lines.records()) {
    if (HEADER_SCHEMA.safeParse(record).success) return record as ResumeHeader;
    break;
  }
  throw refused(path, "is not a resume file of ecr-kms audit", "give another path; this file was not changed");
}

function anothers(path: string, found: ResumeHeader, asked: ResumeHeader): InputError {
  const message =
    found.title === asked.title
      ? "belongs to a run with other accounts, Regions or options, or of another version of ecr-kms"
      : `belongs to another question: ${JSON.stringify(found.title)}; this is ${JSON.stringify(asked.title)}`;
  return refused(path, message, "ask the same as then, or give another path; this file was not changed");
}
