import { readConfig } from "../config/check-config";
import { ConfigValues } from "../config/config-values";
import type { RuleSetting, RulesConfig } from "../rules/rules-config";
import { InputError, type Problem } from "../toolkit/input-error";
import { withoutUndefined } from "../toolkit/without-undefined";
import type { ReadOptions } from "../resources/resource";

/** What both toolchains may be told. */
export interface ComplianceOptions {
  /**
   * Rule id → its settings, as in `ecr-kms.config.json`: of another severity, or switched off with a reason, for all subjects or
   * some. The file can be shared: `rules: require("./ecr-kms.config.json").rules`.
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
 * @param own - What else it takes: option → how it is checked.
 * @throws InputError with everything that is wrong with them
 */
export function settingsOf(
  options: ComplianceOptions,
  name: string,
  own: Readonly<Record<string, (value: unknown, values: ConfigValues) => void>>,
): Settings {
  const problems: Problem[] = [];
  const values = new ConfigValues(name, problems);
  const given = values.record(options, "");
  values.refuseUnknown(given, "", ["rules", "account", "region", ...Object.keys(own)]);
  for (const [option, check] of Object.entries(own)) check(given[option], values);
  const { rules = {}, region } = options;
  const accounts = accountsOf(given["account"], values);
  try {
    const config = readConfig({ rules, ...(region === undefined ? {} : { region }) }, name);
    if (problems.length === 0) return { rules: config, reading: withoutUndefined({ ...accounts, region }) };
  } catch (error) {
    if (!InputError.is(error)) throw error;
    problems.push(...error.problems);
  }
  throw new InputError(problems);
}

function accountsOf(given: unknown, values: ConfigValues): Pick<ReadOptions, "accountId" | "accounts"> {
  if (given === undefined) return {};
  if (typeof given === "string") return withoutUndefined({ accountId: values.accountId(given, "account") });
  const entries = Object.entries(values.record(given, "account")).flatMap(([provider, account]) => {
    const id = values.accountId(account, `account[${JSON.stringify(provider)}]`);
    return id === undefined ? [] : [[provider, id] as const];
  });
  return { accounts: Object.fromEntries(entries) };
}
