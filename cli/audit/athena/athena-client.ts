import { AthenaClient } from "@aws-sdk/client-athena";
import type { ClientConfig } from "../../toolkit/aws/aws-session";
import { limited } from "../../toolkit/aws/limited";

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
