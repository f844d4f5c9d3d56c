import type { Account } from "../model/access-model";
import type { PrincipalSetting } from "../model/principal-setting";
import type { RulesConfig } from "../rules/rules-config";
import { readBySchema } from "../toolkit/schema/read-by-schema";
import { withoutUndefined } from "../toolkit/without-undefined";
import { accountFactsOf, ACCOUNTS_SCHEMA } from "./accounts-schema";
import { PRINCIPALS_SCHEMA, principalSettingsOf } from "./principals-schema";
import { rulesConfigOf, RULES_SCHEMA } from "./rules-schema";
import type { KmsModel } from "../proof/proof";
import { z } from "zod";
import { documented, jsonSchemaOf, type JsonSchema } from "../toolkit/schema/documented";
import { ACCOUNT, REGION_CODE } from "./value-schemas";

/** What `ecr-kms.config.json` says. */
export interface CheckConfig extends RulesConfig {
  /** Account id → what no input says about it. */
  readonly accounts: Readonly<Record<string, Omit<Account, "id">>>;
  /** What it says about policies of roles and users that no input holds. */
  readonly principals: readonly PrincipalSetting[];
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
  const given = readBySchema(CONFIG_SCHEMA, json, path);
  const { rules, accounts, principals, providers = {}, region, accountId, kmsModel } = given;
  return withoutUndefined({
    rules: rulesConfigOf(rules),
    accounts: accountFactsOf(accounts),
    principals: principalSettingsOf(principals, path),
    providers,
    region,
    accountId,
    kmsModel,
  });
}

/** `ecr-kms.config.json`. */
const CONFIG_SCHEMA = documented(
  z.strictObject({
    $schema: z.string().optional(),
    rules: RULES_SCHEMA.optional(),
    accounts: ACCOUNTS_SCHEMA.optional(),
    principals: PRINCIPALS_SCHEMA.optional(),
    providers: documented(z.record(z.string(), ACCOUNT).optional(), {
      description: "Provider, as aws or aws.hub → its account id.",
    }),
    region: documented(REGION_CODE.optional(), { description: "The Region of providers that do not say theirs." }),
    accountId: documented(ACCOUNT.optional(), { description: "The account of providers that do not say theirs." }),
    kmsModel: documented(z.enum(["documented", "two-way"]).optional(), {
      description: "What AWS documents about ECR and its key, or the two-way model in addition.",
    }),
  }),
  { title: "ecr-kms.config.json", description: "The configuration of ecr-kms check." },
);

/**
 * The JSON Schema of `ecr-kms.config.json`, from which editors complete and explain it: `schema.json` in this folder.
 */
export function configSchema(): JsonSchema {
  return jsonSchemaOf(CONFIG_SCHEMA);
}
