import { assumptionWords, everybodyElse } from "../everybody-else";
import type { CheckReport } from "../report";
import type { Page } from "../../toolkit/page";
import { paragraph } from "../../toolkit/page";

/** What is proved of everybody who is no row, and what that takes for granted. */
export function claimLines(report: CheckReport, page: Page): readonly string[] {
  const claim = everybodyElse(report);
  if (claim === undefined) return [];
  return [
    ...paragraph(page, "", claim.sentence, claim.proved ? page.colors.bold : page.colors.yellow),
    ...assumptionWords(report).flatMap((text) => paragraph(page, "", text, page.colors.dim)),
  ];
}

/** What the file of expected access leaves out or accepts. */
export function relaxationLines({ relaxations = [] }: CheckReport, page: Page): readonly string[] {
  return relaxations.flatMap((text) => paragraph(page, "! ", text, page.colors.yellow));
}
