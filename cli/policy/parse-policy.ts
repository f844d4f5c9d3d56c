import type { Problem } from "../toolkit/input-error";
import type { PolicyJson, StatementJson } from "./policy-json";
import { hasUnknown, isUnknown, unknown, unknownsIn, type Maybe } from "./unknown";
import { isRecord } from "../../shared/internal";

/**
 * A policy document as somebody wrote it, its statements as a list. What is unknown inside its texts stays there; where
 * something unknown stands in place of its structure, the whole policy is unknown.
 *
 * @param value - The JSON text, or what a text would hold.
 * @param path - Where it stands, for problems: `plan.json: aws_ecr_repository_policy.app.policy`.
 * @param problems - Gets what makes it no policy. Never a part of its text.
 * @returns Unknown as well where there were problems: reading goes on to find those of the next policy.
 */
export function parsePolicy(value: unknown, path: string, problems: Problem[]): Maybe<PolicyJson> {
  if (isUnknown(value)) return value;
  const parsed = typeof value === "string" ? parseJson(value) : { json: value };
  if ("unknowns" in parsed) return unknown(parsed.unknowns.join(", "));
  if ("mistake" in parsed) {
    problems.push({ path, message: parsed.mistake, hint: HINT });
    return unknown(path);
  }
  const { policy, mistakes, unknowns } = readPolicyShape(parsed.json);
  problems.push(...mistakes.map((message) => ({ path, message, hint: HINT })));
  if (mistakes.length > 0) return unknown(path);
  return unknowns.length > 0 ? unknown(unknowns.join(", ")) : policy;
}

const HINT = "Write a policy document: { Version, Statement: [{ Effect, Action, … }] }, as text or with jsonencode.";

const MARKER = /«unknown: [^»]*»/g;

type ParsedJson = { readonly json: unknown } | { readonly unknowns: readonly string[] } | { readonly mistake: string };

function parseJson(text: string): ParsedJson {
  if (text.trim() === "") return { mistake: "is empty, not a policy" };
  const asWritten = tryParse(text);
  if (asWritten.ok) return { json: asWritten.json };
  if (!hasUnknown(text)) return { mistake: `is not JSON${failedAt(text, asWritten.message)}` };
  // What is unknown may itself hold quotes (`data.x["a"].arn`): inside of a text they only need escaping.
  const escaped = tryParse(text.replace(MARKER, (marker) => JSON.stringify(marker).slice(1, -1)));
  if (escaped.ok) return { json: escaped.json };
  return { unknowns: unknownsIn(text) };
}

type Attempt = { readonly ok: true; readonly json: unknown } | { readonly ok: false; readonly message: string };

function tryParse(text: string): Attempt {
  try {
    return { ok: true, json: JSON.parse(text) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : "" };
  }
}

/** The engine's message quotes the text, which may be secret: only the place is taken from it. */
function failedAt(text: string, message: string): string {
  const position = Number(/at position (\d+)/.exec(message)?.[1]);
  if (message.includes("Unexpected end") || position >= text.length) return ": it ends before it is complete";
  if (Number.isNaN(position)) return "";
  const before = text.slice(0, position).split("\n");
  return `: it fails in line ${before.length}, column ${(before.at(-1) ?? "").length + 1}`;
}

/** What was found in place of a policy. */
interface PolicyShape {
  /** Only to be used when there are no mistakes and no unknowns. */
  readonly policy: PolicyJson;
  /** What is wrong, without values. */
  readonly mistakes: readonly string[];
  /** What is unknown where the structure should be: nothing can be said about the policy then. */
  readonly unknowns: readonly string[];
}

/** Looks at every part of a policy that a decision depends on. Other parts are let through: AWS adds new ones. */
function readPolicyShape(json: unknown): PolicyShape {
  const found: Found = { mistakes: [], unknowns: [] };
  if (!isRecord(json)) {
    found.mistakes.push(`is ${jsonKind(json)}, not a policy document`);
    return { policy: { Statement: [] }, ...found };
  }
  checkText(json["Version"], "Version", found);
  checkText(json["Id"], "Id", found);
  const written = json["Statement"];
  if (written === undefined) found.mistakes.push("has no Statement");
  const statements = isUnknown(written) || !Array.isArray(written) ? [written] : (written as readonly unknown[]);
  if (written !== undefined) {
    for (const [index, statement] of statements.entries()) checkStatement(statement, index, found);
  }
  return { policy: { ...json, Statement: statements as readonly StatementJson[] }, ...found };
}

