import { expect } from "chai";
import { stripVTControlCharacters } from "node:util";
import { explainReport } from "../../../cli/report/explain";
import type { OperationId } from "../../../cli/proof/proof";
import { expectFile } from "./expected-file";
import { SAMPLE } from "./sample-report";

describe("explanation of one answer", () => {
  const cases: readonly (readonly [string, number, number, OperationId, "documented" | "two-way"])[] = [
    ["a denial with its remedy", 2, 0, "pull", "documented"],
    ["a denial by the two-way model alone", 2, 2, "pull", "two-way"],
    ["access that the two-way model would deny", 2, 2, "pull", "documented"],
    ["an answer that is not known", 4, 1, "push", "documented"],
    ["access", 0, 0, "push", "documented"],
    ["a question that does not arise", 5, 0, "push", "documented"],
  ];
  for (const [title, principal, repository, operation, kmsModel] of cases)
    it(`shows ${title}`, async () => {
      const explanation = await SAMPLE.proof.explain(principal, repository, operation);
      const text = explainReport(explanation, kmsModel, { columns: 90, colors: false });
      expectFile(`explain-${title.replaceAll(" ", "-")}.txt`, text);
      const colored = explainReport(explanation, kmsModel, { columns: 90, colors: true });
      expect(stripVTControlCharacters(colored)).to.equal(text);
    });
});
