import { expect } from "chai";
import { createHash } from "node:crypto";
import { htmlReport, SCRIPTS } from "../../../cli/report/html";
import { asset, PAGE_STYLE } from "../../../cli/toolkit/asset";
import { html } from "../../../cli/toolkit/markup";
import { hostileReport } from "./hostile-report";
import { largeReport } from "./large-report";
import { CLEAN, SAMPLE_WITH_DIFFERENCES } from "./sample-report";

/** What stands between two marks, each time that they occur. */
function between(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, found = ""]) => found);
}

/** A colour scheme of the stylesheet: variable → `#rrggbb`. */
function colorsOf(block: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = "", color = ""]) => [name, color]),
  );
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = parseInt(color.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one = "", other = ""): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe("page of a report", () => {
  it("lets its own stylesheet and scripts run, and nothing else", async () => {
    const page = await htmlReport(SAMPLE_WITH_DIFFERENCES);
    const [policy = ""] = between(page, /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/g);
    const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    const styles = between(page, /<style>([^]*?)<\/style>/g).map(hash);
    const scripts = between(page, /<script>([^]*?)<\/script>/g).map(hash);
    expect([styles.length, scripts.length]).to.deep.equal([1, SCRIPTS.length]);
    expect(policy.replaceAll("&#39;", "'")).to.equal(
      `default-src 'none'; style-src ${styles.join(" ")}; script-src ${scripts.join(" ")}; img-src data:; base-uri 'none'; form-action 'none'`,
    );
  });

  it("loads nothing: addresses are only in links", async () => {
    const page = await htmlReport(SAMPLE_WITH_DIFFERENCES);
    const loaded = between(page, /(?:src|href|action|xlink:href|url)\s*[=(]\s*"?([^"\s)>]+)/g);
    expect(loaded.filter((address) => !/^(#|data:,|https:\/\/docs\.aws\.amazon\.com\/)/.test(address))).to.deep.equal(
      [],
    );
    expect(page).to.not.match(/<link(?! rel="icon" href="data:,")|@import|<script [^>]*src|<iframe|<object|<embed/);
  });

  it("escapes every text of an input", async () => {
    const page = await htmlReport(hostileReport());
    const clean = await htmlReport(SAMPLE_WITH_DIFFERENCES);
    expect(page.match(/<\/script>/g)?.length).to.equal(clean.match(/<\/script>/g)?.length);
    expect(page).to.not.match(/<img|<svg\/onload|href="javascript/);
    const [data = ""] = between(page, /<script type="application\/json" id="data">([^]*?)<\/script>/g);
    expect((JSON.parse(data) as { principals: { name: string }[] }).principals[0]?.name).to.include("</script><img");
    expect(page).to.not.include("\u202e");
  });

  it("escapes in templates what they did not make", () => {
    const part = html`<b title="${`"a" & 'b'`}">${["<i>", html`<u>${1}</u>`, undefined, false]}</b>`;
    expect(part.source).to.equal('<b title="&quot;a&quot; &amp; &#39;b&#39;">&lt;i&gt;<u>1</u></b>');
  });

  it("holds no more reasons than a browser opens at once, and says so", async () => {
    const report = largeReport({ principals: 120, repositories: 240, teams: 60 });
    const page = await htmlReport(report);
    const embedded = page.match(/id="reasons-\d+"/g)?.length ?? 0;
    expect(embedded).to.equal(400);
    const left = (report.proof.groups.length - embedded).toLocaleString("en");
    expect(page.replaceAll(/\s+/g, " ")).to.include(`${left} groups of cells would make this page too large`);
  });

  it("is without the parts that have nothing to say", async () => {
    const page = await htmlReport(CLEAN);
    expect(between(page, /<section id="([\w-]+)"/g)).to.deep.equal(["everybody-else", "diagram", "matrix"]);
    expect(page).to.include("Access is exactly as expected. Nothing looks wrong.");
    const empty = { ...CLEAN.proof, principals: [], repositories: [], groups: [] };
    expect(between(await htmlReport({ ...CLEAN, proof: empty }), /<section id="([\w-]+)"/g)).to.deep.equal(["matrix"]);
  });

  it("draws every principal, repository and key, and the lines between them", async () => {
    const page = await htmlReport(SAMPLE_WITH_DIFFERENCES);
    const nodes = between(page, /data-node="(\w+)"/g);
    expect(nodes).to.deep.equal([...Array.from({ length: 11 }, (_, index) => `p${index}`), "r0", "r1", "r2", "k0"]);
    const titles = between(page, /<title>([^<]* → [^<]*)<\/title>/g);
    expect(titles).to.deep.equal([
      "orders → alias/ecr/registry: encrypted with it",
      "payments → alias/ecr/registry: encrypted with it",
      "batch/reports → alias/ecr/registry: encrypted with it",
      "registry-admin → orders: create, push, pull, delete",
      "registry-admin → payments: create, push, pull, delete",
      "registry-admin → batch/reports: create, push, pull, delete",
      "registry-admin → alias/ecr/registry: administers it",
      "ci-push → orders: push, pull",
      "ci-push → payments: push, pull",
      "Lambda in 222222222222 → orders: pull",
      "Lambda in 222222222222 → payments: pull denied",
      "batch-pull → orders: pull denied",
      "batch-pull → payments: pull not known",
      "batch-pull → batch/reports: pull",
      "administrators of 333333333333 → batch/reports: pull",
      "organization o-a1b2c3d4e5 → payments: push not known, pull not known",
      "every AWS account → batch/reports: pull",
      "account 444455556666 → batch/reports: pull",
      "roles ci-* of any account → orders: push, pull",
      "roles ci-* of any account → payments: push, pull",
      "somebody the plan does not know yet → payments: pull not known",
      "principals of 111111111111 that no input holds → orders: push",
      "principals of 111111111111 that no input holds → payments: push",
      "principals of 111111111111 that no input holds → batch/reports: push",
    ]);
  });

  it("shortens names to what tells them apart", async () => {
    const { proof } = CLEAN;
    const keys = proof.model.keys.map((key) => ({ ...key, name: "module.registry.module.keys.aws_kms_key.images" }));
    const principals = proof.principals.map((it) => ({ ...it, name: `${it.name}-with-a-name-that-is-very-long` }));
    const model = { ...proof.model, keys };
    const page = await htmlReport({ ...CLEAN, proof: { ...proof, model, principals } });
    const shown = between(page, /data-node="\w+"[^]*?<text[^>]*>([^<]*)<\/text>/g);
    expect(shown).to.deep.equal([
      "registry-admin-with-a-name-that-is…",
      "ci-push-with-a-name-that-is-very-l…",
      "principals of 111111111111 that no…",
      "orders",
      "payments",
      "batch/reports",
      "….keys.aws_kms_key.images",
    ]);
  });

  it("has enough contrast, light, dark and printed", () => {
    const style = asset(PAGE_STYLE);
    const schemes = between(style, /:root \{([^}]*)\}/g).map(colorsOf);
    expect(schemes.length).to.equal(3);
    const texts = [
      ["ink", "paper"],
      ["ink", "sheet"],
      ["ink", "code-wash"],
      ["quiet", "paper"],
      ["quiet", "sheet"],
      ["quiet", "code-wash"],
      ["accent", "sheet"],
      ["good", "good-wash"],
      ["bad", "bad-wash"],
      ["bad", "sheet"],
      ["sheet", "bad"],
      ["open", "open-wash"],
      ["open", "sheet"],
    ] as const;
    const shapes = ["strong-line", "accent", "good", "bad", "open", "manage"];
    for (const scheme of schemes) {
      for (const [one, other] of texts)
        expect(contrast(scheme[one], scheme[other]), `${one} on ${other}`).to.be.at.least(4.5);
      for (const shape of shapes) expect(contrast(scheme[shape], scheme["sheet"]), shape).to.be.at.least(3);
    }
  });

  it("finds its files beside its source", () => {
    expect(asset(PAGE_STYLE).length).to.be.above(500);
    expect(() => asset("missing.css")).to.throw("missing.css");
  });
});
