import { z } from "zod";
import { isRecord } from "../../shared/internal";
import { SEVERITIES } from "../rules/finding";
import { RULES } from "../rules/rules";
import type { RulesConfig } from "../rules/rules-config";
import { documented } from "../toolkit/schema/documented";
import { nearest } from "../toolkit/nearest";
import { refusal } from "../toolkit/schema/refusal";
import { withoutUndefined } from "../toolkit/without-undefined";
import { TEXT } from "./value-schemas";

const OFF = z.boolean({ error: refusal("is neither true nor false", 'Write "off": true, and a reason.') }).optional();

const SUBJECTS = z
  .array(TEXT)
  .min(1, refusal("names nothing", 'Name subjects as findings show them: ["repository orders"].'));

const WITHOUT_REASON = refusal(
  "switches a rule off without a reason",
  'Add "reason": why its findings are not a problem here. The report shows it.',
);

const SETTING = documented(
  z
    .strictObject({
      off: documented(OFF, {
        description: "Findings are reported as suppressed and count as nothing. Needs a reason.",
      }),
      severity: documented(z.enum(SEVERITIES).optional(), { description: "Instead of the rule's own." }),
      reason: documented(TEXT.optional(), { description: "Why; shown in the report." }),
      only: documented(SUBJECTS.optional(), {
        description: "The subjects that are meant, as findings show them; * is a wildcard.",
      }),
    })
    .refine(({ off, reason }) => off !== true || reason !== undefined, {
      path: ["off"],
      error: WITHOUT_REASON,
      when: ({ value }) => isRecord(value),
    }),
  { id: "setting", if: { properties: { off: { const: true } }, required: ["off"] }, then: { required: ["reason"] } },
);

const SETTINGS = z.union([SETTING, z.array(SETTING)]);
const IDS = RULES.map(({ id }) => id);

/** The settings of rules: one for each rule, or a list where different subjects have different ones. */
export const RULES_SCHEMA = documented(
  z
    .object(
      Object.fromEntries(RULES.map(({ id, title }) => [id, documented(SETTINGS.optional(), { description: title })])),
    )
    .catchall(SETTINGS)
    .superRefine(refuseUnknownRules, { when: ({ value }) => isRecord(value) }),
  {
    description: "Rule id → switched off, or of another severity; a list where subjects differ.",
    additionalProperties: false,
  },
);

/**
 * A rule that is not known, whose settings have been checked all the same: everything that is wrong is said at once.
 */
function refuseUnknownRules(given: object, context: z.RefinementCtx): void {
  for (const id of Object.keys(given)) {
    if (IDS.includes(id)) continue;
    const near = nearest(id, IDS);
    const hint =
      near === undefined ? "Findings show the id of their rule; docs/rules.md lists all." : `Did you mean ${near}?`;
    context.addIssue({ code: "custom", path: [id], message: refusal("is not a rule", hint) });
  }
}

/** What the rules are given, without what says nothing. */
export function rulesConfigOf(given: z.output<typeof RULES_SCHEMA> = {}): RulesConfig["rules"] {
  const entries = Object.entries(given).map(([id, settings = []]) => {
    const list = Array.isArray(settings) ? settings : [settings];
    return [
      id,
      list.map(({ off, ...rest }) => withoutUndefined({ off: off === true ? off : undefined, ...rest })),
    ] as const;
  });
  return Object.fromEntries(entries);
}
