import { expect } from "chai";
import type { Page } from "playwright-core";
import type { Answer } from "../../../../cli/audit/answer";
import { renderAnswer } from "../../../../cli/audit/report/render-answer";
import type { FileBrowser, OpenedPage } from "../../report/browser";
import { fileBrowser } from "../../report/browser";
import { HOSTILE } from "./hostile-answer";
import { answerOf, PULLS, SAMPLE, textOf, WITH_GAPS } from "./sample-answer";

/** A table as it is seen: rows of cells. */
async function seen(page: Page, table: string): Promise<readonly string[]> {
  const rows = await page.locator(`${table} tbody tr:visible`).all();
  return Promise.all(
    rows.map(async (row) => (await row.locator("th, td").allInnerTexts()).map((cell) => cell.trim()).join(" | ")),
  );
}

const NODE = "222222222222:assumed-role/eks-node/i-0a1b2c3d4e5f60718 | 222222222222 | 4bf92f3577b30123… | 52";
const OTHER_NODE = "333333333333:assumed-role/eks-node/i-0a1b2c3d4e5f60718 | 333333333333 | 4bf92f3577b30123… | 3";
const ANNA = "user/anna | 222222222222 | 4bf92f3577b3ff01… | 1";
const GROUPS = [
  `${NODE} | 2026-10-01 06:15:00 | 2026-10-14 07:15:00`,
  `${OTHER_NODE} | 2026-10-08 06:15:00 | 2026-10-10 06:15:00`,
  `${ANNA} | 2026-10-03 06:15:00 | 2026-10-03 06:15:00`,
];

/** Counts in the page, as `moved`, how often a row is taken out of its table or put into it. */
const COUNT_MOVES = `
  globalThis.moved = 0;
  new MutationObserver((changes) => {
    for (const { addedNodes, removedNodes } of changes) moved += addedNodes.length + removedNodes.length;
  }).observe(document.querySelector("#rows-table tbody"), { childList: true });`;

