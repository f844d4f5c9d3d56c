import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { QUESTIONS } from "../../../../cli/audit/question";
import type { Row } from "../../../../cli/audit/question";
import { makeQuestion } from "../../../../cli/audit/questions/make-question";
import { EVENTS } from "../fixtures/events";
import { ASKINGS } from "./askings";
import { localRows } from "./local-rows";

// Each file was read beside the events. UPDATE_EXPECTED=1 writes them anew.
const FOLDER = join(__dirname, "../fixtures/expected");

describe("the rows of a question", () => {
  for (const id of QUESTIONS) {
    it(`are as they were reviewed: ${id}`, () => {
      const text = `${localRows({ id }, EVENTS).map(lineOf).join("\n")}\n`;
      expect(text).to.equal(expectedText(`${id}.txt`, text));
    });
  }

  it("are narrowed as they were reviewed", () => {
    const text = ASKINGS.map((asked) => {
      const { title } = makeQuestion(asked);
      return `${title}\n${localRows(asked, EVENTS)
        .map((row) => `  ${shortLineOf(row)}`)
        .join("\n")}\n`;
    }).join("\n");
    expect(text).to.equal(expectedText("narrowed.txt", text));
  });

  it("have nothing but their columns, and each column is filled by some event", () => {
    for (const id of QUESTIONS) {
      const { columns, groupBy, timelineBy } = makeQuestion({ id });
      const names = columns.map(({ name }) => name);
      const rows = localRows({ id }, EVENTS);
      expect(
        [...groupBy, timelineBy].filter((name) => !names.includes(name)),
        id,
      ).to.deep.equal([]);
      for (const row of rows) expect(Object.keys(row), id).to.deep.equal(names);
      expect(
        names.filter((name) => rows.every((row) => row[name] === null)),
        id,
      ).to.deep.equal([]);
    }
  });

  it("come from each event once, in whatever order the logs are", () => {
    for (const id of QUESTIONS) {
      expect(localRows({ id }, [...EVENTS].reverse()), id).to.deep.equal(localRows({ id }, EVENTS));
    }
  });
});

function lineOf(row: Row): string {
  return Object.entries(row)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${short(value)}`)
    .join(" ");
}

/** Which event, and what tells its rows apart. */
function shortLineOf({ event, tag, digest, layer, detail }: Row): string {
  return [String(event).slice(-3), tag, digest, layer, detail].map((value) => short(value ?? null)).join(" ");
}

function short(value: Row[string]): string {
  const text = value === null ? "-" : String(value).replace("00000000-0000-4000-8000-000000000", "");
  return (/\s/.test(text) ? JSON.stringify(text) : text).replace(/(sha256:[0-9a-f]{4})[0-9a-f]{60}/g, "$1");
}

function expectedText(name: string, found: string): string {
  const file = join(FOLDER, name);
  if (process.env["UPDATE_EXPECTED"] === "1") writeFileSync(file, found);
  return readFileSync(file, "utf8");
}
