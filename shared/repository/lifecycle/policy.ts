import { checkLifecyclePolicy } from "./check-policy";
import { FindingList, shown } from "../../findings/findings";
import type { LifecyclePolicy, LifecycleRule } from "./rule";
import { canonicalPolicy } from "./text";
import { allResolved } from "../../base/unresolved";

/**
 * A lifecycle policy of several rules, in the order of their priority. Of the rules that select an image only the first
 * can expire it.
 *
 * @param rules - Rules and lists of rules, such as `protectTags` gives.
 * @throws PolicyError with INVALID_LIFECYCLE_RULE, INVALID_LIFECYCLE_POLICY, DOCUMENT_TOO_LARGE and others
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 * @example
 * ```ts
 * lifecyclePolicy([protectTags(["v*"]), expireUntagged(14), keepLast(50)]);
 * // { rules: [{ rulePriority: 1, description: "Keep images tagged v*", selection: …,
 * //     action: { type: "expire" } }, …] }
 * ```
 */
export function lifecyclePolicy(rules: readonly (LifecycleRule | readonly LifecycleRule[])[]): LifecyclePolicy {
  const findings = new FindingList();
  if (!Array.isArray(rules)) findings.add("INVALID_TYPE", "rules", `must be a list of rules, got ${shown(rules)}`);
  findings.throwIfAny("the lifecycle policy");
  const policy = { rules: rules.flat() };
  checkLifecyclePolicy(policy, "", { findings, isUnresolved: allResolved });
  findings.throwIfAny("the lifecycle policy");
  return canonicalPolicy(policy);
}
