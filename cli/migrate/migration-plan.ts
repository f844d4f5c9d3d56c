/** What moving a repository onto a key will do: written by `migrate plan`, read by a person, and then by `migrate copy`. */
export interface MigrationPlan {
  readonly formatVersion: 1;
  /** The version of ecr-kms-cli. */
  readonly madeBy: string;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  readonly source: PlannedSource;
  readonly destination: PlannedDestination;
  /** Every manifest, in the order in which it is copied: what a manifest refers to stands before it. */
  readonly manifests: readonly PlannedManifest[];
  readonly totals: Totals;
  /** What has to say the new name. */
  readonly references: readonly Reference[];
  /** Replication rules, cache rules and creation templates that touch one of the two repositories, and what that means. */
  readonly touchedBy: readonly TouchingRule[];
  /** What a person should know before it starts. */
  readonly warnings: readonly string[];
}

/** The repository as it is. */
export interface PlannedSource {
  readonly arn: string;
  readonly registryId: string;
  readonly region: string;
  readonly name: string;
  /** `123456789012.dkr.ecr.us-east-1.amazonaws.com/orders` */
  readonly uri: string;
  readonly encryption: { readonly type: string; readonly keyArn?: string };
}

/** The repository that will be. */
export interface PlannedDestination {
  readonly arn: string;
  readonly registryId: string;
  readonly region: string;
  readonly name: string;
  readonly uri: string;
  readonly encryption: { readonly type: "KMS" | "KMS_DSSE"; readonly keyArn: string };
  readonly tagMutability: string;
  readonly tagMutabilityExclusionFilters?: readonly { readonly filterType: string; readonly filter: string }[];
  readonly scanOnPush: boolean;
  readonly tags: Readonly<Record<string, string>>;
  /** As a text, like ECR keeps it; absent where the source has none. */
  readonly repositoryPolicy?: string;
  readonly lifecyclePolicy?: string;
}

/** A manifest of the source. */
export interface PlannedManifest {
  readonly digest: string;
  readonly mediaType: string;
  readonly kind: "image" | "index" | "artifact" | "signature" | "attestation";
  /** All tags that point to it, sorted; none: it is copied by its digest. */
  readonly tags: readonly string[];
  /** Bytes of the manifest and the layers it names itself. */
  readonly bytes: number;
  /** Digests of the manifests that it refers to: an index's children. */
  readonly children: readonly string[];
  /** Digest of the manifest that it is about: of a signature in tag form or a referrer. */
  readonly subject?: string;
  /** `linux/arm64`, where an index says so. */
  readonly platform?: string;
  /** ISO 8601, UTC. */
  readonly pushedAt?: string;
}

/** How much there is to do. */
export interface Totals {
  readonly manifests: number;
  readonly tags: number;
  /** Bytes of all different blobs, each once: what has to be uploaded, for a repository with another key shares none. */
  readonly bytes: number;
  readonly blobs: number;
}

/** Something that names the source. */
export interface Reference {
  readonly what: "repository-uri" | "repository-arn" | "digest-pin" | "policy";
  readonly from: string;
  readonly to: string;
  /** Where such references stand: `Kubernetes manifests, ECS task definitions, Lambda functions, Dockerfiles`. */
  readonly where: string;
}

/** A rule of the registry that touches a repository. */
export interface TouchingRule {
  readonly kind: "replication-rule" | "pull-through-cache-rule" | "creation-template";
  /** `rule 1: prefix prod/ to eu-west-1` */
  readonly rule: string;
  readonly touches: "source" | "destination" | "both";
  readonly consequence: string;
}
