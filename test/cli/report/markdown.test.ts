import { expect } from "chai";
import { markdownReport } from "../../../cli/report/markdown";
import type { RuleFinding } from "../../../cli/rules/finding";
import { expectFile } from "./expected-file";
import { hostileReport } from "./hostile-report";
import { largeReport } from "./large-report";
import { CLEAN, FINDINGS, SAMPLE_WITH_DIFFERENCES } from "./sample-report";

describe("report for pull requests", () => {
  it("shows the figures, then what unfolds", async () => {
    expectFile("markdown.txt", await markdownReport(SAMPLE_WITH_DIFFERENCES));
  });

  it("is short where all is well", async () => {
    expect(await markdownReport(CLEAN)).to.equal(`## ✅ ecr-kms check

0 differences from what is expected; 0 denials that look like mistakes; 0 unknown answers; 0 findings.

Access is exactly as expected.

Nobody else, apart from principals of 111111111111 that no input holds.

### Who may do what

| Principal | Account | orders, payments | batch/reports |
| --- | --- | --- | --- |
| registry-admin | 111111111111 | create, push, pull, delete, key-admin | create, push, pull, delete, key-admin |
| ci-push | 222222222222 | push, pull | – |
| principals of 111111111111 that no input holds | everybody else | push | push |

✗ denied, and it looks like a mistake · ? not known · – no access

<sub>ecr-kms 0.1.0, by what AWS documents</sub>
`);
  });

  it("stays below what a comment may have, cut between two parts", async () => {
    const [finding] = FINDINGS;
    const findings = Array.from({ length: 2000 }, (_, index) => ({
      ...(finding as RuleFinding),
      message: `Message ${index}.`,
    }));
    const text = await markdownReport({ ...CLEAN, findings });
    expect(text.length).to.be.within(60_000, 65_000);
    expect(text).to.match(/<\/details>\n\n> \[!NOTE\]\n> The report was cut/);
    expect(text.match(/<details>/g)?.length).to.equal(text.match(/<\/details>/g)?.length);
  });

  it("has a matrix of a size that can be read", async () => {
    const text = await markdownReport(largeReport({ principals: 200, repositories: 1000, teams: 100 }));
    expect(text).to.include("120 more principals and 920 more repositories: see the JSON or HTML report.");
    expect(text.length).to.be.below(65_000);
  });

  it("escapes what Markdown, HTML and GitHub would act on", async () => {
    const outsideOfJson = (await markdownReport(hostileReport())).replaceAll(/^(`{3,})json\n.*?^\1$/gms, "");
    expect(outsideOfJson).to.not.include("<img");
    expect(outsideOfJson).to.not.include("<svg");
    expect(outsideOfJson).to.not.include("@all");
    expect(outsideOfJson).to.not.include("javascript:");
    const columns = outsideOfJson.match(/^\| .* \|$/gm)?.map((line) => line.split("|").length);
    expect(columns).to.deep.equal([5, 5, 6, 6, 6, 6, 6]);
  });
});
