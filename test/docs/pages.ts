import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A fenced block of a page. */
export interface Block {
  /** `README.md:24`, where its first line stands. */
  readonly place: string;
  /** `ts`, `sh`; empty where nothing says it. */
  readonly language: string;
  /** What else the fence says, `key=value` each: `in=plan`, `file=main.ts`. */
  readonly marks: Readonly<Record<string, string>>;
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
  const whole = pageText(page);
  return [...whole.matchAll(/^( *)```([\w-]*)([^\n]*)\n([^]*?)^\1```$/gm)].map((match) => {
    const [, indent = "", language = "", marks = "", inner = ""] = match;
    const line = whole.slice(0, match.index).split("\n").length + 1;
    const text = inner.replace(new RegExp(`^${indent}`, "gm"), "");
    return { place: `${page}:${line}`, language, marks: marksOf(marks), text };
  });
}

function marksOf(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...text.matchAll(/(\w+)=(\S+)/g)].map(([, key = "", value = ""]) => [key, value]));
}
