import type { Finding } from "./findings";

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
  /** Tells it from other errors; `PolicyError.is` does so more surely. */
  override readonly name = "PolicyError";
  /** Each problem; never empty. */
  declare readonly findings: readonly Finding[];

  constructor(subject: string, findings: readonly Finding[]) {
    super(render(subject, findings));
    // Not enumerable: Node shows what is when nobody catches the error, and the message has said all of it.
    Object.defineProperties(this, { findings: { value: findings }, [BRAND]: { value: true } });
  }

  /** Whether `value` is a `PolicyError`, also one from another copy of this package. */
  static is(value: unknown): value is PolicyError {
    return typeof value === "object" && value !== null && BRAND in value;
  }
}

/** How many problems a message tells; `findings` holds all of them. */
const MOST_TOLD = 20;

function render(subject: string, findings: readonly Finding[]): string {
  const count = findings.length === 1 ? "1 problem" : `${findings.length} problems`;
  const lines = findings.slice(0, MOST_TOLD).map(({ code, path, message, hint }) => {
    const where = path === "" ? "" : `${path}: `;
    return `  - ${where}${message} [${code}]\n    fix: ${hint}`;
  });
  const rest = findings.length - lines.length;
  const more = rest > 0 ? [`  and ${rest} more: see the error's findings`] : [];
  return [`${subject} has ${count}:`, ...lines, ...more].join("\n");
}
