import type { Problem } from "../toolkit/input-error";

/** Arguments that problems are about by name, followed by what was given. */
const IN_PATHS =
  /^(?:(?:profile|also|key|to|journal|since|until|resume|workgroup)(?=$|[ [])|(?:region|regions|accounts?|organization|location|database|table|repository|image|principal)(?=$| "))/;

/** Arguments, one or several, that a sentence names: "with `since` or `until`". */
const IN_TEXTS = /\bwith (?:`[a-z][A-Za-z]*`(?:, (?=`)| (?:or|and) (?=`)|))+/g;

/** Options that have other names than the arguments that they stand for. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  location: "athena-location",
  database: "athena-database",
  table: "athena-table",
};

/**
 * What a function says, in the words of the command line: where a function names its argument, the command names its
 * option.
 *
 * @example
 * withFlags("give a role of account 111111111111 with `also`"); // "give a role of account 111111111111 with --also"
 */
export function withFlags(text: string): string {
  return text
    .replace(IN_TEXTS, (named) => named.replace(/`([A-Za-z]+)`/g, (_, name: string) => flagOf(name)))
    .replace(/`([a-z][A-Za-z]*): false`/g, (_, name: string) => flagOf(`no-${name}`));
}

/** The same for a problem: its path is the option itself. */
export function problemWithFlags({ path, message, hint }: Problem): Problem {
  return {
    path: withFlags(path.replace(IN_PATHS, (name) => flagOf(name))),
    message: withFlags(message),
    hint: withFlags(hint),
  };
}

/** The same for all texts in plain data. */
export function dataWithFlags<Data>(data: Data): Data {
  return mapped(data) as Data;
}

function mapped(data: unknown): unknown {
  if (typeof data === "string") return withFlags(data);
  if (Array.isArray(data)) return data.map(mapped);
  if (typeof data !== "object" || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, mapped(value)]));
}

function flagOf(name: string): string {
  return `--${(OTHER_NAMES[name] ?? name).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
