import { accessGroups } from "./access-groups";
import { repositoryArn } from "../aws/arn";
import { deepFreeze } from "../base/canonical";
import type { TopologyGrantee } from "../grantees/grantee-table";
import type { GrantHolder } from "../grantees/kinds";
import { kindFacts } from "../grantees/kinds";
import type { ImageRights } from "./image-rights";
import { checkedTopology } from "../topology/read-topology";
import type { ResolvedAccess, ResolvedTopology } from "../topology/resolved-topology";
import type { RegistryTopology } from "../topology/topology";
import type { IsUnresolved } from "../base/unresolved";
import { allResolved } from "../base/unresolved";

/** An operation that a grant allows. */
export type GrantOperation = "Decrypt" | "DescribeKey" | "GenerateDataKey";

/** One KMS grant: the names are those of `aws_kms_grant`. */
export interface KeyGrant {
  /** Unique within the topology, and the same whatever else the topology says: to name a resource by. */
  readonly id: string;
  /** The repository whose images the grant opens. */
  readonly repositoryName: string;
  /** What the grant is called in KMS; absent where that is known only at deployment. */
  readonly name?: string;
  /** The ARN of a role, of a user or of the root of an account; a value known only at deployment has to be one too. */
  readonly granteePrincipal: string;
  /** What the grantee may do, in alphabetical order. */
  readonly operations: readonly GrantOperation[];
  /** The grant holds for cryptography on behalf of this repository only (`EncryptionContextSubset`). */
  readonly encryptionContext: {
    /** The ARN of the repository. */
    readonly "aws:ecr:arn": string;
  };
}

/**
 * The KMS grants by which pushers and pullers get to the key with `kmsAccess: "kms-grants"`: one for each principal and
 * repository, because an encryption-context constraint holds one exact value. Who may push may also decrypt, as KMS
 * asks of whoever uploads in parts. AWS services need none.
 *
 * @param topology - Who may do what.
 * @param isUnresolved - Tells values that are known only at deployment. @default - none are
 * @returns The grants, in the order of repositories and grantees; none with the other models.
 * @throws PolicyError with every finding about the topology
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantConstraints.html
 * @example
 * ```ts
 * keyGrants({ region: "us-east-1", registryAccountId: "123456789012", kmsAccess: "kms-grants",
 *   repositories: { app: { pull: ["222222222222"] } } });
 * // [ { "id": "app/222222222222", "repositoryName": "app", "name": "app/222222222222",
 * //     "granteePrincipal": "arn:aws:iam::222222222222:root", "operations": ["Decrypt", "DescribeKey"],
 * //     "encryptionContext": { "aws:ecr:arn": "arn:aws:ecr:us-east-1:123456789012:repository/app" } } ]
 * ```
 */
export function keyGrants(topology: RegistryTopology, isUnresolved: IsUnresolved = allResolved): readonly KeyGrant[] {
  return keyGrantsOf(checkedTopology(topology, isUnresolved));
}

/** The same for a topology that has been checked. */
export function keyGrantsOf(topology: ResolvedTopology): readonly KeyGrant[] {
  if (topology.kmsAccess !== "kms-grants") return [];
  let later = 0;
  return deepFreeze(
    Object.keys(topology.repositories).flatMap((repository) => {
      // No repository can have this name. The placeholder of an unresolved name must not get into the name of a
      // resource.
      const label = topology.isUnresolved(repository) ? `_later-${++later}` : repository;
      return repositoryGrants(topology, repository, label);
    }),
  );
}

const PULL_OPERATIONS = Object.freeze(["Decrypt", "DescribeKey"] as const);
const PUSH_OPERATIONS = Object.freeze(["Decrypt", "DescribeKey", "GenerateDataKey"] as const);

function repositoryGrants(
  topology: ResolvedTopology,
  repository: string,
  repositoryLabel: string,
): readonly KeyGrant[] {
  const access = topology.repositories[repository] as ResolvedAccess;
  const rightsOf = new Map<TopologyGrantee, ImageRights>();
  for (const { rights, grantees } of accessGroups(access)) {
    for (const grantee of grantees) rightsOf.set(grantee, rights);
  }
  const encryptionContext = { "aws:ecr:arn": repositoryArn(topology, repository) };
  let later = 0;
  return topology.grantees.union([access.push, access.pull]).flatMap((grantee) => {
    const rights = rightsOf.get(grantee);
    const granteePrincipal = HOLDERS[kindFacts(grantee).grantHolder](grantee);
    if (rights === undefined || granteePrincipal === undefined) return [];
    const label = grantee.kind === "unresolved" ? `later-${++later}` : granteeLabel(grantee);
    return {
      id: `${repositoryLabel}/${label}`,
      repositoryName: repository,
      ...grantName(repository, label, topology.isUnresolved),
      granteePrincipal,
      operations: rights === "pull" ? PULL_OPERATIONS : PUSH_OPERATIONS,
      encryptionContext,
    };
  });
}

const nobody = (): undefined => undefined;

/** The principal of the grant of a grantee. Who cannot hold one was refused when the topology was read. */
const HOLDERS: Readonly<Record<GrantHolder, (grantee: TopologyGrantee) => string | undefined>> = {
  root: ({ root }) => root,
  itself: ({ value }) => value,
  "not-needed": nobody,
  impossible: nobody,
};

/** An account by its id, a role or user by what its ARN says after the partition: `111111111111:role/ci`. */
function granteeLabel({ kind, value }: TopologyGrantee): string {
  return kind === "account" ? value : value.slice(value.indexOf("::") + 2);
}

/** What KMS takes as the name of a grant: up to 256 of these characters. */
const NOT_IN_NAMES = /[^a-zA-Z0-9:/_-]/g;

function grantName(repository: string, label: string, isUnresolved: IsUnresolved): { readonly name?: string } {
  if (isUnresolved(repository)) return {};
  return { name: `${repository}/${label}`.replace(NOT_IN_NAMES, "-").slice(0, 256) };
}
