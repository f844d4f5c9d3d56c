import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { PlannedServiceRole } from "../shared/plans";
import { policyJson } from "../shared";
import type { CommonArgs, Transform } from "./options";
import { tagsOf, transformed } from "./options";
import type { Planned } from "./planned";

/** How a role for Amazon ECR is made. */
export interface ServiceRoleOptions extends CommonArgs {
  readonly parent: pulumi.ComponentResource;
  readonly transformRole?: Transform<aws.iam.RoleArgs> | undefined;
  readonly transformPolicy?: Transform<aws.iam.RolePolicyArgs> | undefined;
}

/** A role that was made; whatever uses it waits for its policy. */
export interface MadeRole {
  readonly role: aws.iam.Role;
  readonly policy: aws.iam.RolePolicy;
}

/** Makes a planned role with its inline policy. */
export function makeServiceRole(
  name: string,
  plan: Planned<PlannedServiceRole>,
  options: ServiceRoleOptions,
): MadeRole {
  const { parent } = options;
  const role = new aws.iam.Role(
    `${name}-role`,
    transformed<aws.iam.RoleArgs>(
      {
        name: plan.leaf((planned) => planned.name),
        assumeRolePolicy: plan.value(({ trustPolicy }) => policyJson(trustPolicy)),
        ...tagsOf(options),
      },
      options.transformRole,
    ),
    { parent },
  );
  const args = { name: "ecr", role: role.name, policy: plan.value((planned) => policyJson(planned.policy)) };
  const policy = new aws.iam.RolePolicy(
    `${name}-role-policy`,
    transformed<aws.iam.RolePolicyArgs>(args, options.transformPolicy),
    { parent },
  );
  return { role, policy };
}
