import { unknown } from "../../policy/unknown";
import type { Configuration, ModuleInstance } from "./configuration";
import type { Expression } from "./expressions";
import { expressionOf, impliedAttribute } from "./expressions";
import type { Instance } from "./instances";
import { InstanceIndex } from "./instance-index";
import type { JsonObject } from "./json-shape";
import { objectOf } from "./json-shape";
import type { Resolved } from "./resolved";
import type { Step } from "./traversal";
import { modulePathText, parseTraversal, stepName, traversalText, walk } from "./traversal";

/** Where an expression stands: its module, and which of the instances that `count` or `for_each` makes of its block. */
export interface Scope {
  readonly module: ModuleInstance;
  readonly key?: string | number | undefined;
  readonly forEach?: unknown;
  /** The module that the reference was first written in, where it was followed into another. */
  readonly origin?: ModuleInstance;
}

/** What is known of the plan besides the expressions. */
export interface ResolverOptions {
  readonly configuration: Configuration;
  readonly instances: readonly Instance[];
  /** The root module's variables with their values. */
  readonly variables: JsonObject;
  /** The values of an instance, resolved. */
  readonly valuesOf: (instance: Instance) => JsonObject;
}

/** Variables can be handed down through this many modules: a plan that goes on in circles is not Terraform's. */
const MAX_DEPTH = 50;

/** Follows references to what they amount to, through variables, outputs and `each`, without guessing. */
export class Resolver {
  readonly #options: ResolverOptions;
  readonly #index: InstanceIndex;

  constructor(options: ResolverOptions) {
    this.#options = options;
    this.#index = new InstanceIndex(options.configuration, options.instances);
  }

