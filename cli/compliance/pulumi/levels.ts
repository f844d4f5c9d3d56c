import { z } from "zod";
import type { RuleSetting } from "../../rules/rules-config";
import type { Rule, Severity } from "../../rules/finding";
import { SEVERITIES } from "../../rules/finding";
import type { EnforcementLevel } from "./policy-types";

/** What a violation of each severity does. */
export type Levels = Readonly<Record<Severity, EnforcementLevel>>;

/** What cannot be fixed later stops a deployment; the rest is only reported. */
const DEFAULT_LEVELS: Levels = { critical: "mandatory", high: "mandatory", medium: "advisory", low: "advisory" };

const LEVEL = z.enum(["advisory", "mandatory", "disabled"]);

/** One level for all severities, or one for some of them. */
export const LEVELS_SCHEMA = z
  .union([
    LEVEL,
    z.strictObject({
      critical: LEVEL.optional(),
      high: LEVEL.optional(),
      medium: LEVEL.optional(),
      low: LEVEL.optional(),
    } satisfies Record<Severity, z.ZodType>),
  ])
  .optional();

/** The level of each severity: one for all, or those that are given over the default ones. */
export function levelsOf(given: EnforcementLevel | Partial<Levels> = {}): Levels {
  if (typeof given !== "string") return { ...DEFAULT_LEVELS, ...given };
  return Object.fromEntries(SEVERITIES.map((severity) => [severity, given])) as Levels;
}

/** One of the policies that a rule becomes. */
export interface PolicyOfRule {
  readonly name: string;
  readonly level: EnforcementLevel;
  readonly severity: Severity;
}

/**
 * The policies that a rule becomes: one; where some subjects are given a severity of their own that has another level,
 * one more, because Pulumi knows levels of policies and not of violations.
 */
export function policiesOfRule(rule: Rule, settings: readonly RuleSetting[], levels: Levels): readonly PolicyOfRule[] {
  const general = settings.findLast(({ only, severity }) => only === undefined && severity !== undefined)?.severity;
  const severities = [general ?? rule.severity, ...settings.flatMap(({ severity }) => severity ?? [])];
  const byLevel = new Map<EnforcementLevel, PolicyOfRule>();
  for (const severity of severities) {
    const level = levels[severity];
    const name = byLevel.size === 0 ? rule.id : `${rule.id}-${level}`;
    if (!byLevel.has(level)) byLevel.set(level, { name, level, severity });
  }
  return [...byLevel.values()];
}

/** Why a rule is switched off altogether; `undefined` where it is not. */
export function switchedOff(settings: readonly RuleSetting[]): string | undefined {
  return settings.find(({ off, only }) => off === true && only === undefined)?.reason;
}
