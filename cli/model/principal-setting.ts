import { matchesWildcard } from "../../shared/internal";
import type { Source } from "./source";

/**
 * What somebody says about the policies of a role or user that the inputs do not hold: there are none; they may allow
 * and deny nothing; they may deny and allow nothing.
 */
export type OtherPolicies = "none" | "may-allow" | "may-deny";

/** What the configuration says about roles and users. */
export interface PrincipalSetting {
  /** An ARN, with wildcards or without. */
  readonly pattern: string;
  readonly otherPolicies: OtherPolicies;
  readonly source: Source;
}

/**
 * The setting that counts for a role or user: an ARN goes before a pattern, and of patterns the one with the most
 * characters that are no wildcards; of patterns alike in that the first.
 */
export function settingFor(arn: string, settings: readonly PrincipalSetting[] = []): PrincipalSetting | undefined {
  const matching = settings.filter(({ pattern }) => pattern === arn || matchesWildcard(pattern, arn));
  const [first, ...others] = matching;
  return others.reduce((best, each) => (isMoreSpecific(each, best, arn) ? each : best), first);
}

function isMoreSpecific(one: PrincipalSetting, other: PrincipalSetting | undefined, arn: string): boolean {
  if (other === undefined || other.pattern === arn) return other === undefined;
  return one.pattern === arn || literalLength(one) > literalLength(other);
}

function literalLength({ pattern }: PrincipalSetting): number {
  return pattern.replace(/[*?]/g, "").length;
}
