const LONGEST_SHOWN = 200;

/** A value as messages quote it, cut where it is long. */
export function shownValue(value: unknown): string {
  const text = typeof value === "string" ? value : ((JSON.stringify(value) as string | undefined) ?? "nothing");
  const cut = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
  return typeof value === "string" ? JSON.stringify(cut) : cut;
}

/** The kind of a value, with its article. */
export function valueKind(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return "a text";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

interface Expected {
  readonly noun: string;
  readonly hint: string;
}

const OBJECT: Expected = { noun: "an object", hint: 'Write { "name": value, … }.' };

/** What zod calls a type → our words for it. */
const EXPECTED: Readonly<Record<string, Expected>> = {
  object: OBJECT,
  record: OBJECT,
  array: { noun: "a list", hint: "Write [ … ]." },
  string: { noun: "a text", hint: 'Write a text: "…".' },
  number: { noun: "a number", hint: "Write a number, without quotes." },
  int: { noun: "a whole number", hint: "Write a whole number, without quotes." },
  boolean: { noun: "true or false", hint: "Write true or false, without quotes." },
  null: { noun: "null", hint: "Write null." },
};

/** The words for a type that was expected. */
export function expectedWords(type: string): Expected {
  return EXPECTED[type] ?? { noun: type, hint: `Write ${type}.` };
}
