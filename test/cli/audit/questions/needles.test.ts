import { expect } from "chai";
import fc from "fast-check";
import type { CloudTrailEvent } from "../../../../cli/audit/cloudtrail-event";
import type { Question } from "../../../../cli/audit/question";
import { makeQuestion } from "../../../../cli/audit/questions/make-question";
import { EVENTS } from "../fixtures/events";
import { ASKINGS } from "./askings";
import { anyAsked, randomEvents } from "./random-events";

describe("the texts that logs are searched for", () => {
  it("are in every event that matters", () => {
    for (const asked of ASKINGS) {
      const question = makeQuestion(asked);
      expect(
        EVENTS.filter((event) => isMissed(question, event)),
        JSON.stringify(asked),
      ).to.deep.equal([]);
    }
  });

  it("are in every random event that matters, and leave out most of the others", () => {
    const counts = { found: 0, seen: 0, matter: 0 };
    fc.assert(
      fc.property(anyAsked, randomEvents, (asked, events) => {
        const question = makeQuestion(asked);
        for (const event of events) {
          counts.seen++;
          if (isFound(question, event)) counts.found++;
          if (question.extract(event).length > 0) counts.matter++;
          if (isMissed(question, event)) throw new Error(`missed: ${JSON.stringify(event)}`);
        }
      }),
      { numRuns: 200 },
    );
    expect(counts.matter).to.be.greaterThan(counts.seen / 50);
    expect(counts.found).to.be.lessThan(counts.seen / 2);
  });

  it("say what each question looks for", () => {
    const needles = (asked: Parameters<typeof makeQuestion>[0]) => makeQuestion(asked).needles;
    expect(needles({ id: "pulls", repository: "team/orders" })).to.deep.equal([
      ['"BatchGetImage"', '"ecr.amazonaws.com"', "orders"],
      ['"GetDownloadUrlForLayer"', '"ecr.amazonaws.com"', "orders"],
      ['"PutImage"', '"ecr.amazonaws.com"', "orders"],
    ]);
    expect(needles({ id: "denied" })).to.deep.equal([
      ['"ecr.amazonaws.com"', '"errorCode"'],
      ['"kms.amazonaws.com"', '"errorCode"', '"aws:ecr:arn"'],
      ['"kms.amazonaws.com"', '"errorCode"', "ecr."],
    ]);
  });
});

function isFound({ needles }: Question, event: CloudTrailEvent): boolean {
  const text = JSON.stringify(event);
  return needles.some((list) => list.every((needle) => text.includes(needle)));
}

function isMissed(question: Question, event: CloudTrailEvent): boolean {
  return question.extract(event).length > 0 && !isFound(question, event);
}
