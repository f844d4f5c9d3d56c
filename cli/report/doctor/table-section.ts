import { harmless, padded } from "../../toolkit/text-layout";
import { counted } from "../../toolkit/amounts";
import type { Page, Paint } from "../../toolkit/page";
import { heading, paragraph } from "../../toolkit/page";
import type { Diagnosis } from "../../doctor/diagnosis";
import type { Examination } from "../../doctor/examination";
import { verdictOf } from "../../doctor/examination";
import { keyName } from "../../doctor/diagnose/words";
import { keyFacts, repositoryFact, severityWord, subjectName, verdictSentence } from "./words";

/** More than this is for the page or for programs. */
const MOST = { diagnoses: 40, keys: 10, repositories: 40 };

/** The state of what is deployed, for a terminal: the verdict, each diagnosis with its way out, and the facts. */
export function examinationSection(examination: Examination, page: Page): readonly string[] {
  const { diagnoses } = examination;
  const mark = { broken: "✗ ", "not known": "? ", healthy: "✓ " }[verdictOf(examination)];
  return [
    ...paragraph(page, mark, verdictSentence(examination), verdictPaint(examination, page)),
    "",
    ...(diagnoses.length === 0 ? [] : heading(page, "Diagnosis")),
    ...diagnoses.slice(0, MOST.diagnoses).flatMap((each) => [...diagnosisLines(each, examination, page), ""]),
    ...more(diagnoses.length - MOST.diagnoses, "diagnosis", "diagnoses", page),
    ...heading(page, `What is deployed, read ${examination.readAt}`),
    ...factLines(examination, page),
    "",
  ];
}

function diagnosisLines(diagnosis: Diagnosis, examination: Examination, page: Page): readonly string[] {
  const { message, remedy, commands = [], certainty, see, code } = diagnosis;
  const { dim, bold, cyan } = page.colors;
  const title = `${severityWord(diagnosis).toUpperCase()}  ${subjectName(diagnosis, examination)}`;
  return [
    ...paragraph(page, "", title, paintOf(diagnosis, page)),
    ...paragraph(page, "  ", message),
    ...paragraph(page, "  → ", remedy, bold),
    // To be pasted: never broken, however narrow the page is.
    ...commands.map((command) => `    ${cyan(harmless(command))}`),
    ...(certainty === undefined ? [] : paragraph(page, "  ", certainty, dim)),
    ...paragraph(page, "  ", code, dim),
    ...(see === undefined ? [] : paragraph(page, "  ", see, dim)),
  ];
}

function factLines({ keys, repositories }: Examination, page: Page): readonly string[] {
  return [
    ...keys
      .slice(0, MOST.keys)
      .flatMap((key) => [
        ...paragraph(page, "", `key ${keyName(key)}`, page.colors.bold),
        ...keyFacts(key).flatMap(([name, value]) => paragraph(page, `  ${padded(name, 18)}`, value)),
      ]),
    ...more(keys.length - MOST.keys, "key", "keys", page),
    ...repositories
      .slice(0, MOST.repositories)
      .flatMap((repository) => [
        ...paragraph(page, "", `repository ${repository.name}`, page.colors.bold),
        ...paragraph(page, "  ", repositoryFact(repository, keys)),
      ]),
    ...more(repositories.length - MOST.repositories, "repository", "repositories", page),
  ];
}

function more(count: number, one: string, many: string, page: Page): readonly string[] {
  if (count <= 0) return [];
  return [
    ...paragraph(page, "", `${counted(count, `more ${one}`, `more ${many}`)}: use --format json to see all.`),
    "",
  ];
}

function verdictPaint(examination: Examination, { colors }: Page): Paint {
  const paints = { broken: colors.red, "not known": colors.yellow, healthy: colors.green };
  return (text) => colors.bold(paints[verdictOf(examination)](text));
}

function paintOf(diagnosis: Diagnosis, { colors }: Page): Paint {
  const word = severityWord(diagnosis);
  if (word === "broken") return (text) => colors.bold(colors.red(text));
  return word === "note" ? colors.bold : colors.yellow;
}
