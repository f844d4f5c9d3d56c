import type { StatementRules } from "./check-statement";
import { checkStatement } from "./check-statement";
import type { CheckContext } from "../findings/checks";
import { isRecord } from "../base/record";
import { joinPath } from "../findings/checks";
import { shown } from "../findings/findings";
import type { RegistryLocation } from "../aws/arn";
import { accountRootArn, repositoryArn } from "../aws/arn";
import type { PolicyDocument } from "./document";
import type { RepositoryPolicyStatement } from "./statement";

/** A statement of the policy of a registry: unlike that of a repository it says which repositories it is about. */
export interface RegistryPolicyStatement extends RepositoryPolicyStatement {
  /** The ARNs of the repositories, with `*` for any characters. */
  readonly Resource: string | readonly string[];
}

/** The policy of a registry: one for each account and Region. */
export type RegistryPolicy = PolicyDocument<RegistryPolicyStatement>;

/** The actions of replication into a registry, least first. */
const REPLICATE = Object.freeze(["ecr:ReplicateImage"]);
const REPLICATE_AND_CREATE = Object.freeze(["ecr:CreateRepository", "ecr:ReplicateImage"]);

/** What a source may do in a destination. */
export interface ReplicationStatementOptions {
  /** The account that replicates. */
  readonly sourceAccountId: string;
  /** Names of repositories, and namespaces that end in `/` for all repositories below them. */
  readonly repositories: readonly string[];
  /** Whether replication makes repositories that do not exist. */
  readonly createRepositories: boolean;
}

/**
 * Lets another account replicate into this registry. Replication within one account needs no such statement.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-permissions-create-replication.html
 * @example
 * ```ts
 * replicationStatement(
 *   { partition: "aws", region: "eu-west-1", registryAccountId: "222222222222" },
 *   { sourceAccountId: "123456789012", repositories: ["team/"], createRepositories: true },
 * );
 * // { "Sid": "AllowReplication", "Effect": "Allow", "Principal": { "AWS": ["arn:aws:iam::123456789012:root"] },
 * //   "Action": ["ecr:CreateRepository", "ecr:ReplicateImage"],
 * //   "Resource": ["arn:aws:ecr:eu-west-1:222222222222:repository/team/*"] }
 * ```
 */
export function replicationStatement(
  destination: RegistryLocation,
  { sourceAccountId, repositories, createRepositories }: ReplicationStatementOptions,
): RegistryPolicyStatement {
  return {
    Sid: "AllowReplication",
    Effect: "Allow",
    Principal: { AWS: [accountRootArn(destination.partition, sourceAccountId)] },
    Action: createRepositories ? REPLICATE_AND_CREATE : REPLICATE,
    Resource: repositories.map((name) => repositoryArn(destination, name.endsWith("/") ? `${name}*` : name)),
  };
}

const RULES: StatementRules = {
  elements: ["Sid", "Effect", "Principal", "Action", "Resource", "Condition"],
  opens: "the statement opens the registry to everybody",
};

/** Adds a finding for everything that is wrong with statements that a caller adds to a registry policy. */
export function checkRegistryStatements(statements: unknown, path: string, context: CheckContext): void {
  const { findings, isUnresolved } = context;
  if (statements === undefined) return;
  if (isUnresolved(statements)) {
    findings.add("UNRESOLVED_STRUCTURE", path, "the statements are known only at deployment");
    return;
  }
  if (!Array.isArray(statements)) {
    findings.add("INVALID_TYPE", path, `must be a list of statements, got ${shown(statements)}`);
    return;
  }
  statements.forEach((statement: unknown, index) => {
    const at = `${path}[${index}]`;
    checkStatement(statement, at, RULES, context);
    if (isRecord(statement) && statement["Sid"] === "AllowReplication")
      findings.add("CONFLICTING_OPTIONS", joinPath(at, "Sid"), "AllowReplication is the Sid of replication itself", {
        hint: "use another Sid",
      });
  });
}
