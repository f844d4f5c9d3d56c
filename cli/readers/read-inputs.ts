import { statSync } from "node:fs";
import { extname, resolve } from "node:path";
import type { AccessModel, Gap } from "../model/access-model";
import { gapOf } from "../model/gap";
import { InputError, type Problem } from "../toolkit/input-error";
import { mergeModels, modelFromResources } from "../resources/model-from-resources";
import type { ReadOptions, ReadResources } from "../resources/resource";
import { readCdktfOutput } from "./cdktf/read-cdktf-output";
import { inputKind } from "./input-kind";
import { readPulumiPreview } from "./pulumi/read-pulumi-preview";
import { readPulumiStack } from "./pulumi/read-pulumi-stack";
import { readJsonFile } from "../toolkit/read-json-file";
import { readTerraformShow } from "./terraform/read-terraform-show";
import { modelFromTopology, readTopologyFile } from "./topology/read-topology-file";
import { nearest } from "../toolkit/nearest";

/**
 * Reads everything that the user named into one model, whatever kind each is of.
 *
 * @param paths - Files and folders as the user gave them, relative to `folder`; `-` is the standard input.
 * @throws InputError with the problems of all inputs at once
 */
export async function readInputs(
  paths: readonly string[],
  options: ReadOptions,
  folder = process.cwd(),
): Promise<AccessModel> {
  const problems: Problem[] = [];
  const resources: ReadResources[] = [];
  const models: AccessModel[] = [];
  for (const path of new Set(paths)) {
    try {
      const read = await readInput(path === "-" ? path : resolve(folder, path), path, options);
      if ("model" in read) models.push(read.model);
      else resources.push(read.resources);
    } catch (error) {
      if (!InputError.is(error)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  const gaps = misspeltProviders(resources, options);
  return mergeModels([...(resources.length > 0 ? [modelFromResources(resources, gaps)] : []), ...models]);
}

type Read = { readonly resources: ReadResources } | { readonly model: AccessModel };

async function readInput(file: string, path: string, options: ReadOptions): Promise<Read> {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true) {
    return { resources: readCdktfOutput(file, path, options) };
  }
  if (MODULES.includes(extname(file))) return { model: await readTopologyFile(file, path) };
  const json = readJsonFile(file, path);
  switch (inputKind(json, path)) {
    case "terraform-plan":
    case "terraform-state":
      return { resources: readTerraformShow(json, path, options) };
    case "pulumi-stack":
      return { resources: readPulumiStack(json, path, options) };
    case "pulumi-preview":
      return { resources: readPulumiPreview(json, path, options) };
    case "topology":
      return { model: modelFromTopology(json, path) };
  }
}

/** Topologies written as programs. */
const MODULES = [".ts", ".mts", ".cts", ".js", ".mjs", ".cjs"];

/**
 * Providers for which the user most likely gave an account under a wrong name: no provider is called so, and one that
 * nothing was given for is called almost so. Other names say nothing: one configuration may serve several inputs.
 */
export function misspeltProviders(read: readonly ReadResources[], { accounts = {} }: ReadOptions): readonly Gap[] {
  const known = new Set(read.flatMap(({ providers = [] }) => providers));
  return Object.keys(accounts)
    .filter((given) => !known.has(given))
    .flatMap((given) =>
      read.flatMap(({ input, providers = [] }) => {
        const free = providers.filter((name) => accounts[name] === undefined);
        const near = nearest(given, free);
        if (near === undefined) return [];
        const message = `No provider is called ${JSON.stringify(given)}, for which an account was given: did you mean ${near}?`;
        return [gapOf("misspelt-provider", { input: input.path, address: `provider ${near}` }, message)];
      }),
    );
}
