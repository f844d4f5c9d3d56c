import { isRecord } from "../../../shared/internal";

/** One step of an address or reference: a name, or the key in brackets. */
export type Step = string | { readonly key: string | number };

const STEP = /\.?([A-Za-z_][\w-]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|\[[^\]]*\]|\.(\d+)|\.\*/gy;

/**
 * The steps of an address or reference as Terraform writes it.
 *
 * @example
 * parseTraversal('module.a["x"].aws_kms_key.k[0].arn');
 * // ["module", "a", { key: "x" }, "aws_kms_key", "k", { key: 0 }, "arn"]
 */
export function parseTraversal(text: string): readonly Step[] {
  return [...text.matchAll(STEP)].flatMap(([, name, index, quoted, number]): Step[] => {
    if (name !== undefined) return [name];
    if (quoted !== undefined) return [{ key: unquote(quoted) }];
    const position = index ?? number;
    return position === undefined ? [] : [{ key: Number(position) }];
  });
}

/**
 * The references of an expression without those that Terraform adds for the resource behind each: `a.b.arn` is followed
 * by `a.b`. One that is written twice stays twice.
 */
export function writtenReferences(references: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (const reference of references) {
    const last = kept.at(-1);
    const isPartOfLast = last !== undefined && (last.startsWith(`${reference}.`) || last.startsWith(`${reference}[`));
    if (!isPartOfLast) kept.push(reference);
  }
  return kept;
}

/** A key as Terraform quotes it: as JSON does, and with `$${` for `${`. */
function unquote(quoted: string): string {
  try {
    return String(JSON.parse(quoted)).replaceAll("$${", "${").replaceAll("%%{", "%{");
  } catch {
    return quoted.slice(1, -1);
  }
}

/** One module call on the way to a module instance. */
export interface ModuleStep {
  readonly name: string;
  readonly key?: string | number;
}

/** The way to a module instance: `module.hub.module.repository["api"]`. */
export function parseModulePath(address: string | undefined): readonly ModuleStep[] {
  const path: ModuleStep[] = [];
  const steps = parseTraversal(address ?? "");
  for (let index = 0; index < steps.length; index += 1) {
    if (steps[index] !== "module") continue;
    const name = steps[index + 1];
    const key = steps[index + 2];
    if (typeof name === "string") path.push(typeof key === "object" ? { name, key: key.key } : { name });
    index += 1;
  }
  return path;
}

/** Where something of a module instance stands in maps of this reader. */
export function modulePathText(path: readonly ModuleStep[]): string {
  return path.map(({ name, key }) => `module.${name}${key === undefined ? "" : `[${JSON.stringify(key)}]`}`).join(".");
}

/** The reference that a traversal is written as. */
export function traversalText(steps: readonly Step[]): string {
  return steps.reduce<string>((text, step) => {
    if (typeof step === "object") return `${text}[${JSON.stringify(step.key)}]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
}

/** The name that a step is; `""` for a key. */
export function stepName(step: Step | undefined): string {
  return typeof step === "string" ? step : "";
}

/** The part of a value that a traversal leads to; `undefined` where there is none. */
export function walk(value: unknown, steps: readonly Step[]): unknown {
  let inner = value;
  for (const step of steps) {
    const name = typeof step === "string" ? step : step.key;
    if (Array.isArray(inner)) {
      const list: readonly unknown[] = inner;
      // The elements of a set are their own keys.
      inner = typeof name === "number" ? list[name] : list.includes(name) ? name : undefined;
    } else inner = isRecord(inner) ? inner[name] : undefined;
  }
  return inner;
}
