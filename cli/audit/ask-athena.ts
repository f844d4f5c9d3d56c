import type { Answer } from "./answer";
import { answeredByAthena, athenaSource } from "./athena/athena-source";
import { type AthenaRun, runAthena } from "./athena/run-athena";
import { answer } from "./engine/answer";
import type { ReadProgress } from "./event-source";
import type { Question } from "./question";
import type { AwsOptions } from "../toolkit/aws/aws-options";
import { connect } from "../toolkit/aws/connect";
import type { AthenaPlan } from "./athena-plan";
import { AthenaClient } from "@aws-sdk/client-athena";
import type { ClientConfig } from "../toolkit/aws/aws-session";
import { limited } from "../toolkit/aws/limited";

/** With whose credentials Athena is asked, and where it puts what it finds. */
export interface AskAthena extends Pick<AwsOptions, "profile" | "region"> {
  /** The workgroup that runs the query. @default - the one that Athena takes */
  readonly workgroup?: string;
  /** `s3://…`, unless the workgroup says so. */
  readonly results?: string;
}

/**
 * Makes the table unless it exists, asks Athena, and reads the answer. A Ctrl-C stops the query in Athena as well.
 *
 * @throws InputError for whatever AWS refuses
 */
export async function askAthena(
  question: Question,
  { table, definition }: AthenaPlan,
  { profile, region, workgroup, results }: AskAthena,
  progress: (progress: ReadProgress) => void,
): Promise<Answer> {
  const { main: session } = await connect({
    ...(profile === undefined ? {} : { profile }),
    ...(region === undefined ? {} : { region }),
  });
  const run: AthenaRun = {
    client: athenaClient(session.config),
    session,
    table,
    ...(workgroup === undefined ? {} : { workgroup }),
    ...(results === undefined ? {} : { outputLocation: results }),
  };
  if (definition !== undefined) {
    progress({ what: `Making the table ${table.table}`, done: 0, unit: "bytes" });
    await runAthena(definition, run);
  }
  const stopper = new AbortController();
  const stop = (): void => {
    stopper.abort();
  };
  process.once("SIGINT", stop);
  try {
    const asking: AthenaRun = {
      ...run,
      signal: stopper.signal,
      progress: ({ state }) => {
        // From here on there is nothing to stop in Athena, and Ctrl-C does what it always does.
        if (state === "SUCCEEDED") process.off("SIGINT", stop);
      },
    };
    return await answer(answeredByAthena(question), athenaSource(asking), { progress });
  } finally {
    process.off("SIGINT", stop);
  }
}

/** All that is ever asked of Athena: to run a query, to read its answer, to stop it. */
export const ATHENA_COMMANDS = [
  "StartQueryExecutionCommand",
  "GetQueryExecutionCommand",
  "GetQueryResultsCommand",
  "StopQueryExecutionCommand",
] as const;

/** A client that can do nothing else. */
export function athenaClient(config: ClientConfig): AthenaClient {
  return limited(new AthenaClient(config), ATHENA_COMMANDS);
}