describe("page of an answer in a browser", function () {
  let browser: FileBrowser | undefined;

  before(async function () {
    browser = await fileBrowser(this);
  });
  after(() => browser?.close());

  async function open(answer: Answer, options?: Parameters<FileBrowser["open"]>[1]): Promise<OpenedPage> {
    if (browser === undefined) throw new Error("no browser");
    return browser.open(await textOf(renderAnswer("html", answer, { columns: 80, colors: false })), options);
  }

  it("opens without a word on the console and without the network, and sorts and filters", async () => {
    const { page, incidents } = await open(WITH_GAPS);
    expect(await seen(page, "#groups-table")).to.deep.equal(GROUPS);
    const [node = "", other = "", anna = ""] = GROUPS;
    const title = (name: string) => page.locator("#groups-table thead").getByRole("button", { name, exact: true });
    const sort = async (name: string) => {
      await title(name).click();
      return seen(page, "#groups-table");
    };
    expect(await sort("Count")).to.deep.equal([node, other, anna]);
    expect(await sort("Count")).to.deep.equal([anna, other, node]);
    expect(await page.locator("#groups-table [aria-sort]").allInnerTexts()).to.deep.equal(["Count"]);
    expect(await sort("First")).to.deep.equal([node, anna, other]);
    expect(await page.locator('#groups-table [aria-sort="ascending"]').innerText()).to.equal("First");
    expect(await sort("Who")).to.deep.equal([node, other, anna]);

    const filter = page.locator('[data-filter="groups-table"] [name="text"]');
    const count = page.locator('[data-count="groups-table"]');
    await filter.fill("EKS 3333");
    expect(await seen(page, "#groups-table")).to.deep.equal([other]);
    expect(await count.innerText()).to.equal("1 of 3 shown");
    await filter.fill("arn:aws:iam::222222222222:user");
    expect(await seen(page, "#groups-table")).to.deep.equal([anna]);
    await filter.press("Enter");
    await filter.fill("nobody");
    expect([await seen(page, "#groups-table"), await count.innerText()]).to.deep.equal([[], "0 of 3 shown"]);
    await filter.fill("");
    expect(await count.innerText()).to.equal("3 shown");

    await page.locator('[data-filter="rows-table"] [name="text"]').fill("docker");
    expect(await seen(page, "#rows-table")).to.deep.equal([
      "2026-10-03 06:15:00 | user/anna | 222222222222 | orders | 4bf92f3577b3ff01… | 203.0.113.7 | docker/27.3.1 go/go1.22.7 git-commit/41ca978 kernel/6.6.31 os/linux arch/amd64",
    ]);
    await page.locator('[data-filter="rows-table"] [name="whole"]').check();
    expect((await seen(page, "#rows-table"))[0]).to.match(
      / \| arn:aws:iam::222222222222:user\/anna \| .* \| sha256:4bf92/,
    );
    await page.locator('[data-filter="rows-table"] [name="whole"]').uncheck();
    expect((await seen(page, "#rows-table"))[0]).to.match(/ \| user\/anna \| .* \| 4bf92f3577b3ff01…/);
    expect(incidents).to.deep.equal([]);
  });

  it("can be used with keys alone", async () => {
    const { page } = await open(SAMPLE);
    await page.locator('[data-filter="groups-table"] [name="whole"]').focus();
    for (const key of ["Tab", "Tab", "Enter", "Enter"]) await page.keyboard.press(key);
    expect((await seen(page, "#groups-table"))[0]).to.equal(GROUPS[2]);
    expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).to.equal("solid");
  });

  it("says everything without scripts", async () => {
    const { page, incidents } = await open(SAMPLE, { javaScriptEnabled: false });
    expect(await seen(page, "#groups-table")).to.deep.equal(GROUPS);
    expect(await page.locator("#rows-table tbody tr").count()).to.equal(56);
    expect(await page.locator("form:visible, button:visible").count()).to.equal(0);
    await page.locator("#timeline summary").click();
    expect((await seen(page, "#timeline table"))[2]).to.equal("2026-10-03 | 4 | 1 | 0");
    expect(incidents).to.deep.equal([]);
  });

  it("is readable in the dark", async () => {
    const { page } = await open(SAMPLE, { colorScheme: "dark" });
    const style = (selector: string, property: string) =>
      page.evaluate(`getComputedStyle(document.querySelector('${selector}')).${property}`);
    expect(await style("body", "backgroundColor")).to.equal("rgb(19, 22, 26)");
    expect(await style("#groups-table td", "color")).to.equal("rgb(229, 232, 236)");
    expect(await style("#timeline .bar", "fill")).to.equal("rgb(134, 182, 255)");
    expect(await style("svg.axis text", "fill")).to.equal("rgb(163, 172, 184)");
  });

  it("fits a telephone without moving sideways, and draws bars within the picture", async () => {
    for (const answer of [WITH_GAPS, HOSTILE]) {
      const { page } = await open(answer, { viewport: { width: 400, height: 800 } });
      expect(await page.evaluate("document.documentElement.scrollWidth")).to.equal(400);
      const boxes = await page.evaluate<readonly (readonly [number, number])[]>(
        `[...document.querySelectorAll(".bar, .axis text:not(.is-odd)")].map((each) => [each.getBoundingClientRect().left, each.getBoundingClientRect().right])`,
      );
      expect(boxes.filter(([left, right]) => left < 0 || right > 400)).to.deep.equal([]);
    }
  });

  it("does nothing that a text in a log asks for", async () => {
    const { page, incidents } = await open(HOSTILE);
    await page.locator('[data-filter="rows-table"] [name="whole"]').check();
    await page.locator("#groups-table thead button").first().click();
    await page.locator('[data-filter="groups-table"] [name="text"]').fill("<script>");
    expect(await page.evaluate("window.hacked")).to.equal(undefined);
    expect(await page.locator("img").count()).to.equal(0);
    expect(incidents).to.deep.equal([]);
  });

  it("opens with many rows, shows five hundred at once, and sorts and filters all", async () => {
    const rows = Array.from({ length: 1500 }, (_, index) => ({
      time: new Date(Date.UTC(2026, 9, 1) + index * 60_000).toISOString(),
      principal: `arn:aws:sts::222222222222:assumed-role/eks-node/i-${index}`,
      user_agent: "containerd/1.7",
    }));
    const { page } = await open(answerOf(rows, { ...PULLS, groupBy: ["user_agent"] }));
    const count = page.locator('[data-count="rows-table"]');
    const visible = () => page.locator("#rows-table tbody tr:not([hidden])").count();
    expect([await visible(), await count.innerText()]).to.deep.equal([500, "500 of 1,500 shown"]);
    const title = page.locator("#rows-table thead").getByRole("button", { name: "When", exact: true });
    await page.evaluate(COUNT_MOVES);
    await title.click();
    await title.click();
    expect(await page.locator("#rows-table tbody tr").first().innerText()).to.include("assumed-role/eks-node/i-1499");
    await page.locator('[data-filter="rows-table"] [name="text"]').fill("i-1");
    expect(await count.innerText()).to.equal("500 of 1,500 shown");
    expect(await visible()).to.equal(500);
    // Each sort takes every row out and puts it in once; the filter moves none.
    expect(await page.evaluate("moved")).to.equal(2 * 2 * 1500);
    await page.getByRole("button", { name: "Show all 611" }).click();
    expect([await visible(), await count.innerText()]).to.deep.equal([611, "611 of 1,500 shown"]);
    expect(await page.getByRole("button", { name: /^Show all/ }).count()).to.equal(0);
  });
});
