import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const ARGUMENTS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const SHORT_FOLDERS = ["/tmp", "/var/tmp"];

/** A page that was opened from a file, and what happened besides. */
export interface OpenedPage {
  readonly page: Page;
  /** Messages of the console, errors of scripts, and requests for anything but the file. */
  readonly incidents: readonly string[];
}

/** A browser that opens pages from files, as users do. */
export interface FileBrowser {
  open(html: string, options?: BrowserContextOptions): Promise<OpenedPage>;
  close(): Promise<void>;
}

/**
 * A browser for the tests of pages. Where there is none the suite is skipped and says what to install, or fails when the
 * environment says `E2E=required`.
 */
export async function fileBrowser(context: Mocha.Context): Promise<FileBrowser> {
  const executablePath = process.env["CHROMIUM"] ?? PLACES.find((place) => existsSync(place));
  if (executablePath === undefined) {
    const message = "Chromium is missing; to install it: apt-get install chromium, or set CHROMIUM to its path";
    if (process.env["E2E"] === "required") throw new Error(message);
    console.log(`      skipped: ${message}`);
    return context.skip();
  }
  // Chromium does not start its sandbox for root.
  const args = process.getuid?.() === 0 ? [...ARGUMENTS, "--no-sandbox"] : ARGUMENTS;
  const folder = mkdtempSync(join(tmpdir(), "ecr-kms-page-"));
  // It keeps settings at home, and a socket among temporary files, the path of which must be short.
  const env = { ...process.env, HOME: folder, TMPDIR: SHORT_FOLDERS.find((place) => existsSync(place)) ?? folder };
  return opening(await chromium.launch({ executablePath, args, env, timeout: 0 }), folder);
}

function opening(browser: Browser, folder: string): FileBrowser {
  let count = 0;
  return {
    async open(html, options) {
      const file = join(folder, `${count++}.html`);
      writeFileSync(file, html);
      const page = await (await browser.newContext(options)).newPage();
      // The guard of the tests ends what hangs; a busy machine may take longer than Playwright's.
      page.setDefaultTimeout(0);
      const incidents: string[] = [];
      page.on("console", (message) => incidents.push(`console: ${message.text()}`));
      page.on("pageerror", (error) => incidents.push(`error: ${error.message}`));
      page.on("request", (request) => {
        const isOwn = [pathToFileURL(file).href, "data:,"].includes(request.url().replace(/#.*$/, ""));
        if (!isOwn) incidents.push(`request: ${request.url()}`);
      });
      await page.goto(pathToFileURL(file).href);
      return { page, incidents };
    },
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
