import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Log } from "sarif";
import type { Deployed } from "../../../../cli/doctor/deployed";
import { examinationOf, verdictOf } from "../../../../cli/doctor/examination";
import { verdictSentence } from "../../../../cli/report/doctor/words";
import type { Format } from "../../../../cli/report/report";
import { renderReport } from "../../../../cli/report/render";
import { textWidth } from "../../../../cli/toolkit/text-layout";
import { deployed, key, NOW, repository } from "../sample-deployed";
import { HOSTILE, ILL, reportOf } from "../sample-report";

const ASSETS = join(__dirname, "../../../../cli/toolkit");

function render(format: Format, what: Deployed = ILL, columns = 100): Promise<string> {
  return renderReport(format, reportOf(what), { columns, colors: false });
}

const DENIED = { unread: { path: "key k", message: "kms:ListGrants is denied", hint: "allow it" } };

describe("the report of the doctor", () => {
  it("is whole, for a terminal", async () => {
    const text = await render("table");
    const own = text.slice(0, text.indexOf("Who may do what"));
    const expected = readFileSync(join(__dirname, "expected-table.txt"), "utf8");
    expect(own).to.equal(expected);
  });

  it("never breaks a command, and nothing else is wider than the terminal", async () => {
    const lines = (await render("table", ILL, 60)).split("\n");
    expect(lines).to.include(
      "    aws kms enable-key --key-id arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab --region us-east-1",
    );
    const wide = lines.filter((line) => textWidth(line) > 60 && !/^ {4}(aws|ecr-kms) |https:/.test(line));
    expect(wide).to.deep.equal([]);
  });

  it("says in JSON all of it, and of grants their number", async () => {
    const { examination } = JSON.parse(await render("json")) as { examination: unknown };
    expect(examination).to.deep.equal(JSON.parse(JSON.stringify(examinationOf(ILL, NOW))));
    const { keys, repositories } = examinationOf(ILL, NOW);
    expect(keys[0]).to.include({ state: "Disabled", grants: 6 }).and.not.to.have.property("repositoriesOfAccounts");
    expect(repositories.map(({ name, ecrGrants }) => [name, ecrGrants])).to.deep.equal([
      ["orders", 2],
      ["payments", 2],
    ]);
  });

  it("is SARIF with a rule for each diagnosis, worst first", async () => {
    const { runs } = JSON.parse(await render("sarif")) as Log;
    expect(runs[0]?.results?.map(({ ruleId, level }) => `${level} ${ruleId}`)).to.deep.equal([
      "error doctor/key-disabled",
      "error doctor/key-material-expires",
      "note doctor/grants-orphaned",
      "warning doctor/not-read",
    ]);
    expect(runs[0]?.tool.driver.rules?.map(({ id }) => id)).to.have.lengthOf(4);
    const prints = runs[0]?.results?.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints));
    expect(new Set(prints).size).to.equal(4);
  });

  it("is a comment that warns, with each diagnosis unfolding to its commands", async () => {
    const text = await render("markdown");
    expect(text).to.match(/^## ⚠️ ecr-kms doctor\n/);
    expect(text).to.include("<b>broken</b> key alias/ecr/registry").and.to.include("<pre>aws kms enable-key");
    expect(text).to.include("<b>unknown</b> role ci");
    expect(await render("markdown", deployed())).to.match(/^## ✅ ecr-kms doctor\n/);
  });

  it("is a page with a section of its own, that the first figure leads to", async () => {
    const page = await render("html");
    expect(page).to.include('<section id="diagnoses"').and.to.include('href="#diagnoses"');
    expect(page).to.include("ecr-kms doctor").and.to.include("aws kms enable-key");
    expect(page).to.include("1 thing is broken.");
    const healthy = await render("html", deployed());
    expect(healthy).to.include("Nothing is broken: the keys can be used and ECR has its grants.");
  });

  it("is only painted with classes that the page's stylesheet has", async () => {
    const style = readFileSync(join(ASSETS, "page.css"), "utf8");
    const page = await render("html");
    const section = page.slice(page.indexOf('<section id="diagnoses"'), page.indexOf("</section>", page.length / 2));
    const used = new Set([...section.matchAll(/class="([^"]*)"/g)].flatMap(([, names = ""]) => names.split(" ")));
    for (const severity of ["critical", "high", "medium"]) {
      expect([...used]).to.include(`is-${severity}`);
      expect(style).to.include(`.is-${severity}`);
    }
  });

  for (const format of ["table", "markdown", "html", "json", "sarif"] as const)
    it(`lets no name in the account act: ${format}`, async () => {
      const text = await render(format, HOSTILE);
      const own = format === "html" ? text.slice(text.indexOf('<section id="diagnoses"')) : text;
      expect(text).not.to.include("\u001b");
      if (format === "html" || format === "markdown") expect(own).not.to.match(/<img|<script>alert/);
      if (format === "markdown") expect(text).not.to.include("@everyone");
    });

  it("adds nothing to what check shows", async () => {
    const { examination: _, ...check } = reportOf(ILL);
    for (const format of ["table", "markdown", "html", "json", "sarif"] as const) {
      const text = await renderReport(format, check, { columns: 100, colors: false });
      expect(text, format).not.to.match(/doctor|examination|diagnos/i);
    }
  });
});

describe("the verdict", () => {
  const CASES: readonly (readonly [name: string, what: Deployed, verdict: string, sentence: string])[] = [
    ["all is well", deployed(), "healthy", "Nothing is broken: the keys can be used and ECR has its grants."],
    [
      "no key is involved",
      deployed({ keys: [], repositories: [withoutKey()] }),
      "healthy",
      "Nothing is broken: no KMS key is involved.",
    ],
    [
      "a repository is so new that KMS may not show its grants",
      deployed({
        repositories: [repository("new", { createdAt: "2026-11-24T11:58:00.000Z" })],
      }),
      "healthy",
      "Nothing is broken: the keys can be used, and grants of new repositories may still appear.",
    ],
    [
      "something small could not be read",
      deployed({ unread: ILL.unread }),
      "healthy",
      "Nothing is broken: the keys can be used and ECR has its grants. 1 thing could not be read, and nothing is said about it.",
    ],
    [
      "grants could not be read",
      deployed({ keys: [key({ grants: DENIED })] }),
      "not known",
      "Nothing that could be read is broken. 1 thing could not be read, and nothing is said about it.",
    ],
    [
      "neither state nor grants could be read",
      deployed({ keys: [key({ grants: DENIED, state: DENIED })] }),
      "not known",
      "Nothing that could be read is broken. 2 things could not be read, and nothing is said about them.",
    ],
    [
      "a key is disabled, and its grants could not be read",
      deployed({ keys: [key({ state: "Disabled", grants: DENIED })] }),
      "broken",
      "1 thing is broken. 1 thing could not be read, and nothing is said about it.",
    ],
  ];
  for (const [name, what, verdict, sentence] of CASES)
    it(`is "${verdict}" where ${name}`, () => {
      const examination = examinationOf(what, NOW);
      expect([verdictOf(examination), verdictSentence(examination)]).to.deep.equal([verdict, sentence]);
    });
});

function withoutKey() {
  const { keyArn: _, ...rest } = repository("orders", { encryptionType: "AES256" });
  return rest;
}
