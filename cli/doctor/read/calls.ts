/** One call that the doctor makes. */
export interface DoctorCall {
  readonly service: "ecr" | "kms" | "iam" | "sts";
  /** As the SDK names it: `DescribeRepositoriesCommand`. */
  readonly command: string;
  /** The permission that IAM asks for: `ecr:DescribeRepositories`. */
  readonly action: string;
  /** What is read with it. */
  readonly why: string;
  /** Whether the diagnosis goes on without it, with less to say. */
  readonly optional?: boolean;
}

/**
 * Everything that the doctor asks AWS: it describes, gets and lists, and nothing else. Its clients are limited to these
 * commands, and the permissions that it needs are printed from here.
 */
export const DOCTOR_CALLS: readonly DoctorCall[] = [
  call("sts", "GetCallerIdentity", "whose credentials these are; AWS allows it to everybody"),
  call("ecr", "DescribeRepositories", "encryption and settings of the repositories, and which ones still exist"),
  optional("ecr", "GetRepositoryPolicy", "who may use a repository"),
  optional("ecr", "GetLifecyclePolicy", "whether a repository expires images"),
  optional("ecr", "GetRegistryPolicy", "what else the registry allows or denies"),
  optional("ecr", "GetRegistryScanningConfiguration", "whether images are scanned when they are pushed"),
  optional("kms", "DescribeKey", "whether a key can be used: its state, kind and owner"),
  optional("kms", "GetKeyPolicy", "who may use a key"),
  optional("kms", "GetKeyRotationStatus", "whether a key is rotated"),
  optional("kms", "ListGrants", "whether the grants are there that ECR decrypts images with"),
  optional("kms", "ListAliases", "what people call a key"),
  optional("iam", "GetRole", "a role that is asked about, and its permissions boundary"),
  optional("iam", "ListRolePolicies", "the inline policies of a role"),
  optional("iam", "GetRolePolicy", "what an inline policy of a role says"),
  optional("iam", "ListAttachedRolePolicies", "the managed policies of a role"),
  optional("iam", "GetUser", "a user that is asked about, and its permissions boundary"),
  optional("iam", "ListUserPolicies", "the inline policies of a user"),
  optional("iam", "GetUserPolicy", "what an inline policy of a user says"),
  optional("iam", "ListAttachedUserPolicies", "the managed policies of a user"),
  optional("iam", "ListGroupsForUser", "the groups of a user, whose policies are its own as well"),
  optional("iam", "ListGroupPolicies", "the inline policies of a group"),
  optional("iam", "GetGroupPolicy", "what an inline policy of a group says"),
  optional("iam", "ListAttachedGroupPolicies", "the managed policies of a group"),
  optional("iam", "GetPolicy", "which version of a managed policy is in force"),
  optional("iam", "GetPolicyVersion", "what a managed policy says"),
];

/** The commands of one service, for a client that can send no others. */
export function commandsOf(service: DoctorCall["service"]): readonly string[] {
  return DOCTOR_CALLS.filter((each) => each.service === service).map(({ command }) => command);
}

function call(service: DoctorCall["service"], operation: string, why: string): DoctorCall {
  return { service, command: `${operation}Command`, action: `${service}:${operation}`, why };
}

function optional(service: DoctorCall["service"], operation: string, why: string): DoctorCall {
  return { ...call(service, operation, why), optional: true };
}
