import { ECRClient } from "@aws-sdk/client-ecr";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import type { AskedOfAws } from "../../toolkit/aws/ask";
import type { AwsErrorKind } from "../../toolkit/aws/aws-error-kind";
import { kindOfAwsError } from "../../toolkit/aws/aws-error-kind";
import { awsProblem } from "../../toolkit/aws/aws-problem";
import type { AwsSession, AwsSessions } from "../../toolkit/aws/aws-session";
import { limited } from "../../toolkit/aws/limited";
import type { Problem } from "../../toolkit/input-error";
import { InputError } from "../../toolkit/input-error";
import type { Limit } from "../../toolkit/side-by-side";
import { atMost } from "../../toolkit/side-by-side";
import { commandsOf } from "./calls";

/** How AWS answers a question: with what was asked for, that there is none, or not: most often it may not be asked. */
export type Answer<T> =
  | { readonly kind: "answered"; readonly value: T }
  | { readonly kind: "none"; readonly problem: Problem }
  | { readonly kind: "denied"; readonly problem: Problem };

/** Where something is. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
}

/** What is asked. */
export interface Question extends AskedOfAws {
  readonly session: AwsSession;
  /** Errors of the service that say that there is none. */
  readonly none?: readonly string[];
}

/** Enough to keep the line busy, and far below every quota of AWS. */
const AT_ONCE = 6;

/**
 * Asks AWS in several accounts and Regions, a handful of questions at a time, and collects what it does not want to
 * say.
 */
export class Asking {
  readonly sessions: AwsSessions;
  readonly progress: (line: string) => void;
  readonly #unread = new Map<string, Problem>();
  readonly #made = new Map<string, unknown>();
  readonly #limit: Limit = atMost(AT_ONCE);

  constructor(sessions: AwsSessions, progress: (line: string) => void) {
    this.sessions = sessions;
    this.progress = progress;
  }

  /** What could not be read, each thing once, always in the same order. */
  get unread(): readonly Problem[] {
    return [...this.#unread.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, problem]) => problem);
  }

  /** Notes something that could not be read. */
  note(problem: Problem): void {
    this.#unread.set(`${problem.path}\n${problem.message}`, problem);
  }

  /**
   * Asks. A denial, or a failure of the service, is noted and does not end the work: it must not hide what else there
   * is.
   *
   * @throws InputError where AWS cannot be asked at all: expired credentials, no network
   */
  async ask<T>(question: Question, send: () => Promise<T>): Promise<Answer<T>> {
    const answer = await this.#asked(question, send, ["denied", "other-answer", "no-answer-of-aws", "endless-list"]);
    if (answer.kind === "denied") this.note(answer.problem);
    return answer;
  }

  /** The same for what nothing goes without: the caller says what follows from a denial. */
  async askEssential<T>(question: Question, send: () => Promise<T>): Promise<Answer<T>> {
    return this.#asked(question, send, ["denied"]);
  }

  async #asked<T>(
    question: Question,
    send: () => Promise<T>,
    notTold: readonly (AwsErrorKind | undefined)[],
  ): Promise<Answer<T>> {
    try {
      return { kind: "answered", value: await this.#limit(send) };
    } catch (error) {
      const problem = awsProblem(error, question);
      if (problem === undefined) throw error;
      const kind = kindOfAwsError(error);
      const isNone = kind === "not-found" || (error instanceof Error && question.none?.includes(error.name) === true);
      if (isNone) return { kind: "none", problem };
      if (notTold.includes(kind)) return { kind: "denied", problem };
      throw new InputError([problem]);
    }
  }

  /** ECR's client for a Region of the session's account. */
  ecr(session: AwsSession, region: string): ECRClient {
    const make = (): ECRClient => limited(new ECRClient({ ...session.config, region }), commandsOf("ecr"));
    return this.once(`ecr ${session.accountId} ${region}`, make);
  }

  /** The same for KMS. */
  kms(session: AwsSession, region: string): KMSClient {
    const make = (): KMSClient => limited(new KMSClient({ ...session.config, region }), commandsOf("kms"));
    return this.once(`kms ${session.accountId} ${region}`, make);
  }

  /** IAM's client; IAM is the same in all Regions. */
  iam(session: AwsSession): IAMClient {
    const make = (): IAMClient => limited(new IAMClient(session.config), commandsOf("iam"));
    return this.once(`iam ${session.accountId}`, make);
  }

  /** Makes something when it is asked for first, and gives the same from then on. */
  once<T>(what: string, make: () => T): T {
    if (!this.#made.has(what)) this.#made.set(what, make());
    return this.#made.get(what) as T;
  }
}

/** What would have to be given to read something in an account. */
export function withoutCredentials(path: string, accountId: string, what: string): Problem {
  return {
    path,
    message: `${what} in account ${accountId}, and there are no credentials for it`,
    hint: `give a profile or a role of account ${accountId} with \`also\``,
  };
}
