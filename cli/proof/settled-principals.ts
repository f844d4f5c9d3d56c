import type { AccessModel, Gap, Principal } from "../model/access-model";
import { gapOf } from "../model/gap";
import { settingFor, type PrincipalSetting } from "../model/principal-setting";
import { matchesWildcard } from "../../shared/internal";
import { listWords } from "../toolkit/list-words";
import { nearest } from "../toolkit/nearest";

/**
 * A model in which each role and user has what the configuration says about its policies that the inputs do not hold.
 * Settings that are about nobody are a gap: most likely a name is wrong.
 */
export function withSettledPrincipals(model: AccessModel): AccessModel {
  const { principalSettings: settings = [] } = model;
  if (settings.length === 0) return model;
  const principals = model.principals.map((principal) => settled(principal, settings));
  return { ...model, principals, gaps: [...model.gaps, ...unmatched(model.principals, settings)] };
}

/** Whether the inputs may hold only a part of the policies of a role or user. */
export function hasOtherPolicies({ policies, policiesUnseen }: Principal): boolean {
  return policiesUnseen === true || policies.some(({ isForOthers }) => isForOthers === true);
}

function settled(principal: Principal, settings: readonly PrincipalSetting[]): Principal {
  const setting = hasOtherPolicies(principal) ? settingFor(principal.arn, settings) : undefined;
  return setting === undefined ? principal : { ...principal, otherPolicies: setting.otherPolicies };
}

function unmatched(principals: readonly Principal[], settings: readonly PrincipalSetting[]): readonly Gap[] {
  const arns = principals.filter(({ kind }) => kind === "role" || kind === "user").map(({ arn }) => arn);
  const idle = settings.filter(({ pattern }) => !arns.some((arn) => matchesWildcard(pattern, arn)));
  const [first] = idle;
  if (first === undefined) return [];
  const named = idle.map(({ pattern }) => {
    const near = nearest(pattern, arns);
    return `${pattern}${near === undefined ? "" : ` (did you mean ${near}?)`}`;
  });
  const message = `No role or user of the inputs matches ${listWords(named, "or")}: what is set for it changes nothing.`;
  return [gapOf("unmatched-setting", { input: first.source.input, address: "principals" }, message)];
}
