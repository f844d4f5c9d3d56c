import { matchesWildcard } from "../../shared/internal";
import type { AccessModel, Gap, RegistryPolicy, Repository } from "../model/access-model";
import { gapOf } from "../model/gap";
import type { StatementJson } from "../policy/policy-json";
import { listOf } from "../policy/policy-json";
import { wholeAccount } from "../policy/principal-arn";
import { hasUnknown, isUnknown } from "../policy/unknown";

/**
 * Registry policies that may decide who pushes, pulls or deletes: no answer takes them into account. One that lets
 * other accounts replicate, or fill a cache, says nothing about that.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-permissions.html
 */
export function registryPolicyGaps({
  registryPolicies,
  repositories,
}: Pick<AccessModel, "registryPolicies" | "repositories">): readonly Gap[] {
  return registryPolicies.flatMap((registryPolicy) => {
    const { source, policy } = registryPolicy.document;
    const statements = isUnknown(policy) ? undefined : policy.Statement;
    const isBeside = statements?.every((statement) => isBesideTheAnswers(statement, registryPolicy, repositories));
    return source === undefined || isBeside === true ? [] : [gapOf("registry-policy", source, MESSAGE)];
  });
}

const MESSAGE =
  "decides about every request to the registry, and the answers do not take it into account: it may allow or deny more than they say.";

/** What replication and pull-through caches do, which is none of the operations that are asked about. */
const OF_REGISTRIES: ReadonlySet<string> = new Set(["ecr:replicateimage", "ecr:batchimportupstreamimage"]);

function isBesideTheAnswers(
  statement: StatementJson,
  registry: RegistryPolicy,
  repositories: readonly Repository[],
): boolean {
  const { Effect, Action } = statement;
  const actions = listOf(Action).map((action) => action.toLowerCase());
  if (Effect !== "Allow" || actions.length === 0 || statement.NotPrincipal !== undefined) return false;
  return actions.every(
    (action) =>
      OF_REGISTRIES.has(action) ||
      (action === "ecr:createrepository" &&
        (isForAccountsAlone(statement) || isElsewhere(statement, registry, repositories))),
  );
}

/** Another account creates nothing that is asked about; in its own the account's IAM policies decide all the same. */
function isForAccountsAlone({ Principal }: StatementJson): boolean {
  if (Principal === undefined || typeof Principal === "string" || hasUnknown(Principal)) return false;
  return Object.entries(Principal).every(
    ([type, values]) => type === "AWS" && listOf(values).every((value) => wholeAccount(value) !== undefined),
  );
}

/** Whether it is about none of the repositories that are asked about. */
function isElsewhere(
  { Resource }: StatementJson,
  { accountId, region }: RegistryPolicy,
  repositories: readonly Repository[],
): boolean {
  const patterns = listOf(Resource);
  const own = repositories.filter((repository) => repository.accountId === accountId && repository.region === region);
  return (
    patterns.length > 0 &&
    !hasUnknown(patterns) &&
    own.every(({ arn }) => patterns.every((pattern) => !matchesWildcard(pattern, arn)))
  );
}
