import { expect } from "chai";
import type { Timeline } from "../../../../cli/audit/answer";
import { TimelineCounter } from "../../../../cli/audit/engine/timeline-counter";

const NOTHING = { from: "", to: "" };

function counted(rows: readonly (readonly [name: string, time: string])[], known?: readonly string[]): Timeline {
  const counter = new TimelineCounter(known);
  for (const [name, time] of rows) counter.add(name, time);
  return counter.timeline(NOTHING);
}

describe("the timeline", () => {
  for (const [name, times, expected] of [
    ["one moment", ["2026-11-24T11:46:32Z"], ["2026-11-24T11:00:00Z", "2026-11-24T12:00:00Z", 3600, "1"]],
    [
      "hours",
      ["2026-11-24T11:59:59Z", "2026-11-24T12:00:00Z", "2026-11-24T14:30:00Z"],
      ["2026-11-24T11:00:00Z", "2026-11-24T15:00:00Z", 3600, "1,1,0,1"],
    ],
    [
      "days, over the end of a month",
      ["2026-10-30T00:30:00Z", "2026-10-30T23:59:59Z", "2026-11-01T12:00:00Z", "2026-11-06T01:00:00Z"],
      ["2026-10-30T00:00:00Z", "2026-11-07T00:00:00Z", 86400, "2,0,1,0,0,0,0,1"],
    ],
    [
      "weeks from Monday",
      ["2025-10-01T00:00:00Z", "2025-10-05T23:59:59Z", "2025-10-06T00:00:00Z", "2026-11-24T00:00:00Z"],
      ["2025-09-29T00:00:00Z", "2026-11-30T00:00:00Z", 604800, `2,1,${"0,".repeat(58)}1`],
    ],
  ] as const) {
    it(`has spans that fit: ${name}`, () => {
      const { from, to, step, lines } = counted(times.map((time) => ["a", time]));
      expect([from, to, step, lines.map(({ counts }) => counts.join(",")).join(";")]).to.deep.equal(expected);
    });
  }

  it("shows the lines with the most rows, and the others together", () => {
    const rows = Array.from({ length: 10 }, (_, line) =>
      Array.from({ length: line + 1 }, () => [`line-${line}`, "2026-11-24T11:46:32Z"] as const),
    ).flat();
    const { lines } = counted(rows);
    const expected = [9, 8, 7, 6, 5, 4, 3, 2].map((line) => ({ name: `line-${line}`, counts: [line + 1] }));
    expect(lines).to.deep.equal([...expected, { name: "others", counts: [3] }]);
  });

  it("counts again when there are too many lines to keep", () => {
    const time = (minute: number) => new Date(Date.UTC(2026, 10, 24) + minute * 60_000).toISOString();
    const rows = Array.from({ length: 2000 }, (_, index) => [
      [`line-${index}`, time(index)] as const,
      [`often-${index % 3}`, time(index)] as const,
    ]).flat();
    const first = new TimelineCounter();
    for (const [name, when] of rows) first.add(name, when);
    expect(first.hasToBeRepeated).to.equal(true);
    const shown = first.mostFrequent();
    expect(shown.slice(0, 4)).to.deep.equal(["often-0", "often-1", "often-2", "line-0"]);
    const { lines } = counted(rows, shown);
    expect(lines.map(({ name }) => name)).to.deep.equal([...shown, "others"]);
    expect(lines[0]?.counts.slice(0, 2)).to.deep.equal([20, 20]);
    expect(lines.at(-1)?.counts.reduce((sum, count) => sum + count)).to.equal(2000 - 5);
    expect(lines.flatMap(({ counts }) => counts).reduce((sum, count) => sum + count)).to.equal(4000);
  });
});
