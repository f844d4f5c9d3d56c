import { answer } from "../../audit/engine/answer";
import type { Answer } from "../../audit/answer";
import type { ReadProgress } from "../../audit/event-source";
import { logFolder } from "../../audit/logs/log-folder";
import { readResumeHeader } from "../../audit/lookup/resume-file";
import { regionProblems, regionsProblems } from "../../audit/region-problems";
import { renderAnswer, type AuditTerminal } from "../../audit/report/render-answer";
import { checkOutput } from "../../toolkit/write-output";
import { dataWithFlags } from "../flag-names";
import { progressOn, shareOf } from "../progress";
import type { AuditOptions } from "./audit-options";
import { chooseSource } from "./choose-source";
import { Gathered } from "./gathered";
import { readQuestion } from "../../audit/read-question";
import { writeToFile, writeToOutput } from "./write-answer";
import { byteWords } from "../../toolkit/amounts";
import type { Question } from "../../audit/question";
import { athenaPlan, athenaText } from "../../audit/athena-plan";

/**
 * `ecr-kms audit`: reads events and answers a question.
 *
 * @returns the exit code: 0, or 1 with `--fail-if-any` when something was found
 * @throws InputError for what cannot be used: exit code 2
 */
export async function runAudit(options: AuditOptions): Promise<number> {
  const { kind, problems } = chooseSource(options);
  const wrong = new Gathered(problems);
  const { output, resume } = options;
  if (output !== undefined) {
    wrong.trying(() => {
      checkOutput(output);
    });
  }
  if (options.region !== undefined) wrong.add(regionProblems("region", [options.region]));
  // Those of a table are looked at with the rest of it.
  if (options.regions !== undefined && kind !== "athena") wrong.add(regionsProblems("regions", options.regions));
  // A run that goes on means the same moment by `30d` as the run that was interrupted.
  const began = resume === undefined ? undefined : wrong.trying(() => readResumeHeader(resume)?.startedAt);
  const question = wrong.trying(() => readQuestion(options, began ?? Date.now()));
  const athena =
    kind === "athena" && question !== undefined ? wrong.trying(() => athenaAudit(question, options)) : undefined;
  wrong.throwIfAny();
  if (question === undefined) throw new Error("a question that nothing is wrong with has to be there");

  if (athena !== undefined) {
    if (options.run === true) return show(await watched(athena.ask), options);
    await put(options, once(athena.text));
    return 0;
  }
  if (kind === "logs") {
    const source = logFolder(options.logs, { skipUnreadable: options.skipUnreadable ?? false });
    return show(await watched((progress) => answer(question, source, { progress })), options);
  }
  const { openLookup } = await import("../../audit/open-lookup.js");
  const source = await openLookup(options);
  const code = await show(await watched((progress) => answer(question, source, { progress })), options);
  if (options.keepResume !== true) source.forget();
  return code;
}

async function watched(ask: (progress: (reached: ReadProgress) => void) => Promise<Answer>): Promise<Answer> {
  const bar = progressOn(process.stderr);
  try {
    return await ask((reached) => {
      bar.show(() => progressText(reached));
    });
  } finally {
    bar.clear();
  }
}

/** Shows an answer where the user wants it. @returns the exit code */
async function show(found: Answer, options: AuditOptions): Promise<number> {
  const { format, events, limit, failIfAny = false } = options;
  try {
    const text = renderAnswer(format, { ...found, source: dataWithFlags(found.source) }, terminalOf(options), {
      ...(events === undefined ? {} : { events }),
      ...(limit === undefined ? {} : { limit }),
    });
    await put(options, text);
  } finally {
    found.close?.();
  }
  return failIfAny && found.rowCount > 0 ? 1 : 0;
}

async function put({ output }: AuditOptions, text: AsyncIterable<string>): Promise<void> {
  await (output === undefined ? writeToOutput(text) : writeToFile(output, text));
}

async function* once(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text);
}

/**
 * How far reading is, for people.
 *
 * @example
 * progressText({ what: "Reading logs", done: 1_500_000, total: 3_000_000, unit: "bytes" }); // "Reading logs: 1.5 MB of 3.0 MB (50 %)"
 */
export function progressText({ what, done, total, unit }: ReadProgress): string {
  if (unit !== "bytes") {
    const count = total === undefined ? done.toLocaleString("en") : shareOf(done, total);
    return `${what}: ${count} ${done === 1 && total === undefined ? unit.slice(0, -1) : unit}`;
  }
  if (total === undefined) return `${what}: ${byteWords(done)}`;
  const percent = Math.floor((done / Math.max(1, total)) * 100);
  return `${what}: ${byteWords(done)} of ${byteWords(total)} (${percent} %)`;
}

/** What a table is shown on. An answer that goes to a file looks the same whoever asks for it. */
export function terminalOf(
  { output, color }: { readonly output?: string; readonly color?: boolean },
  stream: NodeJS.WriteStream = process.stdout,
  env: NodeJS.ProcessEnv = process.env,
): AuditTerminal {
  if (output !== undefined || !stream.isTTY) {
    const isForced = output === undefined && (env["FORCE_COLOR"] ?? "0") !== "0" && env["FORCE_COLOR"] !== "";
    return { columns: 120, colors: color ?? (isForced && (env["NO_COLOR"] ?? "") === "") };
  }
  const locale = [env["LC_ALL"], env["LC_CTYPE"], env["LANG"]].find((each) => each !== undefined && each !== "") ?? "";
  return {
    columns: stream.columns,
    colors: color ?? ((env["NO_COLOR"] ?? "") === "" && env["FORCE_COLOR"] !== "0"),
    // Windows has its own ways; elsewhere the locale says what can be shown.
    ascii: process.platform !== "win32" && !/utf-?8/i.test(locale),
  };
}

/** What `--athena` is about: the text to show, or with `--run` how to get the answer. */
interface AthenaAudit {
  readonly text: string;
  readonly ask: (progress: (progress: ReadProgress) => void) => Promise<Answer>;
}

/** Makes `--athena` ready. @throws InputError for everything that is wrong with the table */
function athenaAudit(question: Question, options: AuditOptions): AthenaAudit {
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
