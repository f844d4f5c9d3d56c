import { isRecord } from "../../../shared/internal";
import type { JsonObject } from "./json-shape";
import { objectOf } from "./json-shape";
import type { ModuleStep } from "./traversal";
import { modulePathText } from "./traversal";

/** One instance of a module, with the configuration that made it. */
export interface ModuleInstance {
  readonly path: readonly ModuleStep[];
  readonly configuration: JsonObject;
  /** Absent for the root. */
  readonly parent?: ModuleInstance;
  /** The `module` block that made it: absent for the root. */
  readonly call?: JsonObject;
}

/** The configuration of a plan: which block made what. */
export class Configuration {
  readonly #root: ModuleInstance;
  readonly #instances = new Map<string, ModuleInstance>();
  readonly #blocks = new Map<JsonObject, ReadonlyMap<string, JsonObject>>();

  constructor(root: JsonObject) {
    this.#root = { path: [], configuration: root };
    this.#instances.set("", this.#root);
  }

  /** The module instance at a path, even where the configuration does not know it (then nothing is written in it). */
  module(path: readonly ModuleStep[]): ModuleInstance {
    const text = modulePathText(path);
    const known = this.#instances.get(text);
    if (known) return known;
    const parent = this.module(path.slice(0, -1));
    const call = objectOf(objectOf(parent.configuration["module_calls"])[path.at(-1)?.name ?? ""]);
    const instance = { path, parent, call, configuration: objectOf(call["module"]) };
    this.#instances.set(text, instance);
    return instance;
  }

  /** The block of a resource in a module: `aws_kms_key.key`, `data.aws_iam_policy_document.pull`. */
  block({ configuration }: ModuleInstance, address: string): JsonObject | undefined {
    let blocks = this.#blocks.get(configuration);
    if (blocks === undefined) {
      const written = configuration["resources"];
      const list = Array.isArray(written) ? written.filter(isRecord) : [];
      blocks = new Map(list.map((block) => [String(block["address"]), block]));
      this.#blocks.set(configuration, blocks);
    }
    return blocks.get(address);
  }
}
