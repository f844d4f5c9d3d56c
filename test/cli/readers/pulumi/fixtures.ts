import type { ReadResources } from "../../../../cli/resources/resource";
import { InputError } from "../../../../cli/toolkit/input-error";

/** What stands in a preview for a value that is known after the update. */
export const LATER = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A secret as a stack export holds it. */
export const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:xyz" };

/** The URN of a resource without parent. */
export function urn(type: string, name: string): string {
  return `urn:pulumi:prod::registry::${type}::${name}`;
}

/** How a resource refers to its provider. */
export function providerOf(name: string, type = "aws"): string {
  return `${urn(`pulumi:providers:${type}`, name)}::0c1d2e3f-0000-4000-8000-000000000000`;
}

/** A resource's state as both files hold it. */
export function state(
  type: string,
  name: string,
  rest: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return { urn: urn(type, name), custom: true, type, ...rest };
}

/** What `pulumi stack export` writes. */
export function stack(...resources: readonly unknown[]): unknown {
  return { version: 3, deployment: { manifest: { time: "2026-01-01T00:00:00Z", magic: "", version: "" }, resources } };
}

/** A step of a preview, of the resource that its state is of. */
export function step(op: string, rest: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { newState, oldState } = rest as Record<string, { urn: string } | undefined>;
  return { op, urn: (newState ?? oldState)?.urn, detailedDiff: null, ...rest };
}

/** Each resource as its type, the name in its URN and its attributes. */
export function brief({ resources }: ReadResources): readonly unknown[] {
  return resources.map(({ type, source, values }) => [type, source.address.split("::").at(-1), values]);
}

/** The problems that reading tells. */
export function problemsIn(reading: () => unknown): InputError["problems"] {
  try {
    reading();
  } catch (error) {
    if (InputError.is(error)) return error.problems;
    throw error;
  }
  throw new Error("it was read without a problem");
}
