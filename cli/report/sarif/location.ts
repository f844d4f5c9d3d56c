import { createHash } from "node:crypto";
import { isAbsolute, relative } from "node:path";
import { pathToFileURL } from "node:url";
import type { Location } from "sarif";
import type { Source } from "../../model/access-model";

/** Where something stands: the input as a file, and the address in it. Empty where that is not known. */
export function locationsOf(source: Source | undefined): Location[] {
  if (source === undefined) return [];
  return [
    {
      physicalLocation: { artifactLocation: { uri: uriOf(source.input) }, region: { startLine: 1 } },
      logicalLocations: [{ fullyQualifiedName: source.address, kind: "resource" }],
    },
  ];
}

/** Relative to the working folder, as code scanning wants it; a file outside of it keeps its whole path. */
function uriOf(input: string): string {
  const path = input.replace(/#.*$/, "");
  const local = isAbsolute(path) ? relative(process.cwd(), path) : path;
  const isOutside = local.startsWith("..") || isAbsolute(local);
  if (isAbsolute(path) && isOutside) return pathToFileURL(path).href;
  return local.replaceAll("\\", "/").replace(/^\.\//, "").split("/").map(encodeURIComponent).join("/");
}

/** The same for the same result in the next run, whatever else has changed. */
export function fingerprint(...parts: readonly string[]): Record<string, string> {
  return { "ecrKms/v1": createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32) };
}
