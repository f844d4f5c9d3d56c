import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { InputError, type Problem } from "../../../../cli/toolkit/input-error";
import { readCdktfOutput } from "../../../../cli/readers/cdktf/read-cdktf-output";
import type { InfrastructureResource, ReadOptions, ReadResources } from "../../../../cli/resources/resource";

/** Folders that are removed when the tests of a suite are over. */
export class Folders {
  readonly #folders: string[] = [];

  /** A new folder with files: objects are written as JSON, texts as they are. */
  with(files: Readonly<Record<string, unknown>> = {}): string {
    const folder = mkdtempSync(join(tmpdir(), "cdktf-reader-"));
    this.#folders.push(folder);
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
    }
    return folder;
  }

  remove(): void {
    for (const folder of this.#folders) rmSync(folder, { recursive: true });
    this.#folders.length = 0;
  }
}

/** Reads a folder that the user called `out`. */
export function read(folder: string, options: ReadOptions = {}): ReadResources {
  return readCdktfOutput(folder, "out", options);
}

/** The problems that reading a folder ends in. */
export function problemsOf(folder: string, options: ReadOptions = {}): readonly Problem[] {
  try {
    read(folder, options);
  } catch (error) {
    if (InputError.is(error)) return error.problems;
    throw error;
  }
  return [];
}

/** The resource at an address, whatever stack it is in. */
export function at({ resources }: ReadResources, address: string): InfrastructureResource | undefined {
  return resources.find(({ source }) => source.address === address);
}

/** The values of the resource at an address, with its texts of JSON parsed. */
export function valuesAt(result: ReadResources, address: string): Readonly<Record<string, unknown>> {
  return withParsedJson(at(result, address)?.values ?? {});
}

/** Values whose texts of JSON are parsed, because how such a text is written means nothing. */
export function withParsedJson(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, parsed(value)]));
}

function parsed(value: unknown): unknown {
  return typeof value === "string" && value.startsWith("{") ? (JSON.parse(value) as unknown) : value;
}
