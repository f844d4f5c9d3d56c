import { isRecord } from "../../../shared/internal";
import { isUnknown, unknown } from "../../policy/unknown";

/** What stands in a preview for a value that is known after the update. */
const KNOWN_LATER = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** What stands in a preview for a secret. */
const HIDDEN_SECRET = "[secret]";
/** The property that marks values which are more than JSON can say. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const INTEGER = "7eb310220ed6211bd6f147f2a75bfbb6";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";

const LATER_SUFFIX = " (known after the update)";

/**
 * The properties of a resource as plain values. Secrets are not read, decrypted or not: in their place stands a marker,
 * as for values that are known only after the update.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/apitype/property-values.json
 */
export function plainProperties(properties: unknown, urn: string): Readonly<Record<string, unknown>> {
  if (!isRecord(properties)) return {};
  return plainObject(properties, "", urn);
}

/** The marker for a value that is known after the update. */
export function knownLater(what: string): string {
  return unknown(`${what}${LATER_SUFFIX}`);
}

/** Whether a marker stands for a value that is known after the update; for a secret it does not. */
export function isKnownLater(value: unknown): boolean {
  return isUnknown(value) && value.includes(LATER_SUFFIX);
}

function plainValue(value: unknown, path: string, urn: string): unknown {
  if (typeof value === "string") return plainText(value, path, urn);
  if (Array.isArray(value)) return value.map((each, index) => plainValue(each, `${path}[${index}]`, urn));
  if (!isRecord(value)) return value;
  const signature = value[SIGNATURE];
  if (signature === undefined) return plainObject(value, path, urn);
  if (signature === SECRET) return secret(path, urn);
  if (signature === INTEGER) return Number(value["value"]);
  if (signature === RESOURCE && typeof value["id"] === "string") return plainText(value["id"], path, urn);
  return later(path, urn);
}

/** What the engine keeps for itself (`__defaults`, `__meta`) is not a property. */
function plainObject(value: Readonly<Record<string, unknown>>, path: string, urn: string): Record<string, unknown> {
  const entries = Object.entries(value).filter(([key]) => !key.startsWith("__"));
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, plainValue(inner, path === "" ? key : `${path}.${key}`, urn)]),
  );
}

function plainText(text: string, path: string, urn: string): string {
  if (text === HIDDEN_SECRET) return secret(path, urn);
  return text.replaceAll(KNOWN_LATER, () => later(path, urn));
}

function later(path: string, urn: string): string {
  return knownLater(`${path} of ${urn}`);
}

function secret(path: string, urn: string): string {
  return unknown(`${path} of ${urn}, which is a secret of the stack`);
}
