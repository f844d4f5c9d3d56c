import type { Problem } from "../toolkit/input-error";
import { nearest } from "../toolkit/nearest";
import { ACCOUNT_ID } from "../toolkit/value-forms";

/** Takes the values of a configuration apart, and collects what is wrong with them. */
export class ConfigValues {
  readonly problems: Problem[];
  readonly #file: string;

  constructor(file: string, problems: Problem[]) {
    this.#file = file;
    this.problems = problems;
  }

  /** The place of a problem in the user's words. */
  path(place: string): string {
    return place === "" ? this.#file : `${this.#file}: ${place}`;
  }

  add(place: string, message: string, hint: string): void {
    this.problems.push({ path: this.path(place), message, hint });
  }

  /** An object, or an empty one in place of anything else. */
  record(value: unknown, place: string): Readonly<Record<string, unknown>> {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    this.add(place, `is ${kindOf(value)}, not an object`, 'Write { "name": value, … }.');
    return {};
  }

  /** A list, or an empty one in place of anything else. */
  list(value: unknown, place: string): readonly unknown[] {
    if (Array.isArray(value)) return value as readonly unknown[];
    this.add(place, `is ${kindOf(value)}, not a list`, "Write [ … ].");
    return [];
  }

  /** A text that says something; `undefined` where nothing is written. */
  text(value: unknown, place: string): string | undefined {
    if (value === undefined) return undefined;
    if (typeof value === "string" && value.trim() !== "") return value;
    this.add(place, typeof value === "string" ? "is empty" : `is ${kindOf(value)}, not a text`, 'Write a text: "…".');
    return undefined;
  }

  /** A text of a certain form. */
  matching(value: unknown, place: string, form: RegExp, message: string, hint: string): string | undefined {
    const text = this.text(value, place);
    if (text === undefined || form.test(text)) return text;
    this.add(place, `${JSON.stringify(text)} is ${message}`, hint);
    return undefined;
  }

  accountId(value: unknown, place: string): string | undefined {
    return this.matching(value, place, ACCOUNT_ID, "no account", 'Write 12 digits in quotes: "123456789012".');
  }

  choice<Choice extends string>(value: unknown, place: string, choices: readonly Choice[]): Choice | undefined {
    const text = this.text(value, place);
    const chosen = choices.find((choice) => choice === text);
    if (text !== undefined && chosen === undefined) {
      this.add(place, `${JSON.stringify(text)} is none of its values`, `Write one of: ${choices.join(", ")}.`);
    }
    return chosen;
  }

  /** Refuses the names in an object that are not known, with the one that was probably meant. */
  refuseUnknown(given: Readonly<Record<string, unknown>>, place: string, known: readonly string[]): void {
    for (const name of Object.keys(given)) {
      if (known.includes(name)) continue;
      const near = nearest(name, known);
      this.add(
        place === "" ? name : `${place}.${name}`,
        "is not known here",
        near === undefined
          ? `Known are ${known.filter((each) => !each.startsWith("$")).join(", ")}.`
          : `Did you mean ${near}?`,
      );
    }
  }
}

/** What kind of JSON value it is: messages show no values. */
function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "undefined") return "missing";
  if (typeof value === "object") return "an object";
  return typeof value === "string" ? "a text" : `a ${typeof value}`;
}
