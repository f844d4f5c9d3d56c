import type { CloudTrailEvent } from "../../../../cli/audit/cloudtrail-event";
import type { Asked, Extract, Row } from "../../../../cli/audit/question";
import { compareExtracts } from "../../../../cli/audit/questions/compare-extracts";
import { makeQuestion } from "../../../../cli/audit/questions/make-question";

/** The rows of a question, as plainly as they can be made. */
export function localRows(asked: Asked, events: readonly CloudTrailEvent[]): readonly Row[] {
  const question = makeQuestion(asked);
  const extracts = events.flatMap((event) => question.extract(event));
  const once = [...new Map(extracts.map((each): [string, Extract] => [JSON.stringify(each), each])).values()];
  const next = question.rows();
  return once.sort(compareExtracts).flatMap((extract) => next(extract));
}

/** In one order, and each once. */
export function sorted(rows: readonly Row[]): readonly string[] {
  return [...new Set(rows.map((row) => JSON.stringify(row)))].sort();
}
