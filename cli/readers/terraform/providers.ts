import { isRecord } from "../../../shared/internal";
import type { ReadOptions } from "../../resources/resource";
import type { Configuration } from "./configuration";
import { expressionOf } from "./expressions";
import type { Instance } from "./instances";
import type { JsonObject } from "./json-shape";
import { objectOf, writtenText } from "./json-shape";
import type { Place } from "./place";
import { accountOf, agreed, firstOf, ownPlace, placeOfArn, regionOf } from "./place";
import type { Resolver, Scope } from "./resolver";
import { parseModulePath } from "./traversal";

/** What a plan has about its providers. */
export interface ProvidersOptions {
  readonly configurations: JsonObject;
  readonly configuration: Configuration;
  readonly instances: readonly Instance[];
  readonly resolver: () => Resolver;
  readonly options: ReadOptions;
}

/** Which account and Region each provider works in, by what the plan says; then by what the user says. */
export class Providers {
  readonly #given: ProvidersOptions;
  readonly #places = new Map<string, Place>();
  readonly #instances = new Map<string, Instance[]>();

  constructor(given: ProvidersOptions) {
    this.#given = given;
    for (const instance of given.instances) {
      const key = providerKey(instance);
      if (key === undefined) continue;
      const siblings = this.#instances.get(key);
      if (siblings) siblings.push(instance);
      else this.#instances.set(key, [instance]);
    }
  }

  /** Where an instance is: by its own ARN, then by its provider. */
  instancePlace(instance: Instance): Place {
    const key = providerKey(instance);
    const own = [ownPlace(instance.type, instance.before), ownPlace(instance.type, instance.values)];
    // A resource whose block is gone does not say its provider any more: it is where all of them are.
    const provider = key === undefined ? this.#everywhere() : this.#placeOfProvider(key);
    return firstOf([...own, provider]);
  }

  #placeOfProvider(key: string): Place {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    // An expression of the provider may lead to a resource that it makes itself.
    this.#places.set(key, {});
    const place = firstOf([...this.#written(key), this.#seen(key), this.#asked(key)]);
    this.#places.set(key, place);
    return place;
  }

  /** By the provider's block. */
  #written(key: string): readonly Place[] {
    const provider = objectOf(this.#given.configurations[key]);
    const expressions = objectOf(provider["expressions"]);
    const module = this.#given.configuration.module(parseModulePath(writtenText(provider["module_address"])));
    const values = (json: unknown, attribute: string): readonly unknown[] => this.#values(json, { module }, attribute);
    const roles = [expressions["assume_role"], expressions["assume_role_with_web_identity"]].flat().filter(isRecord);
    // The last role of a chain is the one that works.
    const role = roles
      .map((block) => placeOfRole(values(block["role_arn"], "role_arn")))
      .findLast((each) => each.accountId);
    const [allowed, ...more] = values(expressions["allowed_account_ids"], "allowed_account_ids");
    const account = more.length === 0 ? accountOf(allowed) : undefined;
    const region = regionOf(values(expressions["region"], "region").find((each) => regionOf(each)));
    return [role ?? {}, account ? { accountId: account } : {}, region ? { region } : {}];
  }

  /** By the ARNs of what it made, and by the identity that it was given. */
  #seen(key: string): Place {
    const instances = this.#instances.get(key) ?? [];
    const managed = instances
      .filter(({ mode }) => mode === "managed")
      .map(({ type, before }) => ownPlace(type, before));
    const identities = instances.filter(({ type }) => type === "aws_caller_identity" || type === "aws_region");
    return firstOf([agreed(managed), agreed(identities.map(({ type, values }) => ownPlace(type, values)))]);
  }

  #asked(key: string): Place {
    const { accounts = {}, accountId: all, region } = this.#given.options;
    const accountId = accounts[key] ?? all;
    return { ...(accountId ? { accountId } : {}), ...(region ? { region } : {}) };
  }

  #everywhere(): Place {
    const providers = [...this.#instances.keys()].map((key) => this.#placeOfProvider(key));
    return firstOf([agreed(providers), this.#asked("")]);
  }

  #values(json: unknown, scope: Scope, attribute: string): readonly unknown[] {
    const expression = expressionOf(json);
    return expression
      ? this.#given
          .resolver()
          .resolve(expression, scope, attribute)
          .flatMap(({ values }) => values)
      : [];
  }
}

/** `aws`, `aws.hub`: as the configuration names the provider of an instance. */
export function providerKey({ block }: Instance): string | undefined {
  return writtenText(block?.["provider_config_key"]);
}

/** By a role's ARN, or by the one account that it is put together from. */
function placeOfRole(values: readonly unknown[]): Place {
  const arns = values.map(placeOfArn).filter(({ accountId }) => accountId !== undefined);
  const accounts = values.map(accountOf).filter((each) => each !== undefined);
  const [accountId, ...more] = accounts;
  if (arns.length > 0) return agreed(arns);
  return accountId !== undefined && more.length === 0 ? { accountId } : {};
}
