import { isUnknown } from "../../policy/unknown";
import { computedAttributes } from "../../resources/computed-attributes";
import type { ObjectValue } from "../../terraform-language/conversion";
import { lazyObject, once } from "../../terraform-language/lazy-object";
import { markerFor } from "../../terraform-language/marker";
import type { Scope } from "../../terraform-language/scope";
import { attributeValue, writtenNames } from "./blocks";
import type { Provider } from "./provider";
import type { Declaration } from "./stack-configuration";

/** A resource as it is written, before what AWS gives to it. */
export interface WrittenInstance {
  readonly declaration: Declaration;
  /** `aws_kms_key.key[0]` */
  readonly address: string;
  /** By which `count` or `for_each` tells it from the others. */
  readonly key: string | number | undefined;
  readonly provider: Provider;
  readonly region: () => string | undefined;
  /** Its attributes, each evaluated when it is asked for. */
  readonly written: ObjectValue;
}

/** One resource of a declaration: with `count` and `for_each` there are several of one. */
export interface Instance extends WrittenInstance {
  /** What AWS gives in addition. */
  readonly given: () => ObjectValue;
  /** What expressions see: everything that is written or given, and markers for the rest. */
  readonly value: ObjectValue;
}

/** What an instance is made from. */
export interface InstanceParts {
  readonly stack: string;
  readonly declaration: Declaration;
  readonly address: string;
  readonly key: string | number | undefined;
  readonly provider: Provider;
  readonly scope: Scope;
  /** What AWS gives besides `computedAttributes`, in an account and Region. */
  readonly furtherAttributes: (instance: WrittenInstance, place: Place) => ObjectValue;
}

/** Where a resource is. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
}

/** One resource with its values, none of which is evaluated yet. */
export function instanceOf({ stack, scope, furtherAttributes, ...instance }: InstanceParts): Instance {
  const { declaration, address, provider } = instance;
  const { body, mode, type } = declaration;
  const inCircle = (name: string) => () => markerFor(`${address}.${name}`);
  const members = Object.fromEntries(
    writtenNames(body).map((name) => [name, once(() => attributeValue(body, name, scope), inCircle(name))]),
  );
  const written = lazyObject(members);
  const region = (): string | undefined =>
    typeof written["region"] === "string" ? written["region"] : provider.region;
  const bare: WrittenInstance = { ...instance, region, written };
  const given = once<ObjectValue>(
    () => {
      const place = instancePlace(bare);
      if (place === undefined) return {};
      const further = furtherAttributes(bare, place);
      if (mode === "data") return further;
      const resource = { type, address: `${stack}#${address}`, ...place };
      // An ARN follows from the name, and so is as unknown as that.
      const isNamed = !NAMES.some((name) => isUnknown(written[name]));
      return joined(
        isNamed
          ? computedAttributes({ ...resource, values: written })
          : allUnknown(computedAttributes({ ...resource, values: { name: "any" } })),
        further,
      );
    },
    () => ({}),
  );
  return { ...bare, given, value: lazyObject(members, { whole: address, given: (name) => given()[name] }) };
}

const NAMES = ["name", "name_prefix", "path"];

function allUnknown(attributes: ObjectValue): ObjectValue {
  return Object.fromEntries(Object.keys(attributes).map((name) => [name, undefined]));
}

/** Where an instance is, when that is known. */
export function instancePlace({ provider, region }: WrittenInstance): Place | undefined {
  const { accountId, partition } = provider;
  const where = region();
  return accountId === undefined || where === undefined ? undefined : { accountId, region: where, partition };
}

/** Both objects in one, without evaluating any member. */
function joined(first: ObjectValue, second: ObjectValue): ObjectValue {
  const members = (object: ObjectValue): readonly (readonly [string, () => unknown])[] =>
    Object.keys(object).map((name) => [name, () => object[name]] as const);
  return lazyObject(Object.fromEntries([...members(first), ...members(second)]));
}

/** An attribute, written or given; `undefined` when neither is known. */
export function attributeOf({ written, given }: Instance, name: string): unknown {
  return Object.hasOwn(written, name) ? written[name] : given()[name];
}
