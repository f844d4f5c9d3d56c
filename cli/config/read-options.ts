import { existsSync } from "node:fs";
import type { CheckConfig } from "./check-config";
import { readConfig } from "./check-config";
import { InputError } from "../toolkit/input-error";
import { readJsonFile } from "../toolkit/read-json-file";
import type { ReadOptions } from "../resources/resource";

/** The configuration file that is taken where none is named. */
const CONFIG_FILE = "ecr-kms.config.json";

/** The configuration: the file named, the one in the current folder, or an empty one. */
export function configOf(path: string | undefined): CheckConfig {
  if (path !== undefined) return readConfig(readJsonFile(path, path), path);
  return readConfig(existsSync(CONFIG_FILE) ? readJsonFile(CONFIG_FILE, CONFIG_FILE) : {}, CONFIG_FILE);
}

/**
 * What the readers are told besides the inputs: from the command line, and behind it from the configuration.
 *
 * @param accounts - `123456789012` or `aws.hub=123456789012`, each.
 * @throws InputError for an account that is no 12 digits
 */
export function readOptions(
  { account, region }: { readonly account: readonly string[]; readonly region?: string },
  config: CheckConfig,
): ReadOptions {
  const given = account.map((text) => /^(?:(?<provider>[^=]+)=)?(?<id>\d{12})$/.exec(text)?.groups ?? text);
  const wrong = given.filter((each) => typeof each === "string");
  if (wrong.length > 0) {
    throw new InputError(
      wrong.map((text) => ({
        path: "--account",
        message: `${JSON.stringify(text)} is no account`,
        hint: "write 12 digits, or <provider>=<12 digits>: --account aws.hub=123456789012",
      })),
    );
  }
  const known = given.filter((each) => typeof each !== "string");
  const providers = known.flatMap(({ provider, id }) => (provider && id ? [[provider, id] as const] : []));
  const accountId = known.findLast(({ provider }) => provider === undefined)?.["id"] ?? config.accountId;
  const from = region ?? config.region;
  return {
    ...(accountId === undefined ? {} : { accountId }),
    ...(from === undefined ? {} : { region: from }),
    accounts: { ...config.providers, ...Object.fromEntries(providers) },
  };
}
