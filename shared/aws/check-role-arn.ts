import type { CheckContext } from "../findings/checks";
import { checkText } from "../findings/checks";
import { shown } from "../findings/findings";

const ROLE_ARN = /^arn:(?:aws|aws-cn|aws-us-gov):iam::(\d{12}):role\/[\u0021-\u007e]+$/;

/** Checks the ARN of an existing role of the registry account: ECR assumes no other. */
export function checkRoleArn(value: unknown, path: string, accountId: unknown, context: CheckContext): void {
  if (!checkText(value, path, context)) return;
  const { findings, isUnresolved } = context;
  const owner = ROLE_ARN.exec(value)?.[1];
  if (owner === undefined) findings.add("INVALID_ROLE_ARN", path, `${shown(value)} is not the ARN of a role`);
  else if (!isUnresolved(accountId) && owner !== accountId)
    findings.add("INVALID_ROLE_ARN", path, `the role belongs to ${owner}, the registry to ${shown(accountId)}`);
}
