import { existsSync } from "node:fs";
import type { CheckConfig } from "./check-config";
import { readConfig } from "./check-config";
import { readJsonFile } from "../toolkit/read-json-file";
import type { ReadOptions } from "../resources/resource";
import { withoutUndefined } from "../toolkit/without-undefined";

/** The configuration file that is taken where none is named. */
const CONFIG_FILE = "ecr-kms.config.json";

/** The configuration: the file named, the one in the current folder, or an empty one. */
export function configOf(path: string | undefined): CheckConfig {
  if (path !== undefined) return readConfig(readJsonFile(path, path), path);
  return readConfig(existsSync(CONFIG_FILE) ? readJsonFile(CONFIG_FILE, CONFIG_FILE) : {}, CONFIG_FILE);
}

/** What a call says about providers, before the configuration is asked. */
export interface GivenPlaces {
  /** The account of providers that do not say theirs. */
  readonly accountId?: string | undefined;
  /** Provider → account. */
  readonly accounts: Readonly<Record<string, string>>;
  /** The Region of providers that do not say theirs. */
  readonly region?: string | undefined;
}

/** What the readers know besides the inputs: from the call, and behind it from the configuration. */
export function readOptions(given: GivenPlaces, config: CheckConfig): ReadOptions {
  return withoutUndefined({
    accountId: given.accountId ?? config.accountId,
    region: given.region ?? config.region,
    accounts: { ...config.providers, ...given.accounts },
  });
}
