import type { Account } from "../model/access-model";
import type { RulesConfig } from "../rules/rules-config";
import { readBySchema } from "../toolkit/schema/read-by-schema";
import { withoutUndefined } from "../toolkit/without-undefined";
import { accountFactsOf } from "./accounts-schema";
import { CONFIG_SCHEMA } from "./config-schema";
import { rulesConfigOf } from "./rules-schema";
import type { KmsModel } from "../proof/proof";

/** What `ecr-kms.config.json` says. */
export interface CheckConfig extends RulesConfig {
  /** Account id → what no input says about it. */
  readonly accounts: Readonly<Record<string, Omit<Account, "id">>>;
  /** Provider, as `aws` or `aws.hub` → its account. */
  readonly providers: Readonly<Record<string, string>>;
  /** The Region of providers that do not say theirs. */
  readonly region?: string;
  /** The account of providers that do not say theirs. */
  readonly accountId?: string;
  /** Which account of how ECR uses keys decides. */
  readonly kmsModel?: KmsModel;
}

/**
 * Checks a parsed configuration file.
 *
 * @param json - What the file holds.
 * @param path - Its path as the user gave it, for messages.
 * @throws InputError with everything that is wrong with it
 * @example
 * readConfig({ rules: { "no-lifecycle-policy": { off: true, reason: "we keep every image" } } }, "ecr-kms.config.json");
 */
export function readConfig(json: unknown, path: string): CheckConfig {
  const { rules, accounts, providers = {}, region, accountId, kmsModel } = readBySchema(CONFIG_SCHEMA, json, path);
  return withoutUndefined({
    rules: rulesConfigOf(rules),
    accounts: accountFactsOf(accounts),
    providers,
    region,
    accountId,
    kmsModel,
  });
}
