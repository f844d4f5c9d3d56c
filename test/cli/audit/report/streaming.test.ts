import { expect } from "chai";
import type { Answer } from "../../../../cli/audit/answer";
import type { Row } from "../../../../cli/audit/question";
import type { AnswerFormat, JsonAnswer, RenderOptions } from "../../../../cli/audit/report/render-answer";
import { renderAnswer } from "../../../../cli/audit/report/render-answer";
import { answerOf, SAMPLE } from "./sample-answer";

/** A table takes longer than this test is worth: what is bounded is so at any number of rows. */
const ROWS = { csv: 100_000, json: 100_000, table: 20_000, html: 100_000 };
/** What one portion is put together from, and one row more. */
const MOST_WAITING = 1000;

/** An answer of many rows, and how many of them the last pass has taken so far. */
function longAnswer(template: Row, count: number): { readonly answer: Answer; readonly taken: () => number } {
  let taken = 0;
  async function* rows(): AsyncGenerator<Row> {
    taken = 0;
    for (let index = 0; index < count; index++) {
      taken++;
      yield await Promise.resolve({ ...template, user_agent: `row-${100_000 + index}-` });
    }
  }
  return { answer: { ...answerOf([template]), rowCount: count, rows }, taken: () => taken };
}

async function firstRow(): Promise<Row> {
  for await (const row of SAMPLE.rows()) return row;
  throw new Error("no row");
}

describe("an answer of a hundred thousand rows", () => {
  const cases: readonly (readonly [AnswerFormat, RenderOptions])[] = [
    ["csv", {}],
    ["json", {}],
    ["table", { events: true }],
  ];
  for (const [format, options] of cases)
    it(`goes out as ${format} while it is read`, async () => {
      const { answer, taken } = longAnswer(await firstRow(), ROWS[format]);
      let [written, largest, waiting, portions] = [0, 0, 0, 0];
      const found: string[] = [];
      for await (const portion of renderAnswer(format, answer, { columns: 200, colors: false }, options)) {
        portions++;
        written += portion.match(/row-\d+-/g)?.length ?? 0;
        largest = Math.max(largest, portion.length);
        waiting = Math.max(waiting, taken() - written);
        if (format === "json") found.push(portion);
      }
      expect(written).to.equal(ROWS[format]);
      expect(portions).to.be.above(ROWS[format] / 1000);
      expect(largest).to.be.below(100_000);
      expect(waiting).to.be.below(MOST_WAITING);
      if (format === "json") expect((JSON.parse(found.join("")) as JsonAnswer).rows.length).to.equal(ROWS[format]);
    });

  it("is read no further than is shown", async () => {
    for (const [format, options, most] of [
      ["csv", { limit: 10 }, 10],
      ["json", { limit: 10 }, 10],
      ["table", { events: true, limit: 10 }, 10],
      ["html", {}, 5000],
      ["html", { limit: 10 }, 10],
      ["table", {}, 0],
    ] as const) {
      const { answer, taken } = longAnswer(await firstRow(), ROWS[format]);
      let text = "";
      for await (const portion of renderAnswer(format, answer, { columns: 200, colors: false }, options))
        text += portion;
      expect(taken(), format).to.equal(most);
      expect(text.match(/row-\d+-/g)?.length ?? 0, format).to.equal(most);
      if (format === "html") expect(text).to.match(/9\d,\d{3} more rows would make the page too large/);
    }
  });
});
