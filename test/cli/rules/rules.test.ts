import { expect } from "chai";
import type { AccessModel } from "../../../cli/model/access-model";
import type { RuleInput } from "../../../cli/rules/finding";
import { RULES } from "../../../cli/rules/rules";
import { ACCESS_CASES } from "./cases/access-cases";
import { ENCRYPTION_CASES } from "./cases/encryption-cases";
import { LIMIT_CASES } from "./cases/limit-cases";
import { MADE_BY_ECR_CASES } from "./cases/made-by-ecr-cases";
import { PROOF_CASES } from "./cases/proof-cases";
import type { RuleCase } from "./cases/rule-case";
import { SETTINGS_CASES } from "./cases/settings-cases";
import { STATEMENT_CASES } from "./cases/statement-cases";

const CASES: readonly RuleCase[] = [
  ...ENCRYPTION_CASES,
  ...MADE_BY_ECR_CASES,
  ...SETTINGS_CASES,
  ...ACCESS_CASES,
  ...STATEMENT_CASES,
  ...LIMIT_CASES,
  ...PROOF_CASES,
];

describe("the rules", () => {
  for (const { rule: id, when = "it is broken", breaks, finds, keeps } of CASES) {
    describe(`${id}, where ${when}`, () => {
      const rule = RULES.find((each) => each.id === id);

      it("finds it", () => {
        const expected = finds.map((hit) => ({ hint: rule?.fix, ...hit }));
        expect(rule?.find(inputOf(breaks))).to.deep.equal(expected);
      });

      for (const [index, kept] of keeps.entries()) {
        it(`leaves its neighbour alone (${index})`, () => {
          expect(rule?.find(inputOf(kept))).to.deep.equal([]);
        });
      }
    });
  }

  it("each have a case", () => {
    expect([...new Set(CASES.map(({ rule }) => rule))].sort()).to.deep.equal(RULES.map(({ id }) => id).sort());
  });
});

function inputOf(given: AccessModel | RuleInput): RuleInput {
  return "model" in given ? given : { model: given };
}
