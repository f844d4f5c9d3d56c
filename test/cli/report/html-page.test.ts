import { expect } from "chai";
import type { Page } from "playwright-core";
import { htmlReport } from "../../../cli/report/html";
import type { FileBrowser, OpenedPage } from "./browser";
import { fileBrowser } from "./browser";
import { hostileReport } from "./hostile-report";
import { largeReport } from "./large-report";
import { SAMPLE_WITH_DIFFERENCES } from "./sample-report";

/** The button of a cell of the matrix. */
function cell(page: Page, principal: string, repository: string) {
  return page.locator(`td button[aria-label^="${principal}, ${repository}:"]`);
}

/** The matrix as it is seen: rows of cells. */
async function matrix(page: Page): Promise<readonly (readonly string[])[]> {
  const rows = await page.locator("#matrix-scroll tr").all();
  return Promise.all(
    rows.map(async (row) => {
      const cells = await row.locator("th, td").all();
      return Promise.all(cells.map(async (each) => (await each.innerText()).replaceAll(/\s+/g, " ").trim()));
    }),
  );
}

function focused(page: Page): Promise<string> {
  return page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent");
}

describe("page of a report in a browser", function () {
  let browser: FileBrowser | undefined;
  let sample = "";

  before(async function () {
    browser = await fileBrowser(this);
    sample = await htmlReport(SAMPLE_WITH_DIFFERENCES);
  });
  after(() => browser?.close());

  async function open(html: string, options?: Parameters<FileBrowser["open"]>[1]): Promise<OpenedPage> {
    if (browser === undefined) throw new Error("no browser");
    return browser.open(html, options);
  }

  it("opens from a file without a word on the console and without the network", async () => {
    const { page, incidents } = await open(sample);
    expect(await matrix(page)).to.deep.equal([
      ["Principal", "orders", "payments", "batch/reports"],
      [
        "registry-admin 111111111111 hub",
        "create push pull delete key-admin",
        "create push pull delete key-admin",
        "create push pull delete key-admin",
      ],
      ["ci-push 222222222222 shop", "push pull", "push pull", "–"],
      ["batch-pull 333333333333", "✗ pull", "? pull", "pull"],
      ["administrators of 333333333333 333333333333", "–", "–", "pull"],
      ["organization o-a1b2c3d4e5", "–", "? push ? pull", "–"],
      ["Lambda in 222222222222 222222222222 shop", "pull", "✗ pull", "–"],
      ["every AWS account everybody else", "–", "–", "pull"],
      ["roles ci-* of any account everybody else", "push pull", "push pull", "–"],
      ["account 444455556666 everybody else", "–", "–", "pull"],
      ["somebody the plan does not know yet everybody else", "–", "? pull", "–"],
      ["principals of 111111111111 that no input holds everybody else", "push", "push", "push"],
    ]);
    expect(incidents).to.deep.equal([]);
  });

  it("shows why when a cell is clicked", async () => {
    const { page, incidents } = await open(sample);
    await cell(page, "batch-pull", "orders").click();
    const panel = page.locator("#reasons-panel");
    const text = await panel.innerText();
    expect(text).to.include("batch-pull and orders");
    expect(text).to.include("Add this statement to the repository policy of orders.");
    expect(text).to.include("both must, across accounts");
    expect(text).to.include('Principal names "arn:aws:iam::333333333333:role/batch"');
    expect(await panel.locator("details[open] > summary").allInnerTexts()).to.deep.equal([
      "✗ pull\ndenied, looks like a mistake",
    ]);
    await panel.getByRole("button", { name: "Close" }).click();
    expect(await panel.isVisible()).to.equal(false);
    expect(incidents).to.deep.equal([]);
  });

  it("says of everybody else why they have access, and how expected access names them", async () => {
    const { page } = await open(sample);
    await cell(page, "roles ci-* of any account", "orders").click();
    const panel = page.locator("#reasons-panel");
    const text = await panel.innerText();
    expect(text).to.include('{"principal":"arn:aws:iam::*:role/ci-*"');
    expect(text).to.include("The documents let them in, and no input names them.");
    await panel.getByRole("button", { name: "Close" }).click();
    await cell(page, "every AWS account", "orders").click();
    expect(await panel.innerText()).to.include("They have no access.");
  });

  it("can be used with keys alone", async () => {
    const { page } = await open(sample);
    await page.locator('[name="grouped"]').focus();
    await page.keyboard.press("Tab");
    expect(await focused(page)).to.match(/^registry-admin, orders: create-repository allowed; push allowed/);
    for (const key of ["ArrowDown", "ArrowDown", "ArrowLeft", "ArrowRight"]) await page.keyboard.press(key);
    expect(await focused(page)).to.match(/^batch-pull, payments:/);
    await page.keyboard.press("Control+End");
    expect(await focused(page)).to.match(
      /^principals of 111111111111 that no input holds, batch\/reports: push allowed/,
    );
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("End");
    expect(await focused(page)).to.match(/^registry-admin, batch\/reports:/);
    await page.keyboard.press("Enter");
    expect(await focused(page)).to.equal("registry-admin and batch/reports");
    await page.keyboard.press("Escape");
    expect(await page.locator("#reasons-panel").isVisible()).to.equal(false);
    expect(await focused(page)).to.match(/^registry-admin, batch\/reports:/);
    const outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
    expect(outline).to.equal("solid");
  });

  it("filters by text, operation and answer", async () => {
    const { page } = await open(sample);
    const shown = async () => (await matrix(page)).map((row) => row.join(" | "));
    await page.locator('[name="verdict"]').selectOption("mistake");
    expect(await shown()).to.deep.equal([
      "Principal | orders | payments",
      "batch-pull 333333333333 | ✗ pull | –",
      "Lambda in 222222222222 222222222222 shop | – | ✗ pull",
    ]);
    await page.locator('[name="operation"]').selectOption("pull");
    expect(await shown()).to.deep.equal(["Principal | orders", "batch-pull 333333333333 | ✗ pull"]);
    await page.locator('[name="verdict"]').selectOption("unknown");
    expect(await shown()).to.deep.equal([
      "Principal | payments",
      "batch-pull 333333333333 | ? pull",
      "organization o-a1b2c3d4e5 | ? pull",
      "somebody the plan does not know yet everybody else | ? pull",
    ]);
    await page.locator('[name="principal"]').fill("BATCH");
    await page.locator('[name="repository"]').fill("pay");
    expect(await shown()).to.deep.equal(["Principal | payments", "batch-pull 333333333333 | ? pull"]);
    await page.locator('[name="principal"]').fill("nobody");
    expect(await page.locator("#matrix-scroll").innerText()).to.equal("Nothing has this answer.");
    expect(await page.locator("#matrix-count").innerText()).to.equal("0 of 11 rows, 0 of 3 repositories");
  });

  it("puts equal rows and columns together when asked", async () => {
    const { page } = await open(sample);
    await page.locator('[name="operation"]').selectOption("push");
    await page.locator('[name="grouped"]').check();
    await page.locator('[name="principal"]').fill("ci-push");
    await page.locator('[name="verdict"]').selectOption("allowed");
    expect(await matrix(page)).to.deep.equal([
      ["Principal", "orders, payments"],
      ["ci-push 222222222222 shop", "push"],
    ]);
  });

  it("shows the findings of the chosen severities", async () => {
    const { page } = await open(sample);
    for (const severity of ["critical", "medium"]) await page.locator(`#severities [value="${severity}"]`).uncheck();
    const visible = page.locator(".finding:visible .severity");
    expect(await visible.allInnerTexts()).to.deep.equal(["high", "low"]);
  });

  it("shows the lines of a box of the diagram alone", async () => {
    const { page } = await open(sample);
    await page.locator('[data-node="p0"]').focus();
    await page.keyboard.press("ArrowDown");
    const lit = () => page.locator(".line.is-lit title").allTextContents();
    expect(await lit()).to.deep.equal(["ci-push → orders: push, pull", "ci-push → payments: push, pull"]);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    expect(await page.locator('[aria-pressed="true"]').getAttribute("data-node")).to.equal("r0");
    await page.locator('[name="principal"]').focus();
    expect((await lit()).length).to.equal(7);
    await page.locator('[data-node="r0"]').focus();
    await page.keyboard.press("Escape");
    await page.locator('[name="principal"]').focus();
    expect(await lit()).to.deep.equal([]);
  });

  it("copies a statement, or selects it where it may not", async () => {
    const { page } = await open(sample);
    await page.locator("#mistakes summary").first().click();
    const button = page.locator("#mistakes .copy").first();
    await button.click();
    await page.waitForFunction("document.querySelector('#mistakes .copy').textContent !== 'Copy'");
    expect(await button.innerText()).to.match(/^(Copied|Selected)$/);
  });

  it("names another cell of a group in its reasons, and no address that is not its own", async () => {
    const report = largeReport({ principals: 120, repositories: 40, teams: 4 });
    const { page, incidents } = await open(await htmlReport(report));
    await page.locator('[name="grouped"]').uncheck();
    await page.locator('[name="principal"]').fill("cluster-107");
    await page.locator('[name="repository"]').fill("service-39");
    await cell(page, "cluster-107", "team-3/service-39").click();
    const text = await page.locator("#reasons-panel").innerText();
    expect(text).to.include("Add this statement to the repository policy of team-3/service-39.");
    expect(text).to.include('"AWS": "arn:aws:iam::200000000003:role/cluster-107"');
    expect(text).to.not.match(/cluster-7\b|service-3\b|aws_ecr_repository_policy|aws_iam_role_policy/);
    expect(incidents).to.deep.equal([]);
  });

  it("follows the colour scheme of the system", async () => {
    const background = async (colorScheme: "light" | "dark") => {
      const { page } = await open(sample, { colorScheme });
      return page.evaluate("getComputedStyle(document.body).backgroundColor");
    };
    expect([await background("light"), await background("dark")]).to.deep.equal([
      "rgb(247, 246, 243)",
      "rgb(19, 22, 26)",
    ]);
  });

  it("fits a telephone without moving sideways", async () => {
    const { page } = await open(sample, { viewport: { width: 400, height: 800 } });
    expect(await page.evaluate("document.documentElement.scrollWidth")).to.equal(400);
    await cell(page, "batch-pull", "orders").click();
    const box = await page.locator("#reasons-panel").boundingBox();
    expect(box?.width).to.equal(400);
  });

  it("prints everything that matters, opened, without controls", async () => {
    const { page } = await open(sample);
    await page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("main details:not([open])").count()).to.equal(0);
    expect(await page.locator("#filters").isVisible()).to.equal(false);
    const pdf = await page.pdf({ format: "A4" });
    expect(pdf.subarray(0, 5).toString()).to.equal("%PDF-");
    await page.evaluate("window.dispatchEvent(new Event('afterprint'))");
    expect(await page.locator("main details[open]").count()).to.equal(0);
  });

  it("does nothing that a name in an input asks for", async () => {
    const { page, incidents } = await open(await htmlReport(hostileReport()));
    for (const summary of await page.locator("main summary").all()) await summary.click();
    await page.locator("td button").first().click();
    await page.keyboard.press("Escape");
    await page.locator("td button").nth(1).click();
    expect(await page.evaluate("window.hacked")).to.equal(undefined);
    expect(await page.locator("img").count()).to.equal(0);
    expect(await page.locator("#reasons-panel").innerText()).to.include("</script><img src=x onerror=");
    expect(incidents).to.deep.equal([]);
  });

  it("opens with a thousand repositories and two hundred principals, and lays out what is looked at", async () => {
    const html = await htmlReport(largeReport({ principals: 200, repositories: 1000, teams: 20 }));
    expect(html.length).to.be.below(6_000_000);
    const { page, incidents } = await open(html);
    expect((await matrix(page)).length).to.be.above(20);
    // Forty rows of twelve columns are laid out, not each of the 200,000 cells.
    expect(await page.locator("#matrix-scroll td").count()).to.be.within(1, 40 * 12);
    expect(await page.locator("#matrix-pages").innerText()).to.include("columns 1–12 of 20");
    await page.getByRole("button", { name: "Next columns" }).click();
    expect((await matrix(page))[0]?.length).to.equal(9);
    await page.locator('[name="grouped"]').uncheck();
    expect(await page.locator("#matrix-pages").innerText()).to.include("columns 1–12 of 1000");
    expect(await page.locator("#matrix-scroll td").count()).to.be.within(1, 40 * 12);
    expect(incidents).to.deep.equal([]);
  });
});
