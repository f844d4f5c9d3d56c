import type { ReadOptions } from "../../resources/resource";
import type { ObjectValue } from "../../terraform-language/conversion";
import { lazyDeep } from "../../terraform-language/evaluate-text";
import { lazyObject, once } from "../../terraform-language/lazy-object";
import type { Scope } from "../../terraform-language/scope";
import { expansionOf, type Expansion } from "./expansion";
import { instanceOf, type Instance, type InstanceParts } from "./instance";
import { providerOf, type Provider } from "./provider";
import type { Declaration, StackConfiguration } from "./stack-configuration";
import { defaultsOf, membersOf, outputValue, providerName } from "./stack-names";

/** What a stack asks of the program that it is in. */
export interface Surroundings {
  readonly options: ReadOptions;
  /** The outputs of the stack whose state a data source reads; `undefined` when it is not in the program. */
  readonly remoteOutputs: (declaration: Declaration) => ObjectValue | undefined;
  readonly furtherAttributes: InstanceParts["furtherAttributes"];
}

/** A declaration with its resources. */
export interface Made {
  readonly declaration: Declaration;
  readonly kind: Expansion["kind"];
  readonly instances: readonly Instance[];
}

/** One stack. It is the scope of its expressions, which are evaluated when their values are asked for. */
export class Stack implements Scope {
  readonly configuration: StackConfiguration;
  /** Output → its value. */
  readonly outputs: ObjectValue;
  readonly #surroundings: Surroundings;
  readonly #made: ReadonlyMap<Declaration, () => Made>;
  readonly #names: ReadonlyMap<string, ObjectValue>;
  readonly #providers = new Map<string, () => Provider>();

  constructor(configuration: StackConfiguration, surroundings: Surroundings) {
    const { declarations, locals, outputs, variables } = configuration;
    this.configuration = configuration;
    this.#surroundings = surroundings;
    this.outputs = lazyObject(membersOf(outputs, (output) => lazyDeep(outputValue(output), this)));
    const ofMode = (mode: Declaration["mode"]): readonly Declaration[] =>
      declarations.filter((declaration) => declaration.mode === mode);
    const data = lazyObject(membersOf(this.#byType(ofMode("data")), (named) => named));
    this.#names = new Map([
      ...Object.entries(this.#byType(ofMode("managed"))),
      ["data", data] as const,
      ["local", lazyObject(membersOf(locals, (value) => lazyDeep(value, this)))] as const,
      ["var", defaultsOf(variables)] as const,
    ]);
    this.#made = new Map(declarations.map((declaration) => [declaration, this.#making(declaration)]));
  }

  find(name: string): unknown {
    return this.#names.get(name);
  }

  /** All declarations of resources and data sources. */
  all(): readonly Made[] {
    return this.configuration.declarations.map((declaration) => this.#madeFrom(declaration));
  }

  /** The resources of a type that the stack manages. */
  managed(type: string): readonly Instance[] {
    return this.configuration.declarations
      .filter((declaration) => declaration.mode === "managed" && declaration.type === type)
      .flatMap((declaration) => this.#madeFrom(declaration).instances);
  }

  #byType(declarations: readonly Declaration[]): Readonly<Record<string, ObjectValue>> {
    const types = new Map<string, Record<string, () => unknown>>();
    for (const declaration of declarations) {
      const named = types.get(declaration.type) ?? {};
      named[declaration.name] = () => this.#valueOf(declaration);
      types.set(declaration.type, named);
    }
    return Object.fromEntries([...types].map(([type, named]) => [type, lazyObject(named)] as const));
  }

  /**
   * What expressions see: one resource, a list, or an object by key; `undefined` when it is unknown how many there are.
   */
  #valueOf(declaration: Declaration): unknown {
    if (declaration.type === "terraform_remote_state") {
      const outputs = this.#surroundings.remoteOutputs(declaration);
      return outputs && { outputs };
    }
    const { kind, instances } = this.#madeFrom(declaration);
    if (kind === "unknown") return undefined;
    if (kind === "single") return instances[0]?.value;
    if (kind === "list") return instances.map(({ value }) => value);
    return Object.fromEntries(instances.map(({ key, value }) => [String(key), value]));
  }

  #madeFrom(declaration: Declaration): Made {
    return this.#made.get(declaration)?.() ?? unknownNumberOf(declaration);
  }

  #making(declaration: Declaration): () => Made {
    return once(
      () => this.#make(declaration),
      () => unknownNumberOf(declaration),
    );
  }

  #make(declaration: Declaration): Made {
    const { kind, items } = expansionOf(declaration, this);
    const instances = items.map(({ key, scope }) =>
      instanceOf({
        stack: this.configuration.name,
        declaration,
        key,
        address: key === undefined ? declaration.address : `${declaration.address}[${JSON.stringify(key)}]`,
        provider: this.#provider(providerName(declaration)),
        scope,
        furtherAttributes: this.#surroundings.furtherAttributes,
      }),
    );
    return { declaration, kind, instances };
  }

  #provider(name: string): Provider {
    const { configuration } = this;
    const { options } = this.#surroundings;
    const block = configuration.providers.get(name);
    const known = this.#providers.get(name);
    if (known !== undefined) return known();
    const provider = once(
      () => providerOf({ stack: configuration.name, name, block, scope: this, options }),
      // Only a provider that is configured by what it makes itself gets here.
      () => providerOf({ stack: configuration.name, name, block: undefined, scope: this, options }),
    );
    this.#providers.set(name, provider);
    return provider();
  }
}

function unknownNumberOf(declaration: Declaration): Made {
  return { declaration, kind: "unknown", instances: [] };
}
