import { objectKind } from "../base/record";
import type { ErrorCode } from "./error-codes";
import { ERROR_CODES } from "./error-codes";

/** One problem in what the caller gave. */
export interface Finding {
  /** Stable, documented in docs/errors.md. */
  readonly code: ErrorCode;
  /** Where, in the caller's words: `repositories["my-app"].pull[0]`. */
  readonly path: string;
  /** What is wrong, with the value given. */
  readonly message: string;
  /** How to fix it. */
  readonly hint: string;
}

/** Collects findings, so that all problems are reported at once. */
export class FindingList {
  readonly #findings: Finding[] = [];

  /** Adds a finding; the hint comes from the code table unless one is given. */
  add(code: ErrorCode, path: string, message: string, { hint }: { readonly hint?: string } = {}): void {
    this.#findings.push(Object.freeze({ code, path, message, hint: hint ?? ERROR_CODES[code].fix }));
  }

  /** Everything found so far. */
  get all(): readonly Finding[] {
    return Object.freeze([...this.#findings]);
  }

  /** How many there are so far. */
  get count(): number {
    return this.#findings.length;
  }

  /** Takes over the findings of another list, with their paths put into this caller's words. */
  merge(findings: readonly Finding[], renamePath: (path: string) => string): void {
    for (const finding of findings) this.#findings.push(Object.freeze({ ...finding, path: renamePath(finding.path) }));
  }

  /** Throws one `PolicyError` with everything found; does nothing when nothing was. */
  throwIfAny(subject: string): void {
    if (this.#findings.length > 0) throw new PolicyError(subject, this.all);
  }

  /** The value that a check made, or one `PolicyError` with everything it found instead. */
  orThrow<T extends object>(subject: string, value: T | undefined): T {
    this.throwIfAny(subject);
    if (value === undefined) throw new Error(`${subject} was refused without a finding`);
    return value;
  }
}

/** The longest text that a message shows whole. */
const LONGEST_SHOWN = 300;

/** A value as a person would read it in a message. */
export function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "number" || typeof value === "boolean" || value === null) return String(value);
  if (typeof value === "string") {
    if (value.length <= LONGEST_SHOWN) return JSON.stringify(value);
    return `${JSON.stringify(value.slice(0, LONGEST_SHOWN))} and so on (${value.length} characters)`;
  }
  if (Array.isArray(value)) return "a list";
  return `a value of type ${typeof value === "object" ? objectKind(value) : typeof value}`;
}

const BRAND = Symbol.for("ecr-kms/PolicyError");

/**
 * Everything that is wrong with what the caller gave, thrown once.
 *
 * @example
 * ```ts
 * try {
 *   planRegistry(topology);
 * } catch (error) {
 *   if (!PolicyError.is(error)) throw error;
 *   for (const { code, path, message, hint } of error.findings) console.error(code, path, message, hint);
 * }
 * ```
 */
export class PolicyError extends Error {
  /** The name of the class; `PolicyError.is` is the more reliable test. */
  override readonly name = "PolicyError";
  /** Whose problems they are: `"RegistryHub"`, `"the topology"`. */
  declare readonly subject: string;
  /** Each problem; never empty. */
  declare readonly findings: readonly Finding[];

  constructor(subject: string, findings: readonly Finding[]) {
    super(render(subject, findings));
    // Not enumerable: Node shows what is when nobody catches the error, and the message has said all of it.
    Object.defineProperties(this, {
      subject: { value: subject },
      findings: { value: findings },
      [BRAND]: { value: true },
    });
  }

  /** Whether `value` is a `PolicyError`, also one from another copy of this package. */
  static is(value: unknown): value is PolicyError {
    return typeof value === "object" && value !== null && BRAND in value;
  }
}

/** How many problems a message reports; `findings` holds all of them. */
const MOST_REPORTED = 20;

function render(subject: string, findings: readonly Finding[]): string {
  const count = findings.length === 1 ? "1 problem" : `${findings.length} problems`;
  const lines = findings.slice(0, MOST_REPORTED).map(({ code, path, message, hint }) => {
    const where = path === "" ? "" : `${path}: `;
    return `  - ${where}${message} [${code}]\n    fix: ${hint}`;
  });
  const rest = findings.length - lines.length;
  const more = rest > 0 ? [`  and ${rest} more: see the error's findings`] : [];
  return [`${subject} has ${count}:`, ...lines, ...more].join("\n");
}
