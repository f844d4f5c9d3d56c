import * as pulumi from "@pulumi/pulumi";
import { joinPath } from "../shared/plans";

const STAND_IN = "\u0000output ";
/** The same in a text of JSON. */
const STAND_IN_IN_JSON = JSON.stringify(STAND_IN).slice(1, -1);

/** What stands in for the nth output of some arguments while the program runs. */
function standInOf(index: number): string {
  return `${STAND_IN}${index}`;
}

/** Tells stand-ins, and texts that hold one, from plain values. */
export function isStandIn(value: unknown): boolean {
  return typeof value === "string" && (value.includes(STAND_IN) || value.includes(STAND_IN_IN_JSON));
}

/** No argument is nested deeper: what is, holds itself or has been made up. The checks refuse it as it is. */
const DEEPEST = 20;
/** What an output or a promise becomes where JavaScript makes a text of it, as it does for the key of an object. */
const OUTPUT_AS_KEY = /Calling \[toString\] on an \[Output<T>\]|^\[object Promise\]$/;

/** Puts a text in the place of every output. */
export function withStandIns(value: unknown, standIns: Map<string, pulumi.Input<unknown>>, depth = 0): unknown {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) {
    const text = standInOf(standIns.size + 1);
    standIns.set(text, value);
    return text;
  }
  if (!isWalked(value) || depth > DEEPEST) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => withStandIns(item, standIns, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner], index) => [
      OUTPUT_AS_KEY.test(key) ? standInOf(standIns.size + index + 1) : key,
      withStandIns(inner, standIns, depth + 1),
    ]),
  );
}

/**
 * A Map or a Date is not an argument: it is left for the checks to refuse, and not turned into an object that says
 * nothing.
 */
function isWalked(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  return Array.isArray(value) || Object.prototype.toString.call(value) === "[object Object]";
}

/** The stand-ins of the outputs that are secret. */
export async function secretsAmong(standIns: ReadonlyMap<string, pulumi.Input<unknown>>): Promise<readonly string[]> {
  const each = [...standIns].map(async ([text, value]) =>
    (await pulumi.isSecret(pulumi.output(value))) ? [text] : [],
  );
  return (await Promise.all(each)).flat();
}

/** Arguments with a stand-in for every output, the same when all is known, and which stand-ins are those of secrets. */
export interface Resolution {
  readonly standIn: unknown;
  readonly known: unknown;
  readonly secrets: ReadonlySet<string>;
}

/** The arguments as they are known, with stand-ins in the places of secrets. */
export function withSecretsStandingIn({ standIn, known, secrets }: Resolution): unknown {
  if (isStandIn(standIn)) return secrets.has(standIn as string) ? standIn : known;
  if (!isWalked(standIn)) return standIn;
  const below = Object.entries(standIn).map(
    ([key, inner]) => [key, withSecretsStandingIn({ standIn: inner, known: at(known, key), secrets })] as const,
  );
  return Array.isArray(standIn) ? below.map(([, inner]) => inner) : Object.fromEntries(below);
}

/** The secrets that are texts. */
export function secretTexts({ standIn, known, secrets }: Resolution): readonly string[] {
  if (isStandIn(standIn)) return secrets.has(standIn as string) && typeof known === "string" ? [known] : [];
  if (!isWalked(standIn)) return [];
  return Object.entries(standIn).flatMap(([key, inner]) =>
    secretTexts({ standIn: inner, known: at(known, key), secrets }),
  );
}

/** The paths of the secrets, as findings write them. */
export function secretPlaces({ standIn, secrets }: Omit<Resolution, "known">, path = ""): readonly string[] {
  if (isStandIn(standIn)) return secrets.has(standIn as string) ? [path] : [];
  if (!isWalked(standIn)) return [];
  return Object.entries(standIn).flatMap(([key, inner]) =>
    secretPlaces({ standIn: inner, secrets }, Array.isArray(standIn) ? `${path}[${key}]` : joinPath(path, key)),
  );
}

function at(value: unknown, key: string): unknown {
  return (value as Readonly<Record<string, unknown>> | undefined)?.[key];
}
