import { harmless, harmlessJson } from "./text-layout";

/** What Markdown, HTML or GitHub (mentions, issue numbers) would take for something else. */
const SPECIAL = /[\\`*_{}[\]<>|~#@&!$:]/g;

/** A text of an input that Markdown shows as it is. */
export function text(value: string): string {
  return harmless(value).replace(SPECIAL, (character) => `&#${character.codePointAt(0) ?? 0};`);
}

/** The same as code. HTML, because a backtick ends Markdown's own and a bar its cell of a table. */
export function code(value: string): string {
  return `<code>${text(value)}</code>`;
}

/** A block of JSON, fenced by more backticks than it holds. */
export function jsonBlock(value: unknown): string {
  const json = harmlessJson(value);
  const longest = Math.max(2, ...(json.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}json\n${json}\n${fence}\n`;
}

/** A link to a page of the web; anything else as text. */
export function link(value: string, address: string): string {
  return /^https:\/\/[\w./#?=&%-]+$/.test(address) ? `[${text(value)}](${address})` : `${text(value)} ${text(address)}`;
}

/** A part that unfolds; `summary` is HTML. */
export function details(summary: string, body: string): string {
  return `\n<details>\n<summary>${summary}</summary>\n\n${body}\n</details>\n`;
}
