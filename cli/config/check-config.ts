import type { Account } from "../model/access-model";
import type { Problem } from "../toolkit/input-error";
import { InputError } from "../toolkit/input-error";
import type { KmsModel } from "../proof/kms-model";
import { withoutUndefined } from "../toolkit/without-undefined";
import { ConfigValues } from "./config-values";
import { REGION } from "../toolkit/value-forms";
import { readAccounts } from "./read-accounts";
import { readRules } from "./read-rules";
import type { RulesConfig } from "../rules/rules-config";

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

const PROPERTIES = ["$schema", "rules", "accounts", "providers", "region", "accountId", "kmsModel"] as const;

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
  const problems: Problem[] = [];
  const values = new ConfigValues(path, problems);
  const given = values.record(json, "");
  values.refuseUnknown(given, "", PROPERTIES);
  const config = withoutUndefined({
    rules: readRules(given["rules"], values),
    accounts: readAccounts(given["accounts"], values),
    providers: providersOf(given["providers"], values),
    region: values.matching(given["region"], "region", REGION, "no Region", 'Write one such as "us-east-1".'),
    accountId: values.accountId(given["accountId"], "accountId"),
    kmsModel: values.choice(given["kmsModel"], "kmsModel", ["documented", "two-way"] as const),
  });
  if (problems.length > 0) throw new InputError(problems);
  return config;
}

function providersOf(given: unknown, values: ConfigValues): Readonly<Record<string, string>> {
  const entries = Object.entries(values.record(given ?? {}, "providers")).flatMap(([provider, account]) => {
    const id = values.accountId(account, `providers[${JSON.stringify(provider)}]`);
    return id === undefined ? [] : [[provider, id] as const];
  });
  return Object.fromEntries(entries);
}
