import type { Gap } from "../model/access-model";
import { nearest } from "../toolkit/nearest";
import type { ReadOptions, ReadResources } from "../resources/resource";

/**
 * Providers for which the user most likely gave an account under a wrong name: no provider is called so, and one that nothing was
 * given for is called almost so. Other names say nothing: one configuration may serve several inputs.
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
        return [{ source: { input: input.path, address: `provider ${near}` }, message }];
      }),
    );
}
