import { repositoryArn } from "../aws/arn";
import type { MeasuredDocument } from "./check-sizes";
import { checkSizes, measured } from "./check-sizes";
import type { RepositoryPolicy } from "../policies/document";
import type { FindingList } from "../findings/findings";
import { shown } from "../findings/findings";
import type { KeyDocuments } from "./key-documents";
import { keyDocumentsOf } from "./key-documents";
import { repositoryPolicyOf } from "./repository-policy";
import type { ResolvedTopology } from "../topology/resolved-topology";

/** One repository of a plan. */
export interface PlannedRepository {
  /** The name of the repository. */
  readonly name: string;
  /** The ARN that the repository has or will have. */
  readonly arn: string;
  /** Absent when the topology names nobody for this repository. */
  readonly policy?: RepositoryPolicy;
}

/** What belongs to the key and the repositories of a topology. */
export interface HubDocuments {
  readonly key: KeyDocuments;
  /** In the order of the names. */
  readonly repositories: readonly PlannedRepository[];
}

/**
 * The documents of the hub of a topology that has been read: all but the IAM policies. What AWS does not take becomes a
 * finding.
 *
 * @param at - Puts a path below the topology into the caller's words.
 */
export function hubDocumentsOf(
  topology: ResolvedTopology,
  at: (path: string) => string,
  findings: FindingList,
): HubDocuments {
  const key = keyDocumentsOf(topology, at, findings);
  const repositories = Object.keys(topology.repositories).map((name): PlannedRepository => {
    const policy = repositoryPolicyOf(topology, name);
    return { name, arn: repositoryArn(topology, name), ...(policy ? { policy } : {}) };
  });
  checkSizes(measuredRepositories(repositories), topology.kmsAccess, at, findings);
  return { key, repositories };
}

/** The sizes of the policies of repositories. */
export function measuredRepositories(repositories: readonly PlannedRepository[]): readonly MeasuredDocument[] {
  return repositories.flatMap(({ name, policy }) =>
    policy
      ? [measured(`repository policy of ${name}`, "repository-policy", policy, `repositories[${shown(name)}]`)]
      : [],
  );
}
