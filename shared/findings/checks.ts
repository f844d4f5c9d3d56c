import { isRecord } from "../base/record";
import { FindingList, shown } from "./findings";
import type { IsUnresolved } from "../base/unresolved";
import { allResolved } from "../base/unresolved";

/** What all checks share. */
export interface CheckContext {
  readonly findings: FindingList;
  readonly isUnresolved: IsUnresolved;
}

/** Refuses properties that are not documented, with the nearest documented one as suggestion. */
export function checkProperties(
  value: object,
  allowed: readonly string[],
  path: string,
  { findings }: CheckContext,
): void {
  for (const property of Object.keys(value)) {
    if (allowed.includes(property)) continue;
    const near = allowed.find(
      (name) => name.toLowerCase() === property.toLowerCase() || name.startsWith(property) || property.startsWith(name),
    );
    const hint = near === undefined ? `use one of ${allowed.join(", ")}` : `did you mean ${near}?`;
    findings.add("UNKNOWN_PROPERTY", joinPath(path, property), `${shown(property)} is not a property here`, { hint });
  }
}

/**
 * Refuses a map with a key that is known only at deployment, where a key is part of an address: the address would
 * follow the number of the token, and a new address means to destroy and create.
 *
 * @param what - What the keys name: `"a repository"`.
 */
export function checkKeysKnown(
  map: unknown,
  path: string,
  what: string,
  { findings, isUnresolved }: CheckContext,
): void {
  if (!isRecord(map) || !Object.keys(map).some((key) => isUnresolved(key))) return;
  findings.add(
    "UNRESOLVED_STRUCTURE",
    path,
    `the name of ${what} is known only at deployment, but is part of the address of what is made for it`,
    { hint: "write the name in the program" },
  );
}

/** Joins a path and a property in the caller's notation. */
export function joinPath(path: string, property: string): string {
  if (!/^[A-Za-z_$][\w$]{0,99}$/.test(property)) return `${path}[${shown(property)}]`;
  return path === "" ? property : `${path}.${property}`;
}

/** The path of something in a topology, where the topology is a property of what the caller gave. */
export function belowTopology(path: string): string {
  return path === "" ? "topology" : `topology.${path}`;
}

/**
 * Adds a finding where a value is not a map that is written in the program. One that is known only at deployment, as a
 * token of CDKTF, does not say what there is.
 *
 * @param must - What it has to be: `map prefixes to rules`.
 * @returns Whether it is one.
 */
export function isWrittenMap(
  value: unknown,
  path: string,
  must: string,
  { findings, isUnresolved }: CheckContext,
  hint = "write the map in the program; single values in it may be known only at deployment",
): value is Readonly<Record<string, unknown>> {
  const isMap = isRecord(value);
  if (isMap && !isUnresolved(value)) return true;
  const got = isMap ? "a map that is known only at deployment" : shown(value);
  findings.add("INVALID_TYPE", path, `must ${must}, got ${got}`, { hint });
  return false;
}

/** Refuses to go on when a configuration is not an object. @throws PolicyError with INVALID_TYPE */
export function requireConfig(config: unknown, subject: string, path = ""): void {
  if (isRecord(config)) return;
  const findings = new FindingList();
  findings.add("INVALID_TYPE", path, `must be an object, got ${shown(config)}`);
  findings.throwIfAny(subject);
}

/**
 * Checks what a builder can be given besides its main arguments.
 *
 * @returns The options, with the default of `isUnresolved`.
 * @throws PolicyError with every finding
 */
export function checkedOptions<Options extends { readonly isUnresolved?: IsUnresolved }>(
  options: Options,
  subject: string,
  path: string,
): Options & { readonly isUnresolved: IsUnresolved } {
  requireConfig(options, subject, path);
  const findings = new FindingList();
  checkProperties(options, ["keyArn", "isUnresolved"], path, { findings, isUnresolved: allResolved });
  const { isUnresolved = allResolved } = options;
  if (typeof isUnresolved !== "function")
    findings.add("INVALID_TYPE", joinPath(path, "isUnresolved"), `must be a function, got ${shown(isUnresolved)}`);
  findings.throwIfAny(subject);
  return { ...options, isUnresolved };
}

/** Checks a text that must be given; `false` when there is nothing further to check (wrong, or unresolved). */
export function checkText(value: unknown, path: string, { findings, isUnresolved }: CheckContext): value is string {
  if (isUnresolved(value)) return false;
  if (typeof value === "string") return true;
  findings.add("INVALID_TYPE", path, `must be a string, got ${shown(value)}`);
  return false;
}

/** Checks an optional choice among documented values. */
export function checkChoice(
  value: unknown,
  choices: readonly string[],
  path: string,
  { findings, isUnresolved }: CheckContext,
): void {
  if (value === undefined || isUnresolved(value) || choices.includes(value as string)) return;
  findings.add("INVALID_OPTION", path, `${shown(value)} is not one of the documented values`, {
    hint: `use ${choices.map((choice) => JSON.stringify(choice)).join(" or ")}`,
  });
}

/** Checks an optional true or false. */
export function checkBoolean(value: unknown, path: string, { findings, isUnresolved }: CheckContext): void {
  if (value === undefined || isUnresolved(value) || typeof value === "boolean") return;
  findings.add("INVALID_TYPE", path, `must be true or false, got ${shown(value)}`);
}
