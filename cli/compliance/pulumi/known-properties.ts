import { knownLater, plainProperties } from "../../readers/pulumi/property-value";

/**
 * The properties that a policy sees, with markers for what is not known in a preview: such a property cannot even be asked for, and
 * in older versions of Pulumi is a text of the engine's own.
 */
export function knownProperties(
  props: Readonly<Record<string, unknown>>,
  urn: string,
): Readonly<Record<string, unknown>> {
  return plainProperties(members(props, "", urn), urn);
}

function members(object: Readonly<Record<string, unknown>>, path: string, urn: string): Record<string, unknown> {
  const entries = Object.keys(object).map((key) => [key, member(object, key, joined(path, key), urn)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function member(object: object, key: string | number, path: string, urn: string): unknown {
  const value = asked(object, key, path, urn);
  // The elements are asked for one by one: methods of lists would ask for all.
  if (Array.isArray(value)) {
    return Array.from({ length: value.length }, (_, index) => member(value, index, `${path}[${index}]`, urn));
  }
  // Objects of classes as well.
  if (typeof value === "object" && value !== null)
    return members(value as Readonly<Record<string, unknown>>, path, urn);
  return typeof value === "function" ? undefined : value;
}

function asked(object: object, key: string | number, path: string, urn: string): unknown {
  try {
    return (object as Record<string | number, unknown>)[key];
  } catch {
    // `UnknownValueError`: nothing else is thrown for asking.
    return knownLater(`${path} of ${urn}`);
  }
}

function joined(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}
