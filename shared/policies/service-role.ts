import type { CheckContext } from "../findings/checks";
import { checkText } from "../findings/checks";
import type { IdentityPolicy, PolicyDocument } from "./document";
import { policyDocument } from "./document";
import { shown } from "../findings/findings";
import type { Partition } from "../aws/partition";
import type { RepositoryPolicyStatement } from "./statement";

/** The policy that says who may assume a role. It has no `Resource`: the role is the resource. */
export type TrustPolicy = PolicyDocument<RepositoryPolicyStatement>;

/** A role to make for Amazon ECR. */
export interface PlannedServiceRole {
  /** The name of the role. */
  readonly name: string;
  /** Who may assume the role. */
  readonly trustPolicy: TrustPolicy;
  /** What the role may do: its only, inline policy. */
  readonly policy: IdentityPolicy;
}

/**
 * The trust policy of a role that ECR assumes, as AWS documents it, without a condition: no page of AWS says which of
 * the keys `aws:SourceAccount` and `aws:SourceArn` ECR sets there. What keeps others out is that a role can be handed
 * to ECR only from its own account, and only by those who may `iam:PassRole` it.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates-create-iam.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export function trustOf(service: string): TrustPolicy {
  return policyDocument<RepositoryPolicyStatement>([
    { Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" },
  ]);
}

/** The ARN of a role without a path. */
export function roleArn(partition: Partition, accountId: string, name: string): string {
  return `arn:${partition}:iam::${accountId}:role/${name}`;
}

/** Checks the name of a role to make. */
export function checkRoleName(value: unknown, path: string, context: CheckContext): void {
  if (!checkText(value, path, context)) return;
  if (/^[\w+=,.@-]{1,64}$/.test(value)) return;
  context.findings.add(
    "INVALID_ROLE_NAME",
    path,
    `${shown(value)} is not a valid role name (it has ${value.length} characters)`,
  );
}
