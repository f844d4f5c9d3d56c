import type { MigrationPlan } from "../migration-plan";
import { QUIET_DAYS } from "./check-cutover";

/** The switch, step by step, with the way back. */
export function cutoverSteps({ source, destination }: MigrationPlan): readonly string[] {
  return [
    `Point what pushes (pipelines) at ${destination.uri}. From here on nothing new reaches ${source.name}; to be sure, deny ecr:PutImage in its repository policy.`,
    "Run this command again: a push that came in between shows up here. If there is one, plan and copy again.",
    "Apply the Terraform or Pulumi changes above: the plan or preview must say import (and forget), and neither create, replace nor destroy a repository.",
    "Allow the new ARN in IAM, VPC endpoint and service control policies, beside the old one.",
    "Point what pulls at the new address, one service after the other. Roles that pull need no new KMS permission: ECR decrypts with its own grants.",
    `Way back, as long as ${source.name} is there: point the service at the old address again. The digests are the same. Images pushed only to ${destination.name} have to be copied back first.`,
    `Wait until nothing was pulled from ${source.name} for ${QUIET_DAYS} days; ecr-kms audit pulls says who still does.`,
    `Delete the source: ecr-kms migrate cutover PLAN --delete-source --confirm ${source.arn}. There is no way back from this.`,
  ];
}
