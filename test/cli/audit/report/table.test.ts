import { expect } from "chai";
import type { Answer } from "../../../../cli/audit/answer";
import type { AuditTerminal, RenderOptions } from "../../../../cli/audit/report/render-answer";
import { renderAnswer } from "../../../../cli/audit/report/render-answer";
import { textWidth } from "../../../../cli/toolkit/text-layout";
import { expectFile } from "../../report/expected-file";
import { HOSTILE } from "./hostile-answer";
import { answerOf, digest, NOTHING, PULLS, SAMPLE, textOf, WITH_GAPS } from "./sample-answer";

const PLAIN = { columns: 120, colors: false };

/** Where reviewed reports of this room lie, seen from those of `ecr-kms check`. */
const EXPECTED = "../../audit/report/expected";

function table(answer: Answer, terminal: Partial<AuditTerminal> = {}, options: RenderOptions = {}): Promise<string> {
  return textOf(renderAnswer("table", answer, { ...PLAIN, ...terminal }, options));
}

/** Rows of which each has another principal. */
function manyPrincipals(count: number): Answer {
  return answerOf(
    Array.from({ length: count }, (_, index) => ({
      ...ONE_ROW,
      principal: `arn:aws:iam::222222222222:role/${index}`,
    })),
  );
}

const ONE_ROW = {
  time: "2026-10-03T08:00:00Z",
  principal: "arn:aws:iam::222222222222:user/anna",
  account: "222222222222",
  repository: "orders",
  digest: digest("4bf92f3577b3"),
  source_address: "203.0.113.7",
  user_agent: "docker/27.3.1",
};

/** Groups that have most in common, as real questions have. */
const IN_COMMON = answerOf(
  ["1.4.2", "1.4.3"].flatMap((tag) => [
    { ...ONE_ROW, tag, missing: null },
    { ...ONE_ROW, tag, missing: null, principal: "arn:aws:iam::222222222222:role/ci" },
  ]),
  {
    ...PULLS,
    columns: [...PULLS.columns, ...["tag", "missing"].map((name) => ({ name, title: name, type: "text" as const }))],
    groupBy: ["principal", "account", "repository", "digest", "source_address", "user_agent", "tag", "missing"],
  },
);

describe("table of an answer", () => {
  const cases: readonly (readonly [string, Answer, Partial<AuditTerminal>, RenderOptions])[] = [
    ["groups-80", WITH_GAPS, { columns: 80 }, {}],
    ["groups-200", WITH_GAPS, { columns: 200 }, {}],
    ["groups-40", SAMPLE, { columns: 40 }, { limit: 1 }],
    ["groups-ascii", SAMPLE, { columns: 100, ascii: true }, {}],
    ["events-80", SAMPLE, { columns: 80 }, { events: true, limit: 2 }],
    ["events-200", SAMPLE, { columns: 200 }, { events: true }],
    ["in-common", IN_COMMON, { columns: 100 }, {}],
    ["nothing", NOTHING, {}, {}],
    ["one-row", answerOf([ONE_ROW]), {}, { events: true }],
  ];
  for (const [name, answer, terminal, options] of cases)
    it(`shows ${name.replaceAll("-", " ")}`, async () => {
      expectFile(`${EXPECTED}/table-${name}.txt`, await table(answer, terminal, options));
    });

  it("is never wider than the terminal", async () => {
    for (const columns of [40, 57, 80, 99, 123, 160, 200])
      for (const answer of [WITH_GAPS, NOTHING, HOSTILE])
        for (const events of [false, true]) {
          const lines = (await table(answer, { columns }, { events })).split("\n");
          expect(Math.max(...lines.map(textWidth)), `${columns} columns`).to.be.at.most(columns);
        }
  });

  it("lets nothing of a log act on the terminal", async () => {
    for (const events of [false, true]) {
      const text = await table(HOSTILE, {}, { events });
      // eslint-disable-next-line no-control-regex
      expect(text).to.not.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    }
  });

  it("has colours where they are wanted, and the same words", async () => {
    const plain = await table(WITH_GAPS);
    const colored = await table(WITH_GAPS, { colors: true });
    expect(colored).to.include("\u001b[31m");
    // eslint-disable-next-line no-control-regex
    expect(colored.replaceAll(/\u001b\[\d+m/g, "")).to.equal(plain);
  });

  it("keeps to signs of ASCII where the terminal has no others", async () => {
    for (const events of [false, true]) {
      const text = await table(SAMPLE, { ascii: true, columns: 90 }, { events });
      expect(text).to.match(/^[\n -~]*$/);
    }
  });

  it("shows fifty groups, or as many as asked for, and counts the others", async () => {
    expect(await table(manyPrincipals(60))).to.include("10 more groups (10 pull events): --limit shows more");
    const some = await table(manyPrincipals(60), {}, { limit: 58 });
    expect(some).to.include("role/57 ").and.to.include("2 more groups (2 pull events)");
    expect(await table(manyPrincipals(60), {}, { limit: 60 })).to.not.include("more group");
  });

  it("tells of the first files that were left out, and how many more there are", async () => {
    const skipped = Array.from({ length: 13 }, (_, index) => ({
      path: `${index}.gz`,
      message: "cut",
      hint: "copy it",
    }));
    const text = await table({ ...SAMPLE, source: { ...SAMPLE.source, skipped } });
    expect(text).to.include("! 13 files could not be read and were left out: this answer misses what is in them.");
    expect(text).to.include("9.gz: cut").and.to.not.include("10.gz");
    expect(text).to.include("and 3 more: see --format json");
  });

  it("names other questions by what they ask for", async () => {
    const question = { ...PULLS, asked: { id: "denied" as const }, groupBy: ["repository"] };
    const text = await table(answerOf([ONE_ROW], question));
    expect(text).to.include("Denied calls by repository");
    expect(text).to.include("Asked for: at any time that the source knows");
    expect(text).to.match(/1 denied call\.\n$/);
  });
});
