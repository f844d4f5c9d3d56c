import { expect } from "chai";
import type { Answer } from "../../../../cli/audit/answer";
import type { JsonAnswer } from "../../../../cli/audit/report/render-answer";
import { renderAnswer } from "../../../../cli/audit/report/render-answer";
import { expectFile } from "../../report/expected-file";
import { HOSTILE } from "./hostile-answer";
import { NOTHING, SAMPLE, textOf, WITH_GAPS } from "./sample-answer";

const EXPECTED = "../../audit/report/expected";

function json(answer: Answer, limit?: number): Promise<string> {
  return textOf(renderAnswer("json", answer, { columns: 80, colors: false }, limit === undefined ? {} : { limit }));
}

describe("JSON of an answer", () => {
  it("is the whole answer", async () => {
    const text = await json(WITH_GAPS);
    expectFile(`${EXPECTED}/answer-json.txt`, text);
    const { question, source, groups, timeline, rowCount } = WITH_GAPS;
    const { title, asked, groupBy, timelineBy, cannotTell, columns } = question;
    const rows = [];
    for await (const row of WITH_GAPS.rows()) rows.push(row);
    const expected: JsonAnswer = {
      formatVersion: 1,
      question: { title, asked, groupBy, timelineBy, cannotTell },
      source,
      rowCount,
      columns,
      groups,
      timeline,
      rows,
    };
    expect(JSON.parse(text)).to.deep.equal(expected);
  });

  it("is valid without rows, and with fewer than there are", async () => {
    const nothing = JSON.parse(await json(NOTHING)) as JsonAnswer;
    expect([nothing.rows, nothing.groups, nothing.timeline.lines, nothing.rowCount]).to.deep.equal([[], [], [], 0]);
    const some = JSON.parse(await json(SAMPLE, 3)) as JsonAnswer;
    expect([some.rows.length, some.rowCount]).to.deep.equal([3, 56]);
    expect((JSON.parse(await json(SAMPLE, 0)) as JsonAnswer).rows).to.deep.equal([]);
  });

  it("has every column in every row, and no other", async () => {
    const [row] = [{ time: "2026-10-01T00:00:00Z", other: 1 }];
    const answer = { ...NOTHING, rows: () => streamOf([row]) };
    expect((JSON.parse(await json(answer)) as JsonAnswer).rows).to.deep.equal([
      {
        time: "2026-10-01T00:00:00Z",
        principal: null,
        account: null,
        repository: null,
        digest: null,
        source_address: null,
        user_agent: null,
      },
    ]);
  });

  it("keeps every letter of a log, what acts on terminals as escapes", async () => {
    const text = await json(HOSTILE);
    // eslint-disable-next-line no-control-regex
    expect(text).to.not.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    const rows = [];
    for await (const row of HOSTILE.rows()) rows.push(row);
    expect((JSON.parse(text) as JsonAnswer).rows).to.deep.equal(rows);
  });
});

async function* streamOf<T>(values: readonly T[]): AsyncGenerator<T> {
  for (const value of values) yield await Promise.resolve(value);
}
