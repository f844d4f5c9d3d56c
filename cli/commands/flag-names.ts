import type { Problem } from "../toolkit/input-error";

/** Arguments that problems are about by name, followed by what was given. */
const IN_PATHS = /^(profile|also)(?=$|[ [])/;

/**
 * What a function says, in the words of the command line: where a function names its argument, the command names its option.
 *
 * @example
 * withFlags("give a role of account 111111111111 with `also`"); // "give a role of account 111111111111 with --also"
 */
export function withFlags(text: string): string {
  return text.replace(/\bwith `([a-z][A-Za-z]*)`/g, (_, name: string) => `with ${flagOf(name)}`);
}

/** The same for a problem: its path is the option itself. */
export function problemWithFlags({ path, message, hint }: Problem): Problem {
  return {
    path: path.replace(IN_PATHS, (name) => flagOf(name)),
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
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
