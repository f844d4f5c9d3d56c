import { answer } from "../../audit/engine/answer";
import type { Answer } from "../../audit/answer";
import type { ReadProgress } from "../../audit/event-source";
import { logFolder } from "../../audit/logs/log-folder";
import { readResumeHeader } from "../../audit/lookup/resume-file";
import { regionProblems, regionsProblems } from "../../audit/region-problems";
import { renderAnswer } from "../../audit/report/render-answer";
import { checkOutput } from "../../toolkit/write-output";
import { dataWithFlags } from "../flag-names";
import { progressOn } from "../progress";
import { athenaAudit } from "./athena-audit";
import type { AuditOptions } from "./audit-options";
import { chooseSource } from "./choose-source";
import { Gathered } from "./gathered";
import { progressText } from "./progress-text";
import { readQuestion } from "../../audit/read-question";
import { terminalOf } from "./terminal";
import { writeToFile, writeToOutput } from "./write-answer";

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
