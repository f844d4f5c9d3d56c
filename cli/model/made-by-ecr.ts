import type { Source } from "./source";
import type { Maybe } from "../policy/unknown";

/** What makes ECR create repositories by itself, and what it creates them like. */
export interface MadeByEcr {
  readonly replications: readonly Replication[];
  readonly pullThroughCaches: readonly PullThroughCache[];
  readonly creationTemplates: readonly CreationTemplate[];
}

/** A registry. */
export interface RegistryPlace {
  readonly accountId: string;
  readonly region: string;
}

/** A rule of a registry's replication, for one destination. */
export interface Replication extends RegistryPlace {
  readonly source: Source;
  readonly destination: { readonly accountId: Maybe<string>; readonly region: Maybe<string> };
  /** What the names of the repositories begin with; absent where all are replicated. */
  readonly prefixes?: readonly Maybe<string>[];
}

/** The rule of a pull-through cache. */
export interface PullThroughCache extends RegistryPlace {
  readonly source: Source;
  /** The namespace of its repositories; `ROOT` is all names. */
  readonly prefix: Maybe<string>;
}

/** A repository creation template. */
export interface CreationTemplate extends RegistryPlace {
  readonly source: Source;
  /** The namespace of the repositories; `ROOT` takes in those that no other template does. */
  readonly prefix: Maybe<string>;
  /** `REPLICATION`, `PULL_THROUGH_CACHE`, … */
  readonly appliedFor: readonly Maybe<string>[];
  readonly encryptionType: Maybe<string>;
}
