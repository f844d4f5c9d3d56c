/**
 * What moving a repository onto a key will do: written by `migrate plan`, read by a person, and then by `migrate copy`.
 */
export interface MigrationPlan {
  /** The version of this format. */
  readonly formatVersion: 1;
  /** The version of ecr-kms-cli. */
  readonly madeBy: string;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  /** The repository as it is. */
  readonly source: PlannedSource;
  /** The repository that will be. */
  readonly destination: PlannedDestination;
  /** Every manifest, in the order in which it is copied: what a manifest refers to stands before it. */
  readonly manifests: readonly PlannedManifest[];
  /** How much there is to do. */
  readonly totals: Totals;
  /** What has to say the new name. */
  readonly references: readonly Reference[];
  /**
   * Replication rules, cache rules and creation templates that touch one of the two repositories, and what that means.
   */
  readonly touchedBy: readonly TouchingRule[];
  /** What a person should know before it starts. */
  readonly warnings: readonly string[];
}

/** The repository as it is. */
export interface PlannedSource {
  /** Its ARN. */
  readonly arn: string;
  /** The account that owns it. */
  readonly registryId: string;
  /** Its Region. */
  readonly region: string;
  /** Its name. */
  readonly name: string;
  /** `123456789012.dkr.ecr.us-east-1.amazonaws.com/orders` */
  readonly uri: string;
  /** How it is encrypted. */
  readonly encryption: {
    /** `AES256`, `KMS` or `KMS_DSSE`. */
    readonly type: string;
    /** The ARN of the key; absent with `AES256`. */
    readonly keyArn?: string;
  };
}

/** The repository that will be. */
export interface PlannedDestination {
  /** Its ARN. */
  readonly arn: string;
  /** The account that owns it. */
  readonly registryId: string;
  /** Its Region. */
  readonly region: string;
  /** Its name. */
  readonly name: string;
  /** What images are pushed to and pulled from. */
  readonly uri: string;
  /** How it is encrypted. */
  readonly encryption: {
    /** One layer of encryption or two. */
    readonly type: "KMS" | "KMS_DSSE";
    /** The ARN of the key. */
    readonly keyArn: string;
  };
  /** Whether a pushed tag stays what it is, as the source has it. */
  readonly tagMutability: string;
  /** Tags for which the opposite holds; absent where the source has none. */
  readonly tagMutabilityExclusionFilters?: readonly {
    /** `WILDCARD`. */
    readonly filterType: string;
    /** A tag, with `*` for any characters. */
    readonly filter: string;
  }[];
  /** Whether every push is scanned, as in the source. */
  readonly scanOnPush: boolean;
  /** The tags of the repository itself. */
  readonly tags: Readonly<Record<string, string>>;
  /** As a text, like ECR keeps it; absent where the source has none. */
  readonly repositoryPolicy?: string;
  /** As a text, too; absent where the source has none. */
  readonly lifecyclePolicy?: string;
}

/** A manifest of the source. */
export interface PlannedManifest {
  /** `sha256:…` */
  readonly digest: string;
  /** What the manifest says it is. */
  readonly mediaType: string;
  /** What it is for people. */
  readonly kind: "image" | "index" | "artifact" | "signature" | "attestation";
  /** All tags that point to it, sorted; none: it is copied by its digest. */
  readonly tags: readonly string[];
  /** Bytes of the manifest and the layers it names itself. */
  readonly bytes: number;
  /** Digests of the manifests that it refers to: an index's children. */
  readonly children: readonly string[];
  /** Digest of the manifest that it is about: of a signature in tag form or a referrer. Absent for all others. */
  readonly subject?: string;
  /** `linux/arm64`, where an index says so. */
  readonly platform?: string;
  /** When it was pushed: ISO 8601, UTC; absent where ECR does not say so. */
  readonly pushedAt?: string;
}

/** How much there is to do. */
export interface Totals {
  /** How many manifests. */
  readonly manifests: number;
  /** How many tags. */
  readonly tags: number;
  /**
   * Bytes of all different blobs, each once: what has to be uploaded, for a repository with another key shares none.
   */
  readonly bytes: number;
  /** How many different blobs. */
  readonly blobs: number;
}

/** Something that names the source. */
export interface Reference {
  /** What stands there. */
  readonly what: "repository-uri" | "repository-arn" | "digest-pin" | "policy";
  /** The text that names the source. */
  readonly from: string;
  /** The text to put in its place. */
  readonly to: string;
  /** Where such references stand: `Kubernetes manifests, ECS task definitions, Lambda functions, Dockerfiles`. */
  readonly where: string;
}

/** A rule of the registry that touches a repository. */
export interface TouchingRule {
  /** What kind of rule it is. */
  readonly kind: "replication-rule" | "pull-through-cache-rule" | "creation-template";
  /** `rule 1: prefix prod/ to eu-west-1` */
  readonly rule: string;
  /** Which of the two repositories. */
  readonly touches: "source" | "destination" | "both";
  /** What that means, for people. */
  readonly consequence: string;
}

/** A manifest as people call it: by its first tag, else by its digest. */
export function manifestName({ digest, tags }: { readonly digest: string; readonly tags: readonly string[] }): string {
  return tags[0] === undefined ? digest : `${tags[0]} (${digest.slice(0, "sha256:".length + 12)})`;
}

/** What is copied before a manifest: what it names, and what it is about. */
export function copiedBefore({ children, subject }: PlannedManifest): readonly string[] {
  return subject === undefined ? children : [...children, subject];
}
