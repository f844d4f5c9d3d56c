import type { Answer } from "../../audit/answer";
import type { ReadProgress } from "../../audit/event-source";
import type { Question } from "../../audit/question";
import { athenaPlan, athenaText } from "../../audit/athena-plan";
import type { AuditOptions } from "./audit-options";

/** What `--athena` is about: the text to show, or with `--run` how to get the answer. */
export interface AthenaAudit {
  readonly text: string;
  readonly ask: (progress: (progress: ReadProgress) => void) => Promise<Answer>;
}

/** Makes `--athena` ready. @throws InputError for everything that is wrong with the table */
export function athenaAudit(question: Question, options: AuditOptions): AthenaAudit {
  const { athenaLocation, athenaDatabase, athenaTable, organization, accounts, regions } = options;
  const plan = athenaPlan(question, {
    ...(athenaLocation === undefined ? {} : { location: athenaLocation }),
    ...(athenaDatabase === undefined ? {} : { database: athenaDatabase }),
    ...(athenaTable === undefined ? {} : { table: athenaTable }),
    ...(organization === undefined ? {} : { organization }),
    ...(accounts === undefined ? {} : { accounts }),
    ...(regions === undefined ? {} : { regions }),
  });
  return {
    text: athenaText(question, plan),
    ask: async (progress) => {
      // Showing the query needs no client of AWS.
      const { askAthena } = await import("../../audit/ask-athena.js");
      return askAthena(question, plan, options, progress);
    },
  };
}
