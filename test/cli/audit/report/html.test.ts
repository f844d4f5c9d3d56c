import { expect } from "chai";
import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Answer } from "../../../../cli/audit/answer";
import { ASSETS, ownAsset } from "../../../../cli/audit/report/html";
import { renderAnswer } from "../../../../cli/audit/report/render-answer";
import { HOSTILE } from "./hostile-answer";
import { answerOf, NOTHING, SAMPLE, textOf, WITH_GAPS } from "./sample-answer";

function page(answer: Answer): Promise<string> {
  return textOf(renderAnswer("html", answer, { columns: 80, colors: false }));
}

/** What stands between two marks, each time that they occur. */
function between(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, found = ""]) => found);
}

describe("page of an answer", () => {
  it("lets its own stylesheet and script run, and nothing else", async () => {
    const text = await page(WITH_GAPS);
    const [policy = ""] = between(text, /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/g);
    const hash = (part: string) => `'sha256-${createHash("sha256").update(part).digest("base64")}'`;
    const styles = between(text, /<style>([^]*?)<\/style>/g).map(hash);
    const scripts = between(text, /<script>([^]*?)<\/script>/g).map(hash);
    expect([styles.length, scripts.length]).to.deep.equal([1, 1]);
    expect(policy.replaceAll("&#39;", "'")).to.equal(
      `default-src 'none'; style-src ${styles.join(" ")}; script-src ${scripts.join(" ")}; img-src data:; base-uri 'none'; form-action 'none'`,
    );
  });

  it("loads nothing, and has no style in an attribute", async () => {
    const text = await page(WITH_GAPS);
    const loaded = between(text, /(?:src|href|action|xlink:href|url)\s*[=(]\s*"?([^"\s)>]+)/g);
    expect(loaded.filter((address) => !/^(#|data:,)/.test(address))).to.deep.equal([]);
    expect(text).to.not.match(
      / style="|<link(?! rel="icon" href="data:,")|@import|<script [^>]*src|<iframe|<object|<embed/,
    );
  });

  it("escapes every text of a log", async () => {
    const text = await page(HOSTILE);
    expect(text.match(/<script/g)?.length).to.equal(1);
    expect(text).to.not.match(/<img/);
    // eslint-disable-next-line no-control-regex
    expect(text).to.not.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    expect(text.match(/<!-- rows -->/g)).to.equal(null);
    expect(text).to.include("&lt;!-- rows --&gt;");
  });

  it("is made of the parts that have something to say", async () => {
    const parts = async (answer: Answer) => between(await page(answer), /<section id="([\w-]+)"/g);
    expect(await parts(WITH_GAPS)).to.deep.equal(["skipped", "timeline", "groups", "rows", "cannot-tell", "source"]);
    expect(await parts(SAMPLE)).to.deep.equal(["timeline", "groups", "rows", "cannot-tell", "source"]);
    expect(await parts(NOTHING)).to.deep.equal(["groups", "cannot-tell", "source"]);
  });

  it("says where nothing was found", async () => {
    const text = (await page(NOTHING)).replaceAll(/\s+/g, " ");
    expect(text).to.include(
      "No pull events were found in logs/ (336 files, 48.2 MB uncompressed, 120,411 events), from 2026-10-01 to 2026-10-15 (UTC, the end excluded).",
    );
  });

  it("draws a bar for each span with rows, of one scale, and says the same in words", async () => {
    const text = (await page(SAMPLE)).replaceAll(/\s+/g, " ");
    expect(between(text, /<title id="lane-\d+-title">([^<]*)</g)).to.deep.equal([
      "222222222222:assumed-role/eks-node/i-0a1b2c3d4e5f60718: 52 pull events",
      "user/anna: 1 pull event",
      "333333333333:assumed-role/eks-node/i-0a1b2c3d4e5f60718: 3 pull events",
    ]);
    expect(between(text, /<desc[^>]*>([^<]*)</g)).to.deep.equal([
      "From 2026-10-01 to 2026-10-14; most on 2026-10-09: 12.",
      "From 2026-10-03 to 2026-10-03; most on 2026-10-03: 1.",
      "From 2026-10-08 to 2026-10-10; most on 2026-10-08: 1.",
    ]);
    const bars = between(text, /<rect class="bar"([^]*?)<\/rect>/g);
    expect(bars.length).to.equal(11 + 1 + 3);
    expect(bars[6]).to.match(/x="57\.86%" y="4" width="5\.71%" height="44" >? ?(<title>)?/);
    expect(bars[6]).to.include("2026-10-09: 12 pull events");
    expect(between(text, /<tr> <th scope="row">(2026-10-\d\d)<\/th>/g).length).to.equal(11);
  });

  it("marks midnights where spans are hours, and hours within one day", async () => {
    const labels = async (hours: number) => {
      const lines = [{ name: "a", counts: Array.from({ length: hours }, () => 1) }];
      const timeline = { ...SAMPLE.timeline, step: 3600, lines };
      return between(await page({ ...SAMPLE, timeline }), /<text[^>]*>\s*([^<]*?)\s*<\/text>/g);
    };
    expect(await labels(96)).to.deep.equal(["2026-10-01", "2026-10-02", "2026-10-03", "2026-10-04"]);
    expect(await labels(24)).to.deep.equal(["2026-10-01", "10-01 05:00", "10-01 10:00", "10-01 15:00", "10-01 20:00"]);
    expect((await labels(720)).length).to.equal(5);
    expect(await labels(1)).to.deep.equal(["2026-10-01"]);
  });

  it("shows two thousand groups and five hundred files that were left out, and counts the others", async () => {
    const skipped = Array.from({ length: 501 }, (_, index) => ({
      path: `${index}.gz`,
      message: "cut",
      hint: "copy it",
    }));
    const [group] = SAMPLE.groups;
    if (group === undefined) throw new Error("no group");
    const groups = Array.from({ length: 2001 }, () => group);
    const text = await page({ ...answerOf([]), groups, source: { ...SAMPLE.source, skipped } });
    expect(text)
      .to.include("1 more group: see")
      .and.to.match(/\b1 more: see/);
    expect(between(text, /(<th scope="row">)/g).length).to.equal(2000);
  });

  it("finds its files beside its source, under names that no other page has", () => {
    for (const name of Object.values(ASSETS)) expect(ownAsset(name).length).to.be.above(500);
    expect(() => ownAsset("missing.css")).to.throw("missing.css");
    const others = readdirSync(join(__dirname, "../../../../cli/report/html"));
    expect(Object.values(ASSETS).filter((name) => others.includes(name))).to.deep.equal([]);
  });
});
