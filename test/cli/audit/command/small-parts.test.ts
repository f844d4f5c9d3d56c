import { expect } from "chai";
import { openLookup } from "../../../../cli/audit/open-lookup";
import { progressText } from "../../../../cli/commands/audit/run-audit";
import { readMoment } from "../../../../cli/audit/read-question";
import { terminalOf } from "../../../../cli/commands/audit/run-audit";
import { InputError } from "../../../../cli/toolkit/input-error";

describe("small parts of ecr-kms audit", () => {
  it("reads moments", () => {
    const now = Date.parse("2026-11-24T12:00:00.700Z");
    const cases: readonly [string, string | undefined][] = [
      ["2026-10-01", "2026-10-01T00:00:00Z"],
      ["2026-10-01T08:30", "2026-10-01T08:30:00Z"],
      ["2026-10-01T08:30:00+02:00", "2026-10-01T06:30:00Z"],
      ["12h", "2026-11-24T00:00:00Z"],
      ["30d", "2026-10-25T12:00:00Z"],
      ["4w", "2026-10-27T12:00:00Z"],
      ["0d", "2026-11-24T12:00:00Z"],
      ["30 d", undefined],
      ["30m", undefined],
      ["-1d", undefined],
      ["999999d", undefined],
      ["99999w", undefined],
      ["0001-01-01", undefined],
      ["9999-12-31", undefined],
      ["9998-12-31T23:59:59.5Z", undefined],
      ["9998-12-31T23:59:59", "9998-12-31T23:59:59Z"],
      ["2026-02-30", undefined],
      ["", undefined],
    ];
    for (const [text, wanted] of cases) {
      const read = readMoment(text, now);
      expect("value" in read ? read.value : undefined, text).to.equal(wanted);
      if (wanted === undefined) expect(read).to.have.property("hint").that.includes("12h, 30d, 4w");
    }
  });

  it("tells how far reading is", () => {
    const logs = { what: "Reading logs", unit: "bytes" } as const;
    const cases: readonly [Parameters<typeof progressText>[0], string][] = [
      [{ ...logs, done: 1_500_000, total: 3_000_000 }, "Reading logs: 1.5 MB of 3.0 MB (50 %)"],
      [{ ...logs, done: 0, total: 0 }, "Reading logs: 0 bytes of 0 bytes (0 %)"],
      [{ ...logs, done: 12_345_678_901 }, "Reading logs: 12.3 GB"],
      [{ what: "Asking", done: 1, unit: "pages" }, "Asking: 1 page"],
      [{ what: "Asking", done: 1200, unit: "pages" }, "Asking: 1,200 pages"],
      [{ what: "Counting", done: 1000, total: 4000, unit: "events" }, "Counting: 1,000 of 4,000 (25 %) events"],
    ];
    for (const [progress, wanted] of cases) expect(progressText(progress)).to.equal(wanted);
  });

  it("knows what a table is shown on", () => {
    const screen = { isTTY: true, columns: 90 } as NodeJS.WriteStream;
    const pipe = { isTTY: false } as NodeJS.WriteStream;
    const cases: readonly [Parameters<typeof terminalOf>, object][] = [
      [[{}, screen, { LANG: "en_US.UTF-8" }], { columns: 90, colors: true, ascii: false }],
      [[{}, screen, { LANG: "en_US.UTF-8", LC_ALL: "C" }], { columns: 90, colors: true, ascii: true }],
      [[{}, screen, { LC_ALL: "C.utf8", NO_COLOR: "1" }], { columns: 90, colors: false, ascii: false }],
      [[{}, screen, { LANG: "en_US.UTF-8", FORCE_COLOR: "0" }], { columns: 90, colors: false, ascii: false }],
      [[{}, pipe, {}], { columns: 120, colors: false }],
      [[{}, pipe, { FORCE_COLOR: "1" }], { columns: 120, colors: true }],
      [[{}, pipe, { FORCE_COLOR: "1", NO_COLOR: "1" }], { columns: 120, colors: false }],
      [[{ output: "file" }, screen, { FORCE_COLOR: "1" }], { columns: 120, colors: false }],
      [[{ output: "file", color: true }, screen, {}], { columns: 120, colors: true }],
    ];
    for (const [given, wanted] of cases) expect(terminalOf(...given)).to.deep.equal(wanted);
  });

  it("looks up no Region that is none, before it looks for credentials", async () => {
    const refusal = (regions: readonly string[]) => openLookup({ regions }).catch((error: unknown) => error);
    for (const [regions, wanted] of [
      [[], "names no Region"],
      [["us-east-1", "Ireland"], "is not a Region"],
    ] as const) {
      const error = await refusal(regions);
      expect(error).to.be.instanceOf(InputError);
      expect((error as InputError).problems.map(({ message }) => message)).to.deep.equal([wanted]);
    }
  });
});
