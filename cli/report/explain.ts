import type { Explanation } from "../proof/proof";
import { decidingRemedies } from "./deciding-remedies";
import { principalName } from "./names";
import { harmless } from "../toolkit/text-layout";
import { callLines, remedyLines } from "./table/call-lines";
import type { Page, Terminal } from "../toolkit/page";
import { heading, pageOf, paragraph } from "../toolkit/page";
import { decidingCalls, verdictOf } from "../proof/kms-model";
import { OPERATION_WORDS } from "../proof/operation-words";
import type { KmsModel } from "../proof/proof";

const CAN = { allowed: "can", denied: "cannot", unknown: "may or may not", none: "is not asked to" } as const;
const NOT_ASKED =
  "The question does not arise: repositories are created by principals of their own account, and only Lambda pulls as Lambda.";
const MODELS = { documented: "by what AWS documents", "two-way": "by the two-way model" } as const;

/**
 * All that is known about one principal, repository and operation: every call with its verdict, what each document says
 * to it, what nearly matched, and what to add where.
 */
export function explainReport(explanation: Explanation, kmsModel: KmsModel, terminal: Terminal): string {
  const page = pageOf(terminal);
  const { principal, repository, operation, cell, notes } = explanation;
  const deciding = decidingCalls(explanation, kmsModel);
  const others = explanation.calls.filter((call) => !deciding.includes(call));
  const remedies = decidingRemedies(explanation, kmsModel);
  const verdict = verdictOf(cell, kmsModel);
  const verb = OPERATION_WORDS[operation].sentence;
  const lines = [
    ...heading(page, harmless(`${principalName(principal)} ${CAN[verdict]} ${verb} ${repository.name}`)),
    ...paragraph(page, "", `Principal:  ${principal.arn}`),
    ...paragraph(page, "", `Repository: ${repository.arn}`),
    ...paragraph(page, "", `Operation:  ${operation}, ${MODELS[kmsModel]}`),
    "",
    ...(verdict === "none" ? paragraph(page, "", NOT_ASKED) : []),
    ...section(page, "Calls", callLines(deciding, page, { see: true })),
    ...section(page, "Also asked for by the two-way model", callLines(others, page, { see: true })),
    ...section(
      page,
      "Notes",
      notes.flatMap((note) => paragraph(page, "  ", note)),
    ),
    ...section(page, "What to do", remedyLines(remedies, page)),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function section(page: Page, title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [page.colors.bold(title), ...lines, ""];
}
