import type { StatementJson } from "../policy/policy-json";
import { listOf } from "../policy/policy-json";
import { hasUnknown } from "../policy/unknown";
import type { StatementJudgement } from "./define-rule";
import { statementRule } from "./define-rule";
import { PAGES } from "./pages";
import {
  accountOfPrincipal,
  isAccountRoot,
  isEveryAction,
  patternsFor,
  principalsOf,
  withoutActions,
} from "../policy/statement-parts";
import { listWords } from "../toolkit/list-words";

/** Low: it does nothing, but whoever wrote it believes that it lets somebody log in. */
export const LOGIN_IN_REPOSITORY_POLICY = statementRule(
  {
    id: "login-in-repository-policy",
    title: "Logging in is allowed in IAM policies.",
    severity: "low",
    see: PAGES.repositoryPolicies,
    elsewhere: {},
    why: "ecr:GetAuthorizationToken is about the registry and no repository: in a repository policy it allows nothing. Without it in IAM, docker login fails.",
    fix: 'Allow ecr:GetAuthorizationToken on "*" in the IAM policy of whoever pushes or pulls.',
  },
  ["repository-policy"],
  (statement) => without(statement, patternsFor(statement, "ecr:GetAuthorizationToken"), "a repository policy"),
);

/** Low: it does nothing; the key policy and IAM decide about the key. */
export const KMS_ACTIONS_IN_REPOSITORY_POLICY = statementRule(
  {
    id: "kms-actions-in-repository-policy",
    title: "A repository policy speaks of ECR actions.",
    severity: "low",
    see: PAGES.repositoryPolicies,
    elsewhere: {},
    why: "A repository policy decides about its repository. What somebody may do with the key is decided by the key policy and by IAM.",
    fix: "Move these actions to the key policy, or to the IAM policy of the principal.",
  },
  ["repository-policy"],
  (statement) =>
    without(
      statement,
      listOf(statement.Action).filter((action) => /^kms:/i.test(action)),
      "a repository policy",
    ),
);

/** High: ECR refuses the policy, so the deployment fails. @see https://github.com/aws/aws-cdk/issues/24314 */
export const RESOURCE_IN_REPOSITORY_POLICY = statementRule(
  {
    id: "resource-in-repository-policy",
    title: "A repository policy has no Resource.",
    severity: "high",
    see: PAGES.repositoryPolicyExamples,
    elsewhere: {},
    why: 'ECR refuses a repository policy with a Resource: "Invalid repository policy provided". The policy is about its own repository.',
    fix: "Remove Resource.",
  },
  ["repository-policy"],
  (statement) => {
    if (statement.Resource === undefined && statement.NotResource === undefined) return undefined;
    const { Resource: _resource, NotResource: _notResource, ...replacement } = statement;
    return { message: "It has a Resource; ECR refuses that.", replacement };
  },
);

/**
 * Low: by itself it changes nothing. What it hides is more: without the permission in IAM, deleting a repository leaves
 * ECR's grants on the key.
 */
export const RETIRE_GRANT_IN_KEY_POLICY = statementRule(
  {
    id: "retire-grant-in-key-policy",
    title: "kms:RetireGrant is allowed in IAM policies.",
    severity: "low",
    see: PAGES.retiringGrants,
    elsewhere: {},
    why: "kms:RetireGrant has no effect in a key policy. Whoever creates or deletes repositories needs it in IAM; without it, deleting a repository leaves its grants on the key.",
    fix: "Move kms:RetireGrant to the IAM policy of whoever creates and deletes repositories.",
  },
  ["key-policy"],
  (statement) => without(statement, patternsFor(statement, "kms:RetireGrant"), "a key policy"),
);

/** Medium: more than anybody needs, and AWS adds actions to it over time. */
export const WILDCARD_ACTIONS = statementRule(
  {
    id: "wildcard-actions",
    title: "Only the account itself has all actions.",
    severity: "medium",
    see: PAGES.iamPractices,
    elsewhere: {},
    why: "All ECR actions include deleting the repository and changing its policy; all KMS actions include deleting the key and revoking ECR's grants, which makes images unreadable for good.",
    fix: "List the actions. Only the root of the owning account, through which its IAM policies decide, has all.",
  },
  ["key-policy", "repository-policy"],
  (statement, { accountId }) => {
    if (statement.Effect !== "Allow") return undefined;
    const wild = listOf(statement.Action).filter(isEveryAction);
    const others = othersThan(accountId, statement);
    return wild.length === 0 || others.length === 0
      ? undefined
      : { message: `It allows ${listWords(wild)} to ${listWords(others)}.` };
  },
);

function without(statement: StatementJson, actions: readonly string[], place: string): StatementJudgement | undefined {
  if (statement.Effect !== "Allow" || actions.length === 0) return undefined;
  const replacement = withoutActions(statement, actions);
  return {
    message: `It allows ${listWords(actions)}, to no effect in ${place}.`,
    ...(replacement === undefined ? {} : { replacement }),
  };
}

/** Those that are certainly not the account itself. */
function othersThan(accountId: string, statement: StatementJson): readonly string[] {
  return principalsOf(statement)
    .map(({ value }) => value)
    .filter((value) => !hasUnknown(value) && !(isAccountRoot(value) && accountOfPrincipal(value) === accountId));
}
