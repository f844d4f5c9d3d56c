import { expect } from "chai";
import * as fc from "fast-check";
import type { Value } from "../../../../cli/audit/question";
import { renderAnswer } from "../../../../cli/audit/report/render-answer";
import { harmless } from "../../../../cli/toolkit/text-layout";
import { expectFile } from "../../report/expected-file";
import { HOSTILE } from "./hostile-answer";
import { answerOf, NOTHING, PULLS, SAMPLE, textOf } from "./sample-answer";

const TERMINAL = { columns: 80, colors: false };
const TWO = {
  ...PULLS,
  columns: ["a", "b"].map((name) => ({ name, title: name, type: "text" as const })),
  groupBy: [],
};

/** The lines of two cells of a CSV. */
async function csvOf(rows: readonly (readonly [Value, Value])[]): Promise<string> {
  const answer = answerOf(
    rows.map(([a, b]) => ({ a, b })),
    TWO,
  );
  return textOf(renderAnswer("csv", answer, TERMINAL));
}

/** Reads CSV as RFC 4180 says. */
function parsed(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = "", end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

describe("CSV of an answer", () => {
  it("is the rows in order of time", async () => {
    const text = await textOf(renderAnswer("csv", SAMPLE, TERMINAL));
    expectFile("../../audit/report/expected/answer-csv.txt", text);
  });

  it("is the header alone without rows, and has no more rows than asked for", async () => {
    const header = "time,principal,account,repository,digest,source_address,user_agent\r\n";
    expect(await textOf(renderAnswer("csv", NOTHING, TERMINAL))).to.equal(header);
    expect(parsed(await textOf(renderAnswer("csv", SAMPLE, TERMINAL, { limit: 5 }))).length).to.equal(6);
  });

  const cells: readonly (readonly [Value, string])[] = [
    ["plain", "plain"],
    [null, ""],
    [12, "12"],
    [-12, "-12"],
    ["a,b", '"a,b"'],
    ['say "no"', '"say ""no"""'],
    ["a;b", '"a;b"'],
    [" a", '" a"'],
    ["two\r\nlines", "two lines"],
    ["a\u001b[31mb", "a\ufffd[31mb"],
    ["=1+1", "'=1+1"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    [" =1", "' =1"],
    ["\t=1", "' =1"],
    ["\r=1", "'\ufffd=1"],
    ["\n=1", "' =1"],
    ["＝1+1", "'＝1+1"],
    ['=HYPERLINK("https://example.com")', `"'=HYPERLINK(""https://example.com"")"`],
    ["日本語 ü", "日本語 ü"],
  ];
  for (const [value, expected] of cells)
    it(`writes ${JSON.stringify(value)} as ${JSON.stringify(expected)}`, async () => {
      expect(await csvOf([[value, "x"]])).to.equal(`a,b\r\n${expected},x\r\n`);
    });

  it("is read as what was written, whatever that is", async () => {
    const pairs = fc.array(fc.tuple(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" })), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(pairs, async (rows) => {
        const shown = rows.map((row) =>
          row.map((text) => harmless(/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text)),
        );
        expect(parsed(await csvOf(rows))).to.deep.equal([["a", "b"], ...shown]);
      }),
      { numRuns: 30 },
    );
  });

  it("lets nothing of a log calculate or act on a terminal", async () => {
    const text = await textOf(renderAnswer("csv", HOSTILE, TERMINAL));
    // eslint-disable-next-line no-control-regex
    expect(text.replaceAll("\r\n", "")).to.not.match(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    expect(
      parsed(text)
        .flat()
        .filter((cell) => /^\s*[=+\-@]/.test(cell)),
    ).to.deep.equal([]);
  });
});
