import { expect } from "chai";
import { moment, periodAsked } from "../../../../cli/audit/report/answer-words";
import { byteWords } from "../../../../cli/toolkit/amounts";
import { mergedTimeline, startOfSpan, stepInWords } from "../../../../cli/audit/report/merged-timeline";
import { ShortNames } from "../../../../cli/audit/report/short-names";
import { digest, PULLS } from "./sample-answer";

function shortened(column: string, values: readonly string[]): readonly string[] {
  const names = new ShortNames(PULLS);
  for (const value of values) names.see(column, value);
  return values.map((value) => names.of(column, value));
}

describe("names in an answer", () => {
  it("leaves out of ARNs what all have in common, and no more than that", () => {
    const cases: readonly (readonly [readonly string[], readonly string[]])[] = [
      [["arn:aws:iam::1:role/ci"], ["role/ci"]],
      [
        ["arn:aws:iam::1:role/ci", "arn:aws:iam::2:role/ci", "arn:aws:iam::2:user/anna"],
        ["1:role/ci", "2:role/ci", "user/anna"],
      ],
      [
        ["arn:aws:iam::1:role/ci", "arn:aws-cn:iam::1:role/ci"],
        ["arn:aws:iam::1:role/ci", "arn:aws-cn:iam::1:role/ci"],
      ],
      [
        ["arn:aws:iam::1:role/ci", "role/ci"],
        ["1:role/ci", "role/ci"],
      ],
      [
        ["ecr.amazonaws.com", "arn:", ""],
        ["ecr.amazonaws.com", "arn:", "–"],
      ],
    ];
    for (const [values, names] of cases) expect(shortened("principal", values)).to.deep.equal(names);
  });

  it("shortens digests while they stay distinct", () => {
    const cases: readonly (readonly [readonly string[], readonly string[]])[] = [
      [[digest("ab")], ["ab0123456789…"]],
      [
        [digest("ab"), digest("cd")],
        ["ab0123456789…", "cd0123456789…"],
      ],
      [
        [digest("0123456789ab0"), digest("0123456789ab1")],
        ["0123456789ab0012…", "0123456789ab1012…"],
      ],
      [
        [digest("a".repeat(62)), digest("a".repeat(63))],
        [digest("a".repeat(62)), digest("a".repeat(63))],
      ],
      [
        ["sha256:short", "1.4.2"],
        ["sha256:short", "1.4.2"],
      ],
    ];
    for (const [values, names] of cases) expect(shortened("digest", values)).to.deep.equal(names);
  });

  it("shortens nothing that it did not see, and nothing where there is too much to compare", () => {
    expect(new ShortNames(PULLS).of("principal", "arn:aws:iam::1:role/ci")).to.equal("arn:aws:iam::1:role/ci");
    const many = Array.from({ length: 20_001 }, (_, index) => `arn:aws:iam::1:role/${index}`);
    expect(shortened("principal", many)[0]).to.equal("arn:aws:iam::1:role/0");
    expect(shortened("principal", many.slice(1))[0]).to.equal("role/1");
  });

  it("shows other values as they are", () => {
    const names = new ShortNames(PULLS);
    expect([
      names.of("time", "2026-10-01T08:30:00Z"),
      names.of("account", "111111111111"),
      names.of("account", null),
      names.of("account", undefined),
      names.of("count", 1204),
    ]).to.deep.equal(["2026-10-01 08:30:00", "111111111111", "–", "–", "1,204"]);
  });
});

describe("words of an answer", () => {
  it("says sizes, times and periods", () => {
    expect([0, 999, 1000, 48_210_004, 123_456_789, 5e15].map(byteWords)).to.deep.equal([
      "0 bytes",
      "999 bytes",
      "1.0 KB",
      "48.2 MB",
      "123 MB",
      "5000 TB",
    ]);
    expect(["2026-10-01T08:30:00.123Z", "2026-10-01T08:30Z", "yesterday"].map(moment)).to.deep.equal([
      "2026-10-01 08:30:00",
      "2026-10-01 08:30",
      "yesterday",
    ]);
    const [since, until] = ["2026-10-01T00:00:00Z", "2026-10-02T12:30:00Z"];
    const periods = [{}, { since }, { until }, { since, until }];
    expect(periods.map((asked) => periodAsked({ ...PULLS, asked: { id: "pulls", ...asked } }))).to.deep.equal([
      "at any time that the source knows",
      "from 2026-10-01 (UTC)",
      "from the start of the source to 2026-10-02 12:30:00 (UTC, the end excluded)",
      "from 2026-10-01 to 2026-10-02 12:30:00 (UTC, the end excluded)",
    ]);
  });
});

describe("timeline of an answer", () => {
  const timeline = {
    from: "2026-10-01T00:00:00Z",
    to: "2026-10-01T07:00:00Z",
    step: 3600,
    lines: [{ name: "a", counts: [1, 2, 3, 4, 5, 6, 7] }],
  };

  it("adds neighbours up where there is no room for all, and loses none", () => {
    const counts = [100, 7, 4, 3, 1].map((most) => mergedTimeline(timeline, most).lines[0]?.counts);
    expect(counts).to.deep.equal([[1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5, 6, 7], [3, 7, 11, 7], [6, 15, 7], [28]]);
  });

  it("says how long spans are, and when they start", () => {
    const steps = [3600, 7200, 86_400, 3 * 86_400, 604_800, 90, 1];
    expect(steps.map((step) => stepInWords({ ...timeline, step }))).to.deep.equal([
      "1 hour",
      "2 hours",
      "1 day",
      "3 days",
      "1 week",
      "90 seconds",
      "1 second",
    ]);
    const starts = [
      startOfSpan(timeline, 0),
      startOfSpan(timeline, 3),
      startOfSpan({ ...timeline, step: 86_400 }, 2),
      startOfSpan({ ...timeline, step: 86_400, from: "2026-10-01T06:00:00Z" }, 2),
      startOfSpan({ ...timeline, from: "?" }, 2),
    ];
    expect(starts).to.deep.equal(["2026-10-01 00:00", "2026-10-01 03:00", "2026-10-03", "2026-10-03 06:00", "?"]);
  });
});
