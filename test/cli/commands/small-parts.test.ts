import { Command, InvalidArgumentError } from "commander";
import { PassThrough } from "node:stream";
import { expect } from "chai";
import { checkExitCode } from "../../../cli/commands/exit-code";
import { progressOn, shareOf } from "../../../cli/commands/progress";
import { readAccountOption } from "../../../cli/commands/check/read-account-option";
import { readOptions } from "../../../cli/config/read-options";
import { describeError } from "../../../cli/commands/describe-error";
import { InputError } from "../../../cli/toolkit/input-error";
import type { Difference } from "../../../cli/expectation/expectation";
import type { RuleFinding, Severity } from "../../../cli/rules/finding";
import { refusalOf } from "../../support/thrown";

const found = (severity: Severity, suppressed?: string): RuleFinding =>
  ({ severity, ...(suppressed === undefined ? {} : { suppressed }) }) as RuleFinding;

describe("the exit code", () => {
  for (const [name, report, failOn, code] of [
    ["nothing found", { findings: [] }, undefined, 0],
    ["findings without --fail-on", { findings: [found("critical")] }, undefined, 0],
    ["a finding as severe as --fail-on", { findings: [found("high")] }, "high", 1],
    ["a finding more severe than --fail-on", { findings: [found("critical")] }, "high", 1],
    ["a finding less severe than --fail-on", { findings: [found("medium")] }, "high", 0],
    ["a finding that is switched off", { findings: [found("critical", "known")] }, "low", 0],
    ["no differences", { findings: [], differences: [] }, undefined, 0],
    ["a difference", { findings: [], differences: [{} as Difference] }, undefined, 1],
  ] as const) {
    it(`is ${code} for ${name}`, () => {
      expect(checkExitCode(report, failOn)).to.equal(code);
    });
  }
});

describe("the accounts on the command line", () => {
  it("are of all providers or of one, before those of the configuration", () => {
    const config = {
      accountId: "999999999999",
      region: "eu-west-1",
      providers: { "aws.hub": "1".repeat(12), "aws.b": "2".repeat(12) },
    };
    expect(
      readOptions(
        { ...readAccountOption(["123456789012", "aws.hub=333333333333"]), region: "us-east-1" },
        config as never,
      ),
    ).to.deep.equal({
      accountId: "123456789012",
      region: "us-east-1",
      accounts: { "aws.hub": "333333333333", "aws.b": "222222222222" },
    });
    expect(readOptions(readAccountOption([]), config as never)).to.deep.equal({
      accountId: "999999999999",
      region: "eu-west-1",
      accounts: { "aws.hub": "111111111111", "aws.b": "222222222222" },
    });
  });

  it("are refused all at once when they are none", () => {
    const error = refusalOf(() => readAccountOption(["12345", "aws=x", "123456789012"]));
    expect(error.problems.map(({ message }) => message)).to.deep.equal([
      '"12345" is not an account id',
      '"aws=x" is not an account id',
    ]);
  });
});

describe("progress", () => {
  const shownOn = (isTTY: boolean, times: readonly number[]): string => {
    const stream = Object.assign(new PassThrough({ encoding: "utf8" }), { isTTY });
    let now = 0;
    const progress = progressOn(stream as never, () => now);
    for (const [index, time] of times.entries()) {
      now = time;
      progress.show(() => shareOf((index + 1) * 1000, 4000));
    }
    progress.clear();
    return (stream.read() as string | null) ?? "";
  };

  it("is shown on a terminal after a second, and taken away", () => {
    expect(shownOn(true, [500, 1500])).to.equal("\r\u001b[K2,000 of 4,000 (50 %)\r\u001b[K");
  });

  it("is not shown for short work", () => {
    expect(shownOn(true, [500, 900])).to.equal("");
  });

  it("is not shown where nobody looks", () => {
    expect(shownOn(false, [1500, 2500])).to.equal("");
  });
});

describe("describing errors", () => {
  it("names each problem of an input with its way out, and shows no stack trace", () => {
    const error = new InputError([
      { path: "a.json", message: "is empty", hint: "fill it" },
      { path: "b.json", message: "is full", hint: "empty it" },
    ]);
    expect(describeError(error, 2)).to.deep.equal({
      text: "error: a.json: is empty\n  fill it\nerror: b.json: is full\n  empty it",
      code: 2,
    });
  });

  it("cuts a list that nobody would read", () => {
    const problems = Array.from({ length: 60 }, (_, index) => ({ path: `${index}`, message: "m", hint: "h" }));
    const { text } = describeError(new InputError(problems), 2);
    expect(text.split("\n")).to.have.lengthOf(101);
    expect(text.split("\n").at(-1)).to.equal("and 10 more problems");
  });

  it("repeats nothing that the command line has said already, and says what an action of ours throws", () => {
    const refuse = (): never => {
      throw new InvalidArgumentError("write a number.");
    };
    const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
    program.option("--jobs <number>", "", refuse).argument("[what]").action(refuse);
    const told = (words: readonly string[]): string => {
      try {
        program.parse(words, { from: "user" });
        return "nothing";
      } catch (error) {
        const { text, code } = describeError(error, 2);
        expect(code).to.equal(2);
        return text;
      }
    };
    expect(told(["--jobs", "x"])).to.equal("");
    expect(told(["--unknown"])).to.equal("");
    expect(told([])).to.equal("error: write a number.");
  });

  it("admits a fault of its own, with what is needed to find it", () => {
    const { text, code } = describeError(new TypeError("x is not a function"), 2);
    expect(code).to.equal(2);
    expect(text).to.match(/^This is a fault of ecr-kms, not of yours\. .*\nTypeError: x is not a function\n {4}at /);
  });
});
