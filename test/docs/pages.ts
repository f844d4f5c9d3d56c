import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A fenced block of a page. */
export interface Block {
  /** `README.md:24`, where its first line stands. */
  readonly place: string;
  /** `ts`, `sh`; empty where nothing says it. */
  readonly language: string;
  readonly text: string;
}

const ROOT = join(__dirname, "..", "..");

/** Every page that people read, by its path. */
export const PAGES: readonly string[] = [
  ...pagesIn("."),
  ...pagesIn("docs"),
  ...pagesIn("bench"),
  ...pagesIn("cli"),
  ...readdirSync(join(ROOT, "examples")).flatMap((example) => pagesIn(join("examples", example))),
].sort();

function pagesIn(folder: string): readonly string[] {
  const files = readdirSync(join(ROOT, folder)).filter((file) => file.endsWith(".md"));
  return files.map((file) => join(folder, file));
}

/** A page's text. */
export function pageText(page: string): string {
  return readFileSync(join(ROOT, page), "utf8");
}

/** The fenced blocks of a page. */
export function blocksOf(page: string): readonly Block[] {
  const text = pageText(page);
  return [...text.matchAll(/^( *)```([\w-]*)[^\n]*\n([^]*?)^\1```$/gm)].map((match) => {
    const [, indent = "", language = "", inner = ""] = match;
    const line = text.slice(0, match.index).split("\n").length + 1;
    return { place: `${page}:${line}`, language, text: inner.replace(new RegExp(`^${indent}`, "gm"), "") };
  });
}
