import { existsSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect } from "chai";
import { PAGES, pageText } from "./pages";

const ROOT = join(__dirname, "..", "..");

/** A link of a page. */
interface Link {
  readonly page: string;
  readonly target: string;
}

const LINKS: readonly Link[] = PAGES.flatMap((page) =>
  [...withoutCode(page).matchAll(/(?<!!)\[(?:[^\][]|\[[^\]]*\])*\]\(([^)\s]+)\)/g)].map(([, target = ""]) => ({
    page,
    target,
  })),
);

function withoutCode(page: string): string {
  return pageText(page)
    .replace(/^( *)```[^]*?^\1```$/gm, "")
    .replace(/`[^`\n]*`/g, "`");
}

/** The anchors of a page, as GitHub makes them of headings. */
function anchorsOf(page: string): ReadonlySet<string> {
  const text = pageText(page).replace(/^( *)```[^]*?^\1```$/gm, "");
  const seen = new Map<string, number>();
  const headings = [...text.matchAll(/^#{1,6} +(.*)$/gm)].map(([, heading = ""]) => {
    const slug = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replaceAll(" ", "-");
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
  const named = [...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, name = ""]) => name);
  return new Set([...headings, ...named]);
}

/** What is wrong with a link; nothing for one that leads somewhere. */
function mistakeOf({ page, target }: Link): string | undefined {
  if (/^https:\/\/[^\s]+\.[^\s]+$/.test(target)) return undefined;
  if (/^\w+:/.test(target)) return "is not an https link";
  const [path = "", anchor] = target.split("#");
  const file = path === "" ? join(ROOT, page) : join(ROOT, dirname(page), path);
  if (!existsSync(file)) return "leads to no file";
  if (anchor === undefined || statSync(file).isDirectory()) return undefined;
  return anchorsOf(relative(ROOT, file)).has(anchor) ? undefined : "leads to no heading";
}

describe("links of the pages", () => {
  it("are found", () => {
    expect(LINKS).to.have.length.greaterThan(100);
  });

  it("lead to files and headings that exist, or to the web over https", () => {
    const wrong = LINKS.flatMap((link) => {
      const mistake = mistakeOf(link);
      return mistake === undefined ? [] : [`${link.page}: ${link.target} ${mistake}`];
    });
    expect(wrong).to.deep.equal([]);
  });

  it("reach every page from README", () => {
    const reached = new Set(["README.md"]);
    for (const page of reached) {
      for (const { target } of LINKS.filter((link) => link.page === page && !/^\w+:/.test(link.target))) {
        const to = relative(ROOT, join(ROOT, dirname(page), target.split("#")[0] ?? ""));
        if (PAGES.includes(to)) reached.add(to);
        if (PAGES.includes(join(to, "README.md"))) reached.add(join(to, "README.md"));
      }
    }
    expect(PAGES.filter((page) => !reached.has(page))).to.deep.equal([]);
  });
});
