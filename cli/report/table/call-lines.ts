import type { DocumentRef, Explanation, Opinion, Remedy, StatementRef } from "../../proof/proof";
import { callsAlike } from "../explained-groups";
import { CALL_VERDICTS, opinionWords } from "../opinion-words";
import type { Page } from "../../toolkit/page";
import { paragraph, pasteable } from "../../toolkit/page";

/** Calls with their verdicts and what each document says to them. */
export function callLines(
  calls: Explanation["calls"],
  page: Page,
  options: { readonly see: boolean },
): readonly string[] {
  const { colors } = page;
  return callsAlike(calls).flatMap(({ actions, resource, proof }) => {
    const color = proof.verdict === "allowed" ? colors.green : proof.verdict === "denied" ? colors.red : colors.yellow;
    return [
      ...paragraph(page, "  ", `${actions.join(", ")} on ${resource}: ${CALL_VERDICTS[proof.verdict].word}`, color),
      ...paragraph(page, "    ", proof.because),
      ...proof.opinions.flatMap((opinion) => opinionLines(opinion, page)),
      ...(options.see ? paragraph(page, "    ", `See ${proof.call.see}`, colors.dim) : []),
    ];
  });
}

function opinionLines(opinion: Opinion, page: Page): readonly string[] {
  const { document, decisive, statements, nearMisses } = opinion;
  const { mark, words } = opinionWords(opinion);
  const where = statements.length === 0 ? "" : ` (${statements.map(statementName).join(", ")})`;
  const why = decisive ? ": this decides" : "";
  return [
    ...paragraph(
      page,
      `    ${mark} `,
      `${document.name} ${words}${where}${why}`,
      decisive ? page.colors.bold : undefined,
    ),
    ...sourceLines(document, page, "      "),
    ...nearMisses.flatMap((miss) => nearMissLines(miss, page)),
  ];
}

/** `Statement[1] AllowPull`: the path in the document, and the name. */
export function statementName({ index, sid }: StatementRef): string {
  return `Statement[${index}]${sid === undefined ? "" : ` ${sid}`}`;
}

function nearMissLines(miss: StatementRef, page: Page): readonly string[] {
  return paragraph(
    page,
    "      ",
    `nearly: ${statementName(miss)}, but ${miss.missed ?? "it does not match"}`,
    page.colors.yellow,
  );
}

function sourceLines({ source }: DocumentRef, page: Page, prefix: string): readonly string[] {
  return source === undefined ? [] : paragraph(page, prefix, `${source.input}: ${source.address}`, page.colors.dim);
}

/** What to do, with statements ready to paste. */
export function remedyLines(remedies: readonly Remedy[], page: Page): readonly string[] {
  return remedies.flatMap(({ text, statement, document }) => [
    ...paragraph(page, "  → ", text, page.colors.bold),
    ...sourceLines(document, page, "    "),
    ...(statement === undefined ? [] : pasteable(page, "    ", statement)),
  ]);
}
