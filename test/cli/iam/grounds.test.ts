import { expect } from "chai";
import type { PolicyInForce } from "../../../cli/iam/evaluate";
import { evaluate } from "../../../cli/iam/evaluate";
import { groundsOf } from "../../../cli/iam/grounds";
import type { StatementJson } from "../../../cli/policy/policy-json";
import { Random } from "../../properties/random";
import type { RandomQuestion } from "./random-requests";
import { randomQuestion } from "./random-requests";

const RUNS = 2_000;

/** A question in which the values of some context keys are not known. */
function openQuestion(random: Random): RandomQuestion {
  const question = randomQuestion(random);
  const hidden = [...Object.keys(question.context)].filter(() => random.below(4) === 0);
  const names = new Set(hidden.map((key) => key.toLowerCase()));
  const context = new Map(
    Object.entries(question.context).flatMap(([key, value]) =>
      names.has(key.toLowerCase()) ? [] : [[key.toLowerCase(), value] as const],
    ),
  );
  const isUnknownKey = (key: string): boolean => names.has(key.toLowerCase());
  return { ...question, request: { ...question.request, context, isUnknownKey } };
}

function judged({ request, policies, own }: RandomQuestion) {
  const evaluation = evaluate(request, policies, own);
  return { evaluation, grounds: groundsOf(request, policies, own, evaluation) };
}

/** The same without the statements that a test names. */
function without(question: RandomQuestion, isLeftOut: (document: number, number: number) => boolean): RandomQuestion {
  const policies = question.policies.map((policy, document) => ({
    ...policy,
    statements: policy.statements.filter((_, number) => !isLeftOut(document, number)),
  }));
  return { ...question, policies };
}

const EVERYTHING: StatementJson = { Effect: "Allow", Action: "*", Resource: "*" };

describe("what an answer rests on", () => {
  const random = new Random(20_261_202);
  const questions = Array.from({ length: RUNS }, () => openQuestion(random));
  const verdicts = questions.map((question) => judged(question).evaluation.verdict);
  const about = (verdict: string): readonly RandomQuestion[] =>
    questions.filter((_, index) => verdicts[index] === verdict);

  it("is tried with all answers", () => {
    for (const verdict of ["allowed", "denied", "unknown"]) expect(about(verdict).length).to.be.above(RUNS / 100);
  });

  it("is enough: without the statements that do not decide an answer stays what it is", () => {
    for (const question of about("allowed").concat(about("unknown"))) {
      const { evaluation, grounds } = judged(question);
      const rest = without(
        question,
        (document, number) =>
          evaluation.matches[document]?.[number]?.truth !== 2 && grounds.decides[document]?.[number] === false,
      );
      expect(judged(rest).evaluation.verdict, JSON.stringify(question)).to.equal(evaluation.verdict);
    }
    for (const question of about("allowed")) {
      const { grounds } = judged(question);
      const rest = without(question, (document, number) => grounds.decides[document]?.[number] === false);
      expect(judged(rest).evaluation.verdict, JSON.stringify(question)).to.equal("allowed");
    }
  });

  it("is needed: without all that decide, an answer is another one", () => {
    for (const question of about("allowed").concat(about("unknown"))) {
      const { evaluation, grounds } = judged(question);
      const rest = without(question, (document, number) => grounds.decides[document]?.[number] === true);
      expect(judged(rest).evaluation.verdict, JSON.stringify(question)).not.to.equal(evaluation.verdict);
    }
  });

  it("names for a denial Denies alone, or what lacks an Allow", () => {
    for (const question of about("denied")) {
      const { evaluation, grounds } = judged(question);
      const deciding = evaluation.statements.flatMap((list, document) =>
        list.filter((_, number) => grounds.decides[document]?.[number] === true),
      );
      expect(deciding.every(({ effect }) => effect === "Deny")).to.equal(true);
      expect(deciding.length + grounds.lacking.length, JSON.stringify(question)).to.be.above(0);
    }
  });

  it("lacks just what lets a request in", () => {
    for (const question of about("denied")) {
      const { grounds } = judged(question);
      const { arn, type } = question.request.principal;
      // What a key policy gives to a user by name no boundary limits.
      if (type === "user" && grounds.lacking.some(({ side }) => side === "resource")) continue;
      const given = (lacking: typeof grounds.lacking): string => {
        const added = lacking.map(({ side, level }): PolicyInForce => ({
          role: side,
          ...(level === undefined ? {} : { level }),
          statements: [side === "resource" ? { ...EVERYTHING, Principal: { AWS: arn } } : EVERYTHING],
          reading: { variables: true, withoutResource: "everything" },
        }));
        const allows = question.policies.map((policy) => ({
          ...policy,
          statements: policy.statements.filter(({ Effect }) => Effect === "Allow"),
        }));
        return judged({ ...question, policies: [...allows, ...added] }).evaluation.verdict;
      };
      expect(given(grounds.lacking), JSON.stringify(question)).not.to.equal("denied");
      for (const left of grounds.lacking)
        expect(given(grounds.lacking.filter((each) => each !== left)), JSON.stringify(question)).to.equal("denied");
    }
  });
});
