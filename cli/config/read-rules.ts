import { nearest } from "../toolkit/nearest";
import { withoutUndefined } from "../toolkit/without-undefined";
import { SEVERITIES } from "../rules/finding";
import { RULES } from "../rules/rules";
import type { ConfigValues } from "./config-values";
import type { RuleSetting, RulesConfig } from "../rules/rules-config";

const IDS = RULES.map(({ id }) => id);

/** The settings of rules: one for each rule, or a list where different subjects have different ones. */
export function readRules(given: unknown, values: ConfigValues): RulesConfig["rules"] {
  const entries = Object.entries(values.record(given ?? {}, "rules")).map(([id, settings]) => {
    const place = `rules[${JSON.stringify(id)}]`;
    if (!IDS.includes(id)) {
      const near = nearest(id, IDS);
      const hint =
        near === undefined ? "Findings show the id of their rule; docs/rules.md lists all." : `Did you mean ${near}?`;
      values.add(place, "is no rule", hint);
    }
    const read = Array.isArray(settings)
      ? settings.map((each, index) => settingOf(each, `${place}[${index}]`, values))
      : [settingOf(settings, place, values)];
    return [id, read] as const;
  });
  return Object.fromEntries(entries);
}

function settingOf(given: unknown, place: string, values: ConfigValues): RuleSetting {
  const setting = values.record(given, place);
  values.refuseUnknown(setting, place, ["off", "severity", "reason", "only"]);
  const { off, only } = setting;
  const reason = values.text(setting["reason"], `${place}.reason`);
  if (off !== undefined && typeof off !== "boolean") {
    values.add(`${place}.off`, "is neither true nor false", 'Write "off": true, and a reason.');
  }
  if (off === true && setting["reason"] === undefined) {
    values.add(
      `${place}.off`,
      "switches a rule off without a reason",
      'Add "reason": why its findings are no problem here. The report shows it.',
    );
  }
  const subjects = only === undefined ? undefined : subjectsOf(only, `${place}.only`, values);
  return withoutUndefined({
    off: off === true ? true : undefined,
    severity: values.choice(setting["severity"], `${place}.severity`, SEVERITIES),
    reason,
    only: subjects,
  });
}

function subjectsOf(given: unknown, place: string, values: ConfigValues): readonly string[] {
  const subjects = values.list(given, place);
  if (Array.isArray(given) && subjects.length === 0) {
    values.add(place, "names nothing", 'Name subjects as findings show them: ["repository orders"].');
  }
  return subjects.flatMap((each, index) => {
    const missing = each === undefined ? null : each;
    return values.text(missing, `${place}[${index}]`) ?? [];
  });
}
