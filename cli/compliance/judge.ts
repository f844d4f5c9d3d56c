import type { RulesConfig } from "../rules/rules-config";
import type { AccessModel, Gap } from "../model/access-model";
import { modelFromResources } from "../resources/model-from-resources";
import type { ReadResources } from "../resources/resource";
import { findAll } from "../rules/find-all";
import type { RuleFinding } from "../rules/finding";
import { possibleModels, STAND_IN_REGION, withoutStandIns } from "./stand-ins";

/** What was read of a program. */
export interface ReadProgram {
  readonly read: ReadResources;
  /** What stands for accounts that are not known. */
  readonly standIns: readonly string[];
}

/** What is wrong with a program, and what of it could not be read. */
export interface Judgement {
  readonly findings: readonly RuleFinding[];
  readonly gaps: readonly Gap[];
}

/**
 * What the rules about configuration find in a program. Where an account is not known, what they find whichever account
 * it is.
 *
 * @throws InputError for documents that are not policies
 */
export function judged({ read, standIns }: ReadProgram, rules: RulesConfig): Judgement {
  const model = modelFromResources([read]);
  return { findings: certain(model, standIns, rules), gaps: model.gaps };
}

function certain(model: AccessModel, standIns: readonly string[], rules: RulesConfig): readonly RuleFinding[] {
  const findings = findAll({ model }, rules).filter(isPlaced);
  if (findings.length === 0 || standIns.length === 0) return findings;
  const others = possibleModels(model, standIns).map(
    (possible) => new Set(findAll({ model: possible }, rules).map(identityOf)),
  );
  return findings
    .filter((finding) => others.every((found) => found.has(identityOf(finding))))
    .map((finding) => ({ ...finding, message: withoutStandIns(finding.message, standIns) }));
}

/** Whether a finding is about Regions of which both are known. */
export function isPlaced({ message }: RuleFinding): boolean {
  return !message.includes(STAND_IN_REGION);
}

function identityOf({ rule, subject, source, statement }: RuleFinding): string {
  return JSON.stringify([rule, subject, source?.input, source?.address, statement?.index]);
}
