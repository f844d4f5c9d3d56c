import type { Condition, IdentityPolicyStatement } from "./statement";

/** A statement of an IAM policy that allows actions on resources. */
export function allow(
  sid: string,
  actions: readonly string[],
  resources: readonly string[],
  condition: Condition = {},
): IdentityPolicyStatement {
  return {
    Sid: sid,
    Effect: "Allow",
    Action: actions,
    Resource: resources,
    ...(Object.keys(condition).length > 0 ? { Condition: condition } : {}),
  };
}
