import { PolicyError } from "../../shared";
import type { EntryPoint } from "./entry-points";

/** What came of calling the core with something. */
export interface Outcome {
  readonly refused: boolean;
  /** The message of the error, when it was refused. */
  readonly message: string;
  /** What is wrong with the outcome itself. */
  readonly problems: readonly string[];
}

/** Longer messages are read by nobody. */
const LONGEST_MESSAGE = 50_000;

/** Calls the core, and looks at how it takes the input. */
export function outcomeOf({ call, alwaysDocuments }: EntryPoint, input: unknown): Outcome {
  const pristine = builtIns();
  let message = "";
  let refused = false;
  const problems: string[] = [];
  let result: unknown;
  try {
    result = call(input);
  } catch (error) {
    refused = true;
    message = error instanceof Error ? error.message : String(error);
    if (!PolicyError.is(error)) problems.push(`throws ${error instanceof Error ? (error.stack ?? message) : message}`);
    else if (error.findings.length === 0) problems.push("refuses without a finding");
    if (message.length > LONGEST_MESSAGE) problems.push(`its message has ${message.length} characters`);
  }
  if (!refused) problems.push(...corruption(result, alwaysDocuments));
  if (builtIns() !== pristine) problems.push("changes built-in objects");
  return { refused, message, problems };
}

/** The own properties of what everything inherits from. */
function builtIns(): string {
  return [Object.prototype, Array.prototype, String.prototype, Function.prototype]
    .map((each) => Reflect.ownKeys(each).map(String).join())
    .join(" | ");
}

/** What is wrong with a result: anything that JSON would lose or change, and documents that are none. */
function corruption(result: unknown, alwaysDocuments: boolean): readonly string[] {
  const problems: string[] = [];
  let documents = 0;
  const visit = (value: unknown, path: string): void => {
    if (typeof value === "string") return;
    if (typeof value === "number") {
      if (!Number.isFinite(value)) problems.push(`${path} is ${value}`);
    } else if (typeof value === "object" && value !== null) {
      if (!isPlain(value)) problems.push(`${path} is a ${value.constructor.name}`);
      if ("Version" in value && "Statement" in value) {
        documents += 1;
        problems.push(...documentProblems(value).map((problem) => `${path} ${problem}`));
      }
      for (const [name, inner] of Object.entries(value)) visit(inner, `${path}.${name}`);
    } else if (typeof value !== "boolean") {
      problems.push(`${path} is of type ${typeof value}`);
    }
  };
  visit(result, "the plan");
  if (documents === 0 && alwaysDocuments) problems.push("there is no document in it");
  return problems;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype;
}

/** Elements of a statement that are texts or lists of them. */
const TEXTS = ["Action", "Resource"] as const;

function documentProblems(document: object): readonly string[] {
  const { Version, Statement, ...others } = document as Readonly<Record<string, unknown>>;
  if (Version !== "2012-10-17" || !Array.isArray(Statement) || Object.keys(others).length > 0)
    return ["is no document"];
  if (Statement.length === 0) return ["has no statement"];
  if (/\p{Surrogate}/u.test(JSON.stringify(document))) return ["is not well-formed text"];
  return Statement.flatMap((statement: unknown) => {
    const each = statement as Readonly<Record<string, unknown>>;
    const wrong = TEXTS.filter((element) => each[element] !== undefined && !isTexts(each[element]));
    if ((each["Effect"] !== "Allow" && each["Effect"] !== "Deny") || each["Action"] === undefined) wrong.push("Action");
    const { Principal = {}, Condition = {} } = each;
    const principals = Object.values(Principal as object).every(isTexts);
    const conditions = Object.values(Condition as object).every((keys) => Object.values(keys as object).every(isTexts));
    return wrong.length > 0 || !principals || !conditions ? [`has a malformed statement: ${JSON.stringify(each)}`] : [];
  });
}

function isTexts(value: unknown): boolean {
  const texts: unknown[] = Array.isArray(value) ? value : [value];
  return texts.length > 0 && texts.every((text) => typeof text === "string" && text !== "");
}
