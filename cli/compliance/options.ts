import { z } from "zod";
import { RULES_SCHEMA, rulesConfigOf } from "../config/rules-schema";
import { ACCOUNTS_OF_PROVIDERS, REGION_CODE } from "../config/value-schemas";
import type { ReadOptions } from "../resources/resource";
import type { RuleSetting, RulesConfig } from "../rules/rules-config";
import { readBySchema } from "../toolkit/schema/read-by-schema";
import { withoutUndefined } from "../toolkit/without-undefined";

/** What both toolchains may be given. */
export interface ComplianceOptions {
  /**
   * Rule id → its settings, as in `ecr-kms.config.json`: of another severity, or switched off with a reason, for all
   * subjects or some. The file can be shared: `rules: require("./ecr-kms.config.json").rules`.
   *
   * @default - every rule, with its own severity
   */
  readonly rules?: Readonly<Record<string, RuleSetting | readonly RuleSetting[]>>;
  /**
   * The account, 12 digits, of providers that do not say theirs; provider → account for several.
   *
   * @default - an account that is not known: only what holds whichever account it is counts
   */
  readonly account?: string | Readonly<Record<string, string>>;
  /** The Region of providers that do not say theirs. @default - one that is not known */
  readonly region?: string;
}

/** Options that have been checked. */
export interface Settings {
  readonly rules: RulesConfig;
  readonly reading: ReadOptions;
}

/**
 * Checks options.
 *
 * @param name - What they were given to, for messages.
 * @param own - What else it takes: option → its schema.
 * @throws InputError with everything that is wrong with them
 */
export function settingsOf(
  options: ComplianceOptions,
  name: string,
  own: Readonly<Record<string, z.ZodType>>,
): Settings {
  const schema = z.strictObject({
    rules: RULES_SCHEMA.optional(),
    account: ACCOUNTS_OF_PROVIDERS.optional(),
    region: REGION_CODE.optional(),
    ...own,
  });
  const { rules, account, region } = readBySchema(schema, options, name);
  const accounts = typeof account === "string" ? { accountId: account } : { accounts: account };
  return { rules: { rules: rulesConfigOf(rules) }, reading: withoutUndefined({ ...accounts, region }) };
}