  /**
   * What each reference of an expression amounts to, in the order in which they are written.
   *
   * @param attribute - The attribute that is written so: where Terraform does not say which attribute of a resource is
   * meant (`aws_iam_role.team[each.key].arn` becomes `aws_iam_role.team`), it is the one that belongs there.
   */
  resolve(expression: Expression, scope: Scope, attribute: string, depth = 0): readonly Resolved[] {
    const { constant, references } = expression;
    if (constant !== undefined) return [{ values: Array.isArray(constant) ? constant : [constant] }];
    const parsed = references.map((reference) => ({ reference, steps: parseTraversal(reference) }));
    const wholes = parsed.filter(({ steps }) => this.#index.isWhole(steps, scope.module));
    const [whole] = wholes;
    const others = parsed.filter((each) => each !== whole);
    if (whole !== undefined && wholes.length === 1 && others.length > 0) {
      const keys = others.flatMap(({ steps }) =>
        this.#follow(steps, scope, attribute, depth).flatMap(({ values }) => values),
      );
      const key = this.#index.keyAmong(keys, whole.steps, scope.module);
      const isIndex = others.every(
        ({ steps: [head] }) => head === "each" || head === "count" || head === "var" || head === "local",
      );
      if (key !== undefined && isIndex) return this.#follow([...whole.steps, { key }], scope, attribute, depth);
      if (isIndex) return [unresolved(references.join(", "))];
    }
    return parsed.flatMap(({ steps }) => this.#follow(steps, scope, attribute, depth));
  }

  #follow(steps: readonly Step[], scope: Scope, attribute: string, depth: number): readonly Resolved[] {
    const [head] = steps;
    if (depth > MAX_DEPTH) return [unresolved(traversalText(steps))];
    if (head === "var") return this.#variable(steps, scope, attribute, depth + 1);
    if (head === "module") return this.#output(steps, scope, attribute, depth + 1);
    if (head === "each" || head === "count") return this.#iteration(steps, scope, attribute, depth + 1);
    if (typeof head !== "string" || head === "local" || head === "path" || head === "self" || head === "terraform") {
      return [unresolved(traversalText(steps))];
    }
    return this.#attribute(steps, scope, attribute);
  }

  #variable(steps: readonly Step[], scope: Scope, attribute: string, depth: number): readonly Resolved[] {
    const [, name] = steps;
    if (typeof name !== "string") return [unresolved(traversalText(steps))];
    const { module } = scope;
    const declaration = objectOf(objectOf(module.configuration["variables"])[name]);
    if (declaration["sensitive"] === true) return [unresolved(traversalText(steps), " (sensitive)")];
    if (module.parent === undefined || module.call === undefined) {
      const given = objectOf(this.#options.variables[name]);
      return [known("value" in given ? given["value"] : declaration["default"], steps)];
    }
    const written = objectOf(module.call["expressions"])[name];
    const expression = expressionOf(written);
    if (expression === undefined) {
      return [written === undefined ? known(declaration["default"], steps) : unresolved(traversalText(steps))];
    }
    const origin = scope.origin ?? module;
    const parentScope = {
      origin,
      module: module.parent,
      key: module.path.at(-1)?.key,
      forEach: module.call["for_each_expression"],
    };
    return this.#through(expression, steps.slice(2), { scope: parentScope, attribute, depth, steps });
  }

  #output(steps: readonly Step[], scope: Scope, attribute: string, depth: number): readonly Resolved[] {
    const [, , third, fourth] = steps;
    const key = typeof third === "object" ? String(third.key) : undefined;
    const modules = [...this.#index.modules(steps, scope.module)].filter(([each]) => key === undefined || each === key);
    const given = key === undefined ? third : fourth;
    const rest = steps.slice(key === undefined ? 3 : 4);
    const found = modules.flatMap(([, module]) => {
      const outputs = objectOf(module.configuration["outputs"]);
      const names = Object.keys(outputs);
      // Which output is meant is not said behind an index that is an expression; where there is only one it is that.
      const name = typeof given === "string" ? given : names.length === 1 ? names[0] : undefined;
      const expression = expressionOf(objectOf(outputs[name ?? ""])["expression"]);
      if (expression === undefined) return [unresolved(traversalText(steps))];
      return this.#through(expression, rest, {
        scope: { module, origin: scope.origin ?? scope.module },
        attribute,
        depth,
        steps,
      });
    });
    return found.length > 0 ? found : [unresolved(traversalText(steps))];
  }

  #iteration(steps: readonly Step[], scope: Scope, attribute: string, depth: number): readonly Resolved[] {
    const { key } = scope;
    const isKey = steps[1] === "key" || steps[1] === "index";
    if (key === undefined) return [unresolved(traversalText(steps))];
    if (isKey) return [{ reference: traversalText(steps), values: [key] }];
    const rest = steps.slice(2);
    const over = expressionOf(scope.forEach);
    if (over === undefined) return [unresolved(traversalText(steps))];
    // `toset([...])` of constants: each value is its key.
    if (over.constant === undefined && over.references.length === 0) {
      return [
        rest.length === 0 ? { reference: traversalText(steps), values: [key] } : unresolved(traversalText(steps)),
      ];
    }
    return this.#through(over, [{ key }, ...rest], { scope, attribute, depth, steps });
  }

  /** What a part of another expression's value is. */
  #through(
    expression: Expression,
    rest: readonly Step[],
    from: { scope: Scope; attribute: string; depth: number; steps: readonly Step[] },
  ): readonly Resolved[] {
    const { scope, attribute, depth, steps } = from;
    if (expression.constant !== undefined) {
      const value = walk(expression.constant, rest);
      return [value === undefined ? unresolved(traversalText(steps)) : known(value, steps)];
    }
    if (rest.length === 0) {
      const found = this.resolve(expression, scope, attribute, depth);
      return found.length > 0 ? found : [unresolved(traversalText(steps))];
    }
    const [reference, ...more] = expression.references;
    if (reference === undefined || more.length > 0) return [unresolved(traversalText(steps))];
    return this.#follow([...parseTraversal(reference), ...rest], scope, attribute, depth);
  }

  #attribute(steps: readonly Step[], scope: Scope, attribute: string): readonly Resolved[] {
    const isData = steps[0] === "data";
    const rest = steps.slice(isData ? 3 : 2);
    const [first] = rest;
    const key = typeof first === "object" ? first.key : undefined;
    const siblings = this.#index.instances(steps, scope.module);
    const chosen = key === undefined ? undefined : siblings.get(key);
    const instances = key === undefined ? [...siblings.values()] : chosen ? [chosen] : [];
    const path = key === undefined ? rest : rest.slice(1);
    const type = stepName(steps[isData ? 1 : 0]);
    const wanted = path.length > 0 ? path : [impliedAttribute(type, attribute)];
    const isElsewhere = scope.origin !== undefined && scope.origin !== scope.module && scope.module.path.length > 0;
    const reference = `${isElsewhere ? `${modulePathText(scope.module.path)}.` : ""}${traversalText(steps)}`;
    if (instances.length === 0) return [unresolved(reference)];
    const values = instances.map((each) => walk(this.#options.valuesOf(each), wanted) ?? unknown(reference));
    return [{ reference, values: values.flat() }];
  }
}

function unresolved(reference: string, why = ""): Resolved {
  return { reference, values: [unknown(`${reference}${why}`)] };
}

function known(value: unknown, steps: readonly Step[]): Resolved {
  const part = steps[0] === "var" ? walk(value, steps.slice(2)) : value;
  if (part === undefined) return { reference: traversalText(steps), values: [unknown(traversalText(steps))] };
  return { reference: traversalText(steps), values: Array.isArray(part) ? part : [part] };
}
