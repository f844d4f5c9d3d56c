import type { Configuration, ModuleInstance } from "./configuration";
import type { Instance } from "./instances";
import { blockKey } from "./instances";
import { objectOf } from "./json-shape";
import type { Step } from "./traversal";
import { stepName } from "./traversal";

type Key = string | number | undefined;

/** The instances of resources and of modules, found by what the configuration calls them. */
export class InstanceIndex {
  readonly #configuration: Configuration;
  readonly #byBlock = new Map<string, Map<Key, Instance>>();
  readonly #modulesByCall = new Map<string, Map<string, ModuleInstance>>();

  constructor(configuration: Configuration, instances: readonly Instance[]) {
    this.#configuration = configuration;
    for (const instance of instances) {
      const key = blockKey(instance.module, instance.blockAddress);
      const siblings = this.#byBlock.get(key) ?? new Map<Key, Instance>();
      this.#byBlock.set(key, siblings.set(instance.key, instance));
      for (let module: ModuleInstance | undefined = instance.module; module.parent; module = module.parent) {
        const call = blockKey(module.parent, `module.${module.path.at(-1)?.name ?? ""}`);
        const modules = this.#modulesByCall.get(call) ?? new Map<string, ModuleInstance>();
        this.#modulesByCall.set(call, modules.set(String(module.path.at(-1)?.key), module));
      }
    }
  }

  /** The instances of the resource that a reference starts with, by their keys. */
  instances(steps: readonly Step[], module: ModuleInstance): ReadonlyMap<Key, Instance> {
    const address = steps
      .slice(0, steps[0] === "data" ? 3 : 2)
      .map(stepName)
      .join(".");
    return this.#byBlock.get(blockKey(module, address)) ?? new Map<Key, Instance>();
  }

  /** The instances of a module call by their keys; a call without `count` or `for_each` has one, whatever is in it. */
  modules([, name]: readonly Step[], module: ModuleInstance): ReadonlyMap<string, ModuleInstance> {
    const known = this.#modulesByCall.get(blockKey(module, `module.${stepName(name)}`));
    if (known !== undefined || typeof name !== "string") return known ?? new Map<string, ModuleInstance>();
    const call = objectOf(objectOf(module.configuration["module_calls"])[name]);
    const isMany = "count_expression" in call || "for_each_expression" in call;
    return new Map(isMany ? [] : [["undefined", this.#configuration.module([...module.path, { name }])]]);
  }

  /** Whether a reference is to a resource or module of several instances without saying which. */
  isWhole(steps: readonly Step[], module: ModuleInstance): boolean {
    const [head] = steps;
    if (head === "module") return steps.length === 2 && !this.modules(steps, module).has("undefined");
    const instances = this.instances(steps, module);
    return steps.length === (head === "data" ? 3 : 2) && instances.size > 0 && !instances.has(undefined);
  }

  /** The one of these values that is the key of an instance. */
  keyAmong(candidates: readonly unknown[], steps: readonly Step[], module: ModuleInstance): Key {
    const modules = steps[0] === "module" ? this.modules(steps, module) : undefined;
    const instances = modules ? undefined : this.instances(steps, module);
    const keys = candidates.map((each) => {
      if (typeof each !== "string" && typeof each !== "number") return undefined;
      return modules ? modules.get(String(each))?.path.at(-1)?.key : instances?.get(each)?.key;
    });
    const [key, ...more] = new Set(keys.filter((each) => each !== undefined));
    return more.length === 0 ? key : undefined;
  }
}
