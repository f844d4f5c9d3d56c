import { harmless, harmlessJson } from "./text-layout";

/** HTML that is complete and escaped: only `html` makes it. */
export class Markup {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/** What may stand in a template: texts are escaped, markup is not, nothing is left out. */
export type Part = string | number | Markup | undefined | false | readonly Part[];

/**
 * HTML from a template. Whatever stands in it is escaped, for texts and for attributes in double quotes, unless it was
 * made by this function itself: a name in an input cannot become an element.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const source = strings.map((string, index) => string + (index < parts.length ? rendered(parts[index]) : ""));
  return new Markup(source.join(""));
}

/** JSON as it is shown, its line breaks kept. */
export function shownJson(value: unknown): Markup {
  const lines = harmlessJson(value).split("\n");
  return new Markup(lines.map(escaped).join("\n"));
}

/** Data for a `<script type="application/json">`: nothing in it can end the element. */
export function embeddedJson(value: unknown): Markup {
  return new Markup(JSON.stringify(value).replaceAll("<", "\\u003c"));
}

/** A file of the package as it is. */
export function verbatim(text: string): Markup {
  return new Markup(text);
}

function rendered(part: Part): string {
  if (part === undefined || part === false) return "";
  if (part instanceof Markup) return part.source;
  if (typeof part === "object") return part.map(rendered).join("");
  return escaped(String(part));
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return harmless(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
