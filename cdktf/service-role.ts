import type { IamRoleConfig } from "@cdktf/provider-aws/lib/iam-role";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { IamRolePolicyConfig } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Construct } from "constructs";
import type { PlannedServiceRole } from "../shared/plans";
import type { CommonProps, Transform } from "./options";
import { commonOf, providerOf, transformed } from "./options";
import { policyText } from "./policy-text";

/** How a role for Amazon ECR is made. */
export interface ServiceRoleOptions extends CommonProps {
  readonly transformRole?: Transform<IamRoleConfig> | undefined;
  readonly transformPolicy?: Transform<IamRolePolicyConfig> | undefined;
}

/** A role that was made; whatever uses it waits for its policy. */
export interface MadeRole {
  readonly role: IamRole;
  readonly policy: IamRolePolicy;
}

/** Makes a planned role with its inline policy below `scope`. */
export function makeServiceRole(scope: Construct, plan: PlannedServiceRole, options: ServiceRoleOptions): MadeRole {
  const role = new IamRole(
    scope,
    "role",
    transformed<IamRoleConfig>(
      { name: plan.name, assumeRolePolicy: policyText(plan.trustPolicy), ...commonOf(options) },
      options.transformRole,
    ),
  );
  const config = { name: "ecr", role: role.name, policy: policyText(plan.policy), ...providerOf(options) };
  const policy = new IamRolePolicy(
    scope,
    "role-policy",
    transformed<IamRolePolicyConfig>(config, options.transformPolicy),
  );
  return { role, policy };
}
