import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { extname } from "node:path";
import { isRecord } from "../../../shared/internal";
import type { AccessModel } from "../../model/access-model";
import { InputError } from "../../toolkit/input-error";
import { readJsonFile } from "../../toolkit/read-json-file";
import { modelFromTopology } from "./model-from-topology";
import { problemsOf } from "./findings-as-problems";

export { modelFromTopology } from "./model-from-topology";

/**
 * Reads a topology from a file: JSON, or a module (TypeScript included) that exports `topology`, a `default`, or the
 * `repository` that an `EncryptedRepository` is given.
 *
 * @param file - Where it lies.
 * @param path - Its path as the user gave it.
 * @throws InputError for what is not a topology, with every finding about it, and for a module that fails
 */
export async function readTopologyFile(file: string, path: string): Promise<AccessModel> {
  if (extname(file) === ".json") return modelFromTopology(readJsonFile(file, path), path);
  return modelFromTopology(exportedTopology(await loaded(file, path), path), path);
}

async function loaded(file: string, path: string): Promise<Readonly<Record<string, unknown>>> {
  if (!existsSync(file)) {
    const hint = "check the path and its permissions";
    throw new InputError([{ path, message: "cannot be read: there is no such file", hint }]);
  }
  // Only modules need what loads them, and it takes a moment.
  const { createJiti } = await import("jiti");
  const jiti = createJiti(pathToFileURL(file).href, { fsCache: false, moduleCache: false, interopDefault: false });
  try {
    return await jiti.import(file);
  } catch (error) {
    throw new InputError(problemsOf(error, path) ?? [failure(error, file, path)]);
  }
}

/** What the module says went wrong, without the stack that led there. */
function failure(error: unknown, file: string, path: string): InputError["problems"][number] {
  const { name, message } = error instanceof Error ? error : { name: "", message: "" };
  const place = new RegExp(`${escaped(file)}:(\\d+):(\\d+)`).exec(message);
  const at = place === null ? path : `${path}:${place[1]}:${place[2]}`;
  const reported = (message.split("\n")[0] ?? "").trim();
  if (name === "" && reported === "") {
    return { path, message: "fails when it is loaded: it throws what is not an Error", hint: RUN_ALONE };
  }
  const said = reported.startsWith("ParseError") || name === "" ? reported : `${name}: ${reported}`;
  const missing = /Cannot find (?:module|package) '([^']+)'/.exec(reported)?.[1];
  const hint =
    missing === undefined || /^[./]/.test(missing)
      ? RUN_ALONE
      : `install ${missing} where the file is (what is imported with \`import type\` need not be installed)`;
  return { path: at, message: `fails when it is loaded: ${said}`, hint };
}

const RUN_ALONE =
  "the file has to be a module that can be loaded by itself: fix it, or move the topology into one that can";

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** What a module exports under one of the names that are looked for, also within its default export. */
function exportedTopology(module: Readonly<Record<string, unknown>>, path: string): unknown {
  const byDefault = module["default"];
  const candidates = [module, ...(isRecord(byDefault) ? [byDefault] : [])].flatMap((exported) => [
    exported["topology"],
    exported["repository"],
  ]);
  const named = candidates.find((each) => each !== undefined);
  if (named !== undefined) return named;
  if (byDefault !== undefined) return byDefault;
  if ("registryAccountId" in module) return module;
  const names = Object.keys(module).sort();
  const found = names.length === 0 ? "nothing" : names.join(", ");
  throw new InputError([
    {
      path,
      message: `exports no topology: it exports ${found}`,
      hint: "export it as `export const topology: RegistryTopology = { … }`",
    },
  ]);
}
