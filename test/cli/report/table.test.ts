import { expect } from "chai";
import * as fc from "fast-check";
import { stripVTControlCharacters } from "node:util";
import type { CheckReport } from "../../../cli/report/report";
import { tableReport } from "../../../cli/report/table";
import { textWidth } from "../../../cli/toolkit/text-layout";
import { expectFile } from "./expected-file";
import { hostileReport } from "./hostile-report";
import { largeReport } from "./large-report";
import { CLEAN, SAMPLE, SAMPLE_WITH_DIFFERENCES } from "./sample-report";

const LARGE = largeReport({ principals: 40, repositories: 200, teams: 8 });

/** Statements to paste and addresses of the web are never broken. */
function isUnbreakable(line: string): boolean {
  return /^ {4}( *["\]}]|\{)/.test(line) || /^ *(See )?https:\/\/\S+$/.test(line);
}

function plain(report: CheckReport, columns: number): Promise<string> {
  return tableReport(report, { columns, colors: false });
}

describe("report for the terminal", () => {
  for (const columns of [80, 120])
    it(`shows a registry with three repositories in ${columns} columns`, async () => {
      expectFile(`table-${columns}.txt`, await plain(SAMPLE_WITH_DIFFERENCES, columns));
    });

  it("judges by the two-way model", async () => {
    expectFile("table-two-way.txt", await plain({ ...SAMPLE, kmsModel: "two-way" }, 100));
  });

  it("puts what is equal together for many repositories", async () => {
    const text = await plain(largeReport({ principals: 120, repositories: 300, teams: 20 }), 100);
    expectFile("table-large.txt", text);
    expect(text.split("\n").length).to.be.below(200);
  });

  it("says in a few lines that all is well", async () => {
    expect(await plain(CLEAN, 100)).to.equal(
      [
        "✓ Access is exactly as expected.",
        "Nobody else, apart from principals of 111111111111 that no input holds.",
        "",
        "Who may do what, by what AWS documents",
        "─".repeat(100),
        "Principal                orders, payments                    batch/reports",
        "account 111111111111 hub",
        "  registry-admin         create push pull delete key-admin   create push pull delete key-admin",
        "account 222222222222 shop",
        "  ci-push                push pull                           –",
        "everybody else",
        "  principals of          push                                push",
        "  111111111111 that no",
        "  input holds",
        "",
        "A word: allowed. ✗ denied, and it looks like a mistake. ? depends on what the inputs do not say. –",
        "no access.",
        "",
        "0 differences from what is expected; 0 denials that look like mistakes; 0 unknown answers; 0",
        "findings.",
        "",
      ].join("\n"),
    );
  });

  it("says why there is no matrix", async () => {
    const withModel = (repositories: CheckReport["proof"]["repositories"]): CheckReport => ({
      ...CLEAN,
      proof: { ...CLEAN.proof, principals: [], repositories, groups: [], parties: [] },
    });
    expect(await plain(withModel([]), 80)).to.include("The inputs hold no repository.\n");
    expect(await plain(withModel(CLEAN.proof.repositories), 80)).to.include(
      "The inputs name nobody who could have access; IAM policies that they do not hold\nwere not seen.\n",
    );
  });

  it("counts findings that say the same of many things once", async () => {
    const [finding] = SAMPLE.findings;
    if (!finding) throw new Error("the sample is empty");
    const findings = Array.from({ length: 1000 }, (_, index) => ({
      ...finding,
      subject: `repository app-${index}`,
      source: { input: "plan.json", address: `aws_ecr_repository.app[${index}]` },
    }));
    const text = await plain({ ...CLEAN, findings }, 200);
    expect(text).to.include(
      "CRITICAL  repository app-0, Statement[2] Everybody, repository app-1, Statement[2] Everybody, repository app-2, Statement[2] Everybody, repository app-3, Statement[2] Everybody and 996 more\n",
    );
    expect(text).to.include("  plan.json: aws_ecr_repository.app[3]\n  and 996 more\n");
    expect(text.split("\n").length).to.be.below(50);
  });

  it("does not repeat as findings what stands above with its reasons", async () => {
    const [finding] = SAMPLE.findings;
    if (!finding) throw new Error("the sample is empty");
    const { statement: _, replacement: __, ...rest } = finding;
    const findings = ["orders", "payments"].map((name) => ({
      ...rest,
      rule: "one-sided-access",
      subject: "role batch-pull",
      message: `They may not pull from ${name}, although a document already allows some of it.`,
    }));
    expect(await plain({ ...CLEAN, findings }, 140)).to.include(
      "CRITICAL  role batch-pull\n  2 times access is missing although a document already allows some of it: see the denials that look like mistakes.\n",
    );
  });

  it("has the same text with colours, and none without", async () => {
    for (const report of [SAMPLE_WITH_DIFFERENCES, CLEAN, LARGE]) {
      const colored = await tableReport(report, { columns: 90, colors: true });
      const text = await plain(report, 90);
      expect(stripVTControlCharacters(colored)).to.equal(text);
      expect(colored).to.not.equal(text);
      expect(text).to.not.include("\u001b");
    }
  });

  it("has no line longer than the terminal is wide, but for what is pasted or followed", async () => {
    const reports = fc.constantFrom(SAMPLE_WITH_DIFFERENCES, LARGE, hostileReport());
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 40, max: 200 }), reports, async (columns, report) => {
        const lines = (await plain(report, columns)).split("\n").filter((line) => !isUnbreakable(line));
        expect(lines.filter((line) => textWidth(line) > columns)).to.deep.equal([]);
      }),
      { numRuns: 60 },
    );
  });

  it("has no trailing space", async () => {
    expect((await plain(SAMPLE_WITH_DIFFERENCES, 80)).match(/ +$/gm)).to.equal(null);
  });

  it("lets no text of an input act on the terminal", async () => {
    const text = await plain(hostileReport(), 100);
    expect(text.replaceAll("\n", "")).to.not.match(/[\p{Cc}\u202e]/u);
  });
});
