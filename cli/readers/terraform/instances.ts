import type { Change } from "../../model/access-model";
import type { Configuration, ModuleInstance } from "./configuration";
import type { JsonObject, ShapeReader } from "./json-shape";
import { objectOf, writtenText } from "./json-shape";
import { modulePathText, parseModulePath } from "./traversal";

/** One instance of a resource or data source of a plan, before its unknown values are resolved. */
export interface Instance {
  readonly address: string;
  readonly type: string;
  readonly mode: "managed" | "data";
  readonly module: ModuleInstance;
  /** `aws_kms_key.key`: its block in the module. */
  readonly blockAddress: string;
  readonly block?: JsonObject;
  readonly key?: string | number;
  readonly values: JsonObject;
  /** Terraform's trees: `true` wherever a value is unknown or sensitive. */
  readonly unknownTree: unknown;
  readonly sensitiveTree: unknown;
  readonly change?: Change;
  /** What was there before: for the account that it names. */
  readonly before: JsonObject;
}

/** The resources of AWS in a plan: what changes, and what was read or exists and does not change. */
export function planInstances(plan: JsonObject, configuration: Configuration, shape: ShapeReader): readonly Instance[] {
  const changes = shape.objects(plan["resource_changes"], "resource_changes");
  const changed = changes.flatMap((each, index) => {
    const place = `resource_changes[${index}]`;
    if (!isAws(each) || writtenText(each["deposed"]) !== undefined) return [];
    return [changedInstance(each, configuration, shape, place)];
  });
  const known = new Set(changed.map(({ address }) => address));
  const prior = objectOf(objectOf(plan["prior_state"])["values"]);
  const unchanged = stateResources(prior["root_module"], shape, "prior_state.values.root_module")
    .filter(({ json }) => isAws(json) && !known.has(String(json["address"])))
    .map(({ json, module, place }) => {
      const common = commonParts(json, module, configuration, shape, place);
      const values = objectOf(json["values"]);
      const change: Change | undefined = common.mode === "managed" ? { actions: "none" } : undefined;
      const trees = { unknownTree: false, sensitiveTree: json["sensitive_values"] };
      return { ...common, values, ...trees, before: values, ...(change ? { change } : {}) };
    });
  return [...changed, ...unchanged];
}

/** The resources of a state's module and of all modules below it. */
export function stateResources(
  root: unknown,
  shape: ShapeReader,
  place: string,
): readonly { readonly json: JsonObject; readonly module: string | undefined; readonly place: string }[] {
  const found: { json: JsonObject; module: string | undefined; place: string }[] = [];
  const open = [{ module: shape.object(root, place), place }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { module, place: here } = next;
    const address = writtenText(module["address"]);
    for (const [index, json] of shape.objects(module["resources"], `${here}.resources`).entries()) {
      // An object that was put aside by a replacement that failed is not what the address means.
      if (writtenText(json["deposed_key"]) !== undefined) continue;
      found.push({ json, module: address, place: `${here}.resources[${index}]` });
    }
    const children = shape.objects(module["child_modules"], `${here}.child_modules`);
    // Taken from the end: the first child must be put there last.
    for (const [index, child] of [...children.entries()].reverse()) {
      open.push({ module: child, place: `${here}.child_modules[${index}]` });
    }
  }
  return found;
}

function changedInstance(json: JsonObject, configuration: Configuration, shape: ShapeReader, place: string): Instance {
  const common = commonParts(json, writtenText(json["module_address"]), configuration, shape, place);
  const change = shape.object(json["change"], `${place}.change`);
  const before = objectOf(change["before"]);
  const read = changeOf(change);
  const isDeleted = read?.actions === "delete";
  return {
    ...common,
    values: isDeleted ? before : objectOf(change["after"]),
    unknownTree: isDeleted ? false : change["after_unknown"],
    sensitiveTree: isDeleted ? change["before_sensitive"] : change["after_sensitive"],
    before,
    ...(read ? { change: read } : {}),
  };
}

function commonParts(
  json: JsonObject,
  moduleAddress: string | undefined,
  configuration: Configuration,
  shape: ShapeReader,
  place: string,
): Pick<Instance, "address" | "type" | "mode" | "module" | "blockAddress" | "block" | "key"> {
  const type = shape.text(json["type"], `${place}.type`);
  const name = shape.text(json["name"], `${place}.name`);
  const mode = json["mode"] === "data" ? "data" : "managed";
  const module = configuration.module(parseModulePath(moduleAddress));
  const blockAddress = `${mode === "data" ? "data." : ""}${type}.${name}`;
  const block = configuration.block(module, blockAddress);
  const key = json["index"];
  return {
    address: shape.text(json["address"], `${place}.address`),
    type,
    mode,
    module,
    blockAddress,
    ...(block ? { block } : {}),
    ...(typeof key === "string" || typeof key === "number" ? { key } : {}),
  };
}

/** Where all instances of a block are found. */
export function blockKey(module: ModuleInstance, blockAddress: string): string {
  return `${modulePathText(module.path)}#${blockAddress}`;
}

function isAws({ type }: JsonObject): boolean {
  return typeof type !== "string" || type.startsWith("aws_");
}

const ACTIONS: Readonly<Record<string, Change["actions"]>> = {
  "no-op": "none",
  create: "create",
  read: "read",
  update: "update",
  delete: "delete",
  "delete,create": "replace",
  "create,delete": "replace",
  // Terraform's `removed` block: the resource stays, outside the state.
  forget: "none",
  "create,forget": "create",
};

function changeOf(change: JsonObject): Change | undefined {
  const actions = Array.isArray(change["actions"]) ? ACTIONS[change["actions"].join(",")] : undefined;
  if (actions === undefined) return undefined;
  const paths = Array.isArray(change["replace_paths"]) ? change["replace_paths"] : [];
  const because = paths.map((path) => (Array.isArray(path) ? path.join(".") : String(path)));
  return because.length > 0 && actions === "replace" ? { actions, because } : { actions };
}
