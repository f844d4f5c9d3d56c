/** One call that a part of `migrate` makes. */
export interface MigrateCall {
  readonly service: "ecr" | "kms";
  /** As the SDK names it: `DescribeRepositoriesCommand`. */
  readonly command: string;
  /** The permission that IAM asks for: `ecr:DescribeRepositories`. */
  readonly action: string;
  /** What it is for. */
  readonly why: string;
  /** It is not a call of its own: AWS asks for the permission when another is made. */
  readonly isPermissionOnly?: true;
}

/** Everything that `migrate plan` asks AWS: it describes, gets and lists, and nothing else. */
export const PLAN_CALLS: readonly MigrateCall[] = [
  call("ecr", "DescribeRepositories", "settings of the source, and whether the destination exists"),
  call("ecr", "DescribeImages", "all digests and tags"),
  call("ecr", "BatchGetImage", "what each manifest refers to"),
  call("ecr", "GetRepositoryPolicy", "the repository policy, to carry it over"),
  call("ecr", "GetLifecyclePolicy", "the lifecycle policy, to carry it over"),
  call("ecr", "ListTagsForResource", "the repository's own tags, to carry them over"),
  call("ecr", "DescribeRegistry", "replication rules that touch the two repositories"),
  call("ecr", "DescribePullThroughCacheRules", "cache rules that touch them"),
  call("ecr", "DescribeRepositoryCreationTemplates", "creation templates that touch them"),
  call("kms", "DescribeKey", "whether the key exists and can encrypt images"),
];

/** What `migrate copy` asks AWS; the images themselves go through the copier. */
export const COPY_CALLS: readonly MigrateCall[] = [
  call("ecr", "DescribeRepositories", "whether the destination exists, and how it is encrypted"),
  call("ecr", "CreateRepository", "makes the destination"),
  { ...call("ecr", "TagResource", "gives the new destination its tags, as part of making it"), isPermissionOnly: true },
  call("ecr", "DescribeImages", "whether a destination that exists holds images of somebody else"),
  call("ecr", "GetRepositoryPolicy", "whether the destination has a policy"),
  call("ecr", "SetRepositoryPolicy", "gives the destination the source's policy, where it has none"),
  call("ecr", "GetLifecyclePolicy", "whether the destination has a lifecycle policy"),
  call("ecr", "PutLifecyclePolicy", "gives it the source's, once every digest is verified"),
  call("ecr", "GetAuthorizationToken", "signs the copier in"),
];

/** What `migrate cutover` asks AWS: it describes, and nothing else. */
export const CUTOVER_CALLS: readonly MigrateCall[] = [
  call("ecr", "DescribeRepositories", "whether both repositories are there, and how they are encrypted"),
  call("ecr", "DescribeImages", "whether the source is as planned, and the destination complete"),
  call("kms", "DescribeKey", "whether the destination's key can be used"),
];

/** What `migrate cutover --delete-source` asks AWS in addition, with a client that can do nothing else. */
export const DELETE_CALLS: readonly MigrateCall[] = [
  call("ecr", "BatchDeleteImage", "deletes the images of the plan, each by its digest"),
  call("ecr", "DeleteRepository", "deletes the source, when nothing else is in it"),
];

/** The commands of one service, for a client that can send no others. */
export function commandsOf(calls: readonly MigrateCall[], service: MigrateCall["service"]): readonly string[] {
  return calls
    .filter((each) => each.service === service && each.isPermissionOnly !== true)
    .map(({ command }) => command);
}

function call(service: MigrateCall["service"], operation: string, why: string): MigrateCall {
  return { service, command: `${operation}Command`, action: `${service}:${operation}`, why };
}