interface Found {
  readonly mistakes: string[];
  readonly unknowns: string[];
}

function checkStatement(statement: unknown, index: number, found: Found): void {
  const place = `Statement[${index}]`;
  if (isUnknown(statement)) return void found.unknowns.push(...unknownsIn(statement));
  if (!isRecord(statement)) {
    return void found.mistakes.push(`${place} is ${jsonKind(statement)}, not a statement`);
  }
  checkText(statement["Sid"], `${place}.Sid`, found);
  checkEffect(statement["Effect"], place, found);
  checkOneOf(statement, ["Action", "NotAction"], place, found);
  for (const element of ["Action", "NotAction", "Resource", "NotResource"]) {
    checkTexts(statement[element], `${place}.${element}`, found);
  }
  for (const element of ["Principal", "NotPrincipal"]) checkPrincipal(statement[element], `${place}.${element}`, found);
  checkCondition(statement["Condition"], `${place}.Condition`, found);
}

function checkEffect(effect: unknown, place: string, found: Found): void {
  if (isUnknown(effect)) return void found.unknowns.push(...unknownsIn(effect));
  if (effect === undefined) return void found.mistakes.push(`${place} has no Effect`);
  if (effect !== "Allow" && effect !== "Deny") found.mistakes.push(`${place}.Effect is neither "Allow" nor "Deny"`);
}

function checkOneOf(
  statement: Readonly<Record<string, unknown>>,
  names: readonly string[],
  place: string,
  found: Found,
): void {
  const given = names.filter((name) => statement[name] !== undefined);
  if (given.length === 0) found.mistakes.push(`${place} has no ${names.join(" and no ")}`);
  if (given.length > 1) found.mistakes.push(`${place} has both ${names.join(" and ")}`);
}

function checkPrincipal(principal: unknown, place: string, found: Found): void {
  if (principal === undefined || principal === "*") return;
  // It could be of any type: `AWS`, `Service`, or everybody.
  if (isUnknown(principal)) return void found.unknowns.push(...unknownsIn(principal));
  if (!isRecord(principal)) {
    const expected = `"*" or an object such as { AWS: … }`;
    return void found.mistakes.push(`${place} is ${jsonKind(principal)}, not ${expected}`);
  }
  for (const [type, who] of Object.entries(principal)) checkTexts(who, `${place}.${type}`, found);
}

function checkCondition(condition: unknown, place: string, found: Found): void {
  if (condition === undefined) return;
  if (isUnknown(condition)) return void found.unknowns.push(...unknownsIn(condition));
  if (!isRecord(condition)) return void found.mistakes.push(`${place} is ${jsonKind(condition)}, not an object`);
  for (const [operator, keys] of Object.entries(condition)) {
    if (isUnknown(keys)) found.unknowns.push(...unknownsIn(keys));
    else if (!isRecord(keys)) found.mistakes.push(`${place}.${operator} is ${jsonKind(keys)}, not an object`);
    else for (const [key, values] of Object.entries(keys)) checkValues(values, `${place}.${operator}.${key}`, found);
  }
}

function checkValues(values: unknown, place: string, found: Found): void {
  const wrong = (Array.isArray(values) ? (values as readonly unknown[]) : [values]).find(
    (value) => !["string", "number", "boolean"].includes(typeof value),
  );
  if (wrong !== undefined || values === undefined) {
    found.mistakes.push(`${place} is or holds ${jsonKind(wrong)}, not a text, number or boolean`);
  }
}

function checkTexts(values: unknown, place: string, found: Found): void {
  if (values === undefined) return;
  const wrong = (Array.isArray(values) ? (values as readonly unknown[]) : [values]).find(
    (value) => typeof value !== "string",
  );
  if (wrong !== undefined) found.mistakes.push(`${place} is or holds ${jsonKind(wrong)}, not a text`);
}

function checkText(value: unknown, place: string, found: Found): void {
  if (value !== undefined && typeof value !== "string")
    found.mistakes.push(`${place} is ${jsonKind(value)}, not a text`);
}

function jsonKind(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return { string: "a text", object: "an object", undefined: "nothing" }[typeof value as string] ?? `a ${typeof value}`;
}
