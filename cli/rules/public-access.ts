import type { StatementJson } from "../policy/policy-json";
import { statementRule } from "./define-rule";
import { limitsCallers } from "./limiting-conditions";
import { PAGES } from "./pages";
import { namesEverybody } from "../policy/policy-json";

/**
 * Critical: any AWS account in the world can do it.
 *
 * Elsewhere: checkov's ECRPolicy.py, trivy-checks' ecr/no_public_access.rego, Prowler's metadata of the check.
 */
export const REPOSITORY_POLICY_PUBLIC = statementRule(
  {
    id: "repository-policy-public",
    title: "A repository policy allows nothing to everybody.",
    severity: "critical",
    see: PAGES.repositoryPolicies,
    elsewhere: {
      checkov: ["CKV_AWS_32"],
      trivy: ["AWS-0032"],
      prowler: ["ecr_repositories_not_publicly_accessible"],
    },
    why: "A principal * without a condition on who calls is every account of AWS, not only your own. The key does not stop them: ECR decrypts through its own grants.",
    fix: "Name the accounts or roles, or add a condition on aws:PrincipalOrgID.",
  },
  ["repository-policy"],
  judgePublic,
);

/**
 * Critical, as Security Hub has it.
 *
 * Elsewhere: https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html, checkov's
 * KMSKeyWildcardPrincipal.py, Prowler's metadata of the check.
 */
export const KEY_POLICY_PUBLIC = statementRule(
  {
    id: "key-policy-public",
    title: "A key policy allows nothing to everybody.",
    severity: "critical",
    see: PAGES.defaultKeyPolicy,
    elsewhere: {
      securityHub: ["KMS.5"],
      checkov: ["CKV_AWS_33"],
      prowler: ["kms_key_not_publicly_accessible"],
    },
    why: "A principal * without a condition on who calls is every account of AWS, not only your own.",
    fix: "Name the accounts or roles, or add a condition on kms:CallerAccount or aws:PrincipalOrgID.",
  },
  ["key-policy"],
  judgePublic,
);

function judgePublic(statement: StatementJson): { readonly message: string } | undefined {
  if (statement.Effect !== "Allow" || limitsCallers(statement.Condition)) return undefined;
  if (namesEverybody(statement)) {
    const but = statement.Condition === undefined ? "without a condition" : "and no condition says who";
    return { message: `It allows its actions to every account of AWS: its principal is *, ${but}.` };
  }
  return statement.NotPrincipal === undefined
    ? undefined
    : { message: "It allows its actions to every account of AWS but those in NotPrincipal." };
}
