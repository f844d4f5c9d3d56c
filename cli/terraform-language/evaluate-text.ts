import { isRecord } from "../../shared/internal";
import { textValue } from "./conversion";
import { evaluate, type Evaluation } from "./evaluator";
import { ExpressionProblem } from "./expression-problem";
import { evaluated } from "./lazy-object";
import { markerFor } from "./marker";
import { parseTemplate, type ParsedPart } from "./parser";
import type { Scope } from "./scope";
import type { Expression } from "./syntax";

/**
 * The value of a text of a Terraform configuration. Expressions between `${` and `}` are evaluated; what of them is not
 * known becomes a marker in place of just that part. Never throws.
 *
 * @example
 * evaluateText("${aws_ecr_repository.app.arn}/*", scope); // "arn:aws:ecr:us-east-1:123456789012:repository/app/*"
 */
export function evaluateText(text: string, scope: Scope): unknown {
  return evaluated(lazyValueOf(text, scope));
}

/** Every text in a value of a configuration evaluated, the keys of its objects included. */
export function evaluateDeep(value: unknown, scope: Scope): unknown {
  return evaluated(lazyDeep(value, scope));
}

/**
 * As `evaluateDeep`, but what resources are referred to as a whole stays, for expressions that ask for a part of it.
 */
export function lazyDeep(value: unknown, scope: Scope): unknown {
  if (typeof value === "string") return lazyValueOf(value, scope);
  if (Array.isArray(value)) return value.map((item) => lazyDeep(item, scope));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [keyText(key, scope), lazyDeep(inner, scope)] as const),
  );
}

/**
 * The reference that a text consists of: `aws_kms_key.key.key_id` for `${aws_kms_key.key.key_id}`. `undefined` for
 * every other text.
 */
export function referenceIn(text: string): string | undefined {
  const [part, ...others] = partsOf(text) ?? [];
  if (typeof part !== "object" || others.length > 0 || part.expression === undefined) return undefined;
  return part.expression.kind === "member" && isReference(part.expression) ? part.source : undefined;
}

function lazyValueOf(text: string, scope: Scope): unknown {
  if (!text.includes("{")) return text;
  const parts = partsOf(text);
  if (parts === undefined) return markerFor(text);
  const [first = ""] = parts;
  const evaluation = { scope, marks: true };
  if (parts.length === 1 && typeof first === "object") return partValue(first, evaluation);
  return parts.map((part) => (typeof part === "string" ? part : partText(part, evaluation))).join("");
}

function partValue({ expression, source }: ParsedPart, evaluation: Evaluation): unknown {
  return expression === undefined ? markerFor(source) : evaluate(expression, evaluation);
}

function partText(part: ParsedPart, evaluation: Evaluation): string {
  const value = evaluated(partValue(part, evaluation));
  return value === null || typeof value === "object" ? markerFor(part.source) : textValue(value);
}

function keyText(key: string, scope: Scope): string {
  const value = evaluateText(key, scope);
  return value === null || typeof value === "object" ? markerFor(key) : textValue(value);
}

function partsOf(text: string): readonly (string | ParsedPart)[] | undefined {
  try {
    return parseTemplate(text);
  } catch (error) {
    if (!(error instanceof ExpressionProblem)) throw error;
    return undefined;
  }
}

function isReference(expression: Expression): boolean {
  if (expression.kind === "name") return true;
  return expression.kind === "member" && expression.key.kind === "literal" && isReference(expression.of);
}
