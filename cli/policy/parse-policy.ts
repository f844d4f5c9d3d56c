import type { Problem } from "../toolkit/input-error";
import type { PolicyJson } from "./policy-json";
import { readPolicyShape } from "./policy-shape";
import type { Maybe } from "./unknown";
import { hasUnknown, isUnknown, unknown, unknownsIn } from "./unknown";

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
