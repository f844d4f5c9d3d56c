import { code, details, link, text } from "../../toolkit/syntax";
import { harmless } from "../../toolkit/text-layout";
import type { Diagnosis } from "../../doctor/diagnosis";
import type { Examination } from "../../doctor/examination";
import { repositoryFact, severityWord, subjectName, verdictSentence } from "./words";

/** The state of what is deployed, for a comment: whole parts, so that a long report can be cut between them. */
export function examinationParts(examination: Examination): readonly string[] {
  const { diagnoses, repositories, keys } = examination;
  const facts = repositories.map((each) => `- ${code(each.name)} ${text(repositoryFact(each, keys))}\n`).join("");
  return [
    `\n${text(verdictSentence(examination))}\n`,
    ...(diagnoses.length === 0 ? [] : ["\n### Diagnosis\n"]),
    ...diagnoses.map((each) => diagnosisDetails(each, examination)),
    details("What is deployed", facts),
  ];
}

function diagnosisDetails(diagnosis: Diagnosis, examination: Examination): string {
  const { message, remedy, commands = [], certainty, see } = diagnosis;
  const body = [
    `${text(remedy)}\n`,
    commands.length === 0 ? "" : `\n<pre>${commands.map((each) => text(harmless(each))).join("\n")}</pre>\n`,
    certainty === undefined ? "" : `\n${text(certainty)}\n`,
    `\n${see === undefined ? code(diagnosis.code) : link(diagnosis.code, see)}\n`,
  ].join("");
  const title = `<b>${severityWord(diagnosis)}</b> ${text(subjectName(diagnosis, examination))}: ${text(message)}`;
  return details(title, body);
}
