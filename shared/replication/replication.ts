import type { RegistryTopology } from "../topology/topology";

/** How the repositories of a destination come to be encrypted with your own key. */
export type ReplicaRepositories = "pre-created" | "template";

/** The choices of `repositories`. */
export const REPLICA_REPOSITORIES: readonly ReplicaRepositories[] = Object.freeze(["pre-created", "template"]);

/** One registry that images are replicated to. */
export interface ReplicationDestination {
  /** The Region, for example `"eu-west-1"`. */
  readonly region: string;
  /** The account that owns the registry: 12 digits. @default - the registry account of the topology */
  readonly accountId?: string;
  /** The ARN of a key of this account and Region. @default - `ReplicaRegistry` makes one */
  readonly keyArn?: string;
  /**
   * Who makes the repositories. Without either, ECR makes them with AES256, whatever the source is encrypted with.
   *
   * - `"pre-created"`: `ReplicaRegistry` makes every repository of the topology before an image arrives, each with its
   *   own policy.
   * - `"template"`: ECR makes a repository when its first image arrives, by a creation template for each of `prefixes`,
   *   which have to be namespaces such as `"team/"`. For repositories that are added without a deployment in each
   *   destination.
   *
   * @default "pre-created"
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html
   */
  readonly repositories?: ReplicaRepositories;
}

/** What is replicated, and to where: the plain data that source and destinations share. */
export interface ReplicationConfig {
  /** The registry that images are pushed to. */
  readonly topology: RegistryTopology;
  /** Where its images are replicated to: up to 25 registries. */
  readonly destinations: readonly ReplicationDestination[];
  /**
   * How the names of replicated repositories begin. A prefix that ends in `/` is a namespace; any other stands for all
   * names that begin with it. Each has to be the beginning of a repository of the topology.
   * @default - the name of each repository of the topology
   */
  readonly prefixes?: readonly string[];
}

/**
 * The most rules, destinations and filters that AWS takes.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html
 */
export const REPLICATION_LIMITS = Object.freeze({ rules: 10, destinations: 25, filtersPerRule: 100 });
