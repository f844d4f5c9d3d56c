/** Takes two columns of a terminal: CJK, Hangul, full-width forms, emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
/** Takes none: accents that combine with the letter before, joiners, selectors of variants. */
const NARROW = /\p{Mark}|\p{Cf}/u;
/** Could move the cursor, recolour the screen or turn the direction of text. */
const CONTROL = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** The same in JSON: line breaks part its lines, and the others below the space are escaped in its texts. */
const CONTROL_IN_JSON = /[\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A text of an input without what could act on the terminal. Lines are joined. */
export function harmless(text: string): string {
  return text
    .replaceAll(/\s*\n\s*/g, " ")
    .replaceAll("\t", " ")
    .replace(CONTROL, "\ufffd");
}

/** JSON that can be pasted, the same signs in it as escapes. */
export function harmlessJson(value: unknown): string {
  return harmlessJsonText(JSON.stringify(value, null, 2));
}

/** The same of JSON that is text already; its line breaks stay. */
export function harmlessJsonText(json: string): string {
  return json.replace(CONTROL_IN_JSON, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** How many columns of a terminal a text takes. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** Fills a text with spaces up to a width. */
export function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - textWidth(text)));
}

/** A text in at most a width, with `…` for what was cut. */
export function cut(text: string, width: number): string {
  return textWidth(text) <= width ? text : `${startOf(text, width - 1)}…`;
}

/**
 * A text as lines of at most a width: broken at spaces, and where one word is longer, within it. An address of the web
 * stays whole: in two pieces nobody can follow it.
 *
 * @param indent - Goes before each line but the first.
 */
export function wrapped(text: string, width: number, indent = ""): readonly string[] {
  const lines: string[] = [];
  let line = "";
  const push = (rest: string): void => {
    lines.push(line.trimEnd());
    line = indent + rest;
  };
  for (const word of words(text)) {
    if (textWidth(line + word.trimEnd()) > width && line.trim() !== "") push("");
    let rest = line.trim() === "" && lines.length > 0 ? word.trimStart() : word;
    while (textWidth(line + rest.trimEnd()) > width && !rest.startsWith("https://")) {
      const start = breakable(startOf(rest, Math.max(1, width - textWidth(line))));
      line += start;
      rest = rest.slice(start.length);
      push("");
    }
    line += rest;
  }
  return [...lines, line.trimEnd()];
}

/** Words with the spaces behind them; spaces at the start are a word of their own. */
function words(text: string): readonly string[] {
  return text.match(/^\s+|\S+\s*/g) ?? [];
}

/** A long word is broken behind a sign where it has one in the second half of what fits. */
function breakable(start: string): string {
  const sign = Math.max(...["/", "-", ":", ".", "_", ","].map((each) => start.lastIndexOf(each)));
  return sign >= start.length / 2 ? start.slice(0, sign + 1) : start;
}

function startOf(text: string, width: number): string {
  let start = "";
  let used = 0;
  for (const character of text) {
    used += characterWidth(character);
    if (used > width && start !== "") return start;
    start += character;
  }
  return start;
}

function characterWidth(character: string): number {
  if (character < "\u0300") return 1;
  if (NARROW.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
