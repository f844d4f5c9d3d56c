/** What docs/errors.md says about one code. */
export interface ErrorCodeEntry {
  /** The rule that was broken. */
  readonly rule: string;
  /** Something that breaks it. */
  readonly example: string;
  /** How to fix it; the default hint of a finding. */
  readonly fix: string;
  /** Where the rule comes from. */
  readonly source: string;
}

const KMS = "https://docs.aws.amazon.com/kms/latest";
const IAM = "https://docs.aws.amazon.com/IAM/latest/UserGuide";
const ECR = "https://docs.aws.amazon.com/AmazonECR/latest";
const OURS = "ecr-kms";

/** Every code, its rule and its fix: the only source of docs/errors.md. */
export const ERROR_CODES = Object.freeze({
  INVALID_TYPE: {
    rule: "A value must have the type documented for its property.",
    example: 'pull: "111111111111"',
    fix: "give the documented type; lists are lists even when they hold one value",
    source: OURS,
  },
  UNKNOWN_PROPERTY: {
    rule: "Only documented properties are accepted, so that a typo cannot silently drop access.",
    example: "repositories: { app: { pulls: [] } }",
    fix: "correct the name, or remove the property",
    source: OURS,
  },
  INVALID_OPTION: {
    rule: "A value must be one of those documented for its property.",
    example: 'kmsAccess: "grants"',
    fix: "use one of the values listed in the message",
    source: OURS,
  },
  CONFLICTING_OPTIONS: {
    rule: "Options that exclude each other cannot be given together.",
    example: "keyArn together with key settings",
    fix: "keep one of the two",
    source: OURS,
  },
  EMPTY_TOPOLOGY: {
    rule: "A topology must have at least one repository.",
    example: "repositories: {}",
    fix: 'add a repository: repositories: { "my-app": { pull: ["222222222222"] } }',
    source: OURS,
  },
  INVALID_REGION: {
    rule: "A Region must be one of the partitions aws, aws-cn and aws-us-gov.",
    example: 'region: "us-east-1a"',
    fix: 'give a Region such as "eu-central-1" (an Availability Zone ends in a letter: remove it)',
    source: "https://docs.aws.amazon.com/general/latest/gr/ecr.html",
  },
  PARTITION_MISMATCH: {
    rule: "Partition, Region and ARNs must agree; access does not cross partitions.",
    example: 'region: "cn-north-1" with partition: "aws"',
    fix: "leave out partition (it follows from the Region), and use ARNs of the same partition",
    source: `${IAM}/reference-arns.html`,
  },
  INVALID_ACCOUNT_ID: {
    rule: "An account id must be a string of 12 digits.",
    example: "registryAccountId: 12345",
    fix: "give the 12-digit account id as a string, including leading zeros",
    source: "https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html",
  },
  INVALID_REPOSITORY_NAME: {
    rule: "A repository name has 2 to 256 characters: lower-case letters, digits, and single separators . _ - / between them.",
    example: 'repositories: { "My_App": {} }',
    fix: "use lower-case letters and digits, separated by . _ - or /",
    source: `${ECR}/APIReference/API_CreateRepository.html`,
  },
  UNKNOWN_REPOSITORY: {
    rule: "A repository that is asked for must be in the topology.",
    example: 'identityPolicies(topology, { pull: ["ap"] }) where the topology has "app"',
    fix: "correct the name, or add the repository to the topology",
    source: OURS,
  },
  INVALID_ALIAS_NAME: {
    rule: "An alias has up to 256 characters of A-Z a-z 0-9 / _ -, and must not begin with alias/aws/, which AWS reserves.",
    example: 'keyAlias: "alias/aws/ecr"',
    fix: 'use a name of your own, such as "alias/ecr-prod-encryption"',
    source: `${KMS}/APIReference/API_CreateAlias.html`,
  },
  INVALID_KEY_ARN: {
    rule: "A key must be given by its full ARN. With an alias or a key id, Terraform replaces the repository, and its images are lost.",
    example: 'keyArn: "alias/ecr-prod-encryption"',
    fix: 'give the ARN of the key: "arn:aws:kms:<region>:<account>:key/<key id>"',
    source: `${ECR}/APIReference/API_EncryptionConfiguration.html`,
  },
  KEY_REGION_MISMATCH: {
    rule: "The key must be in the Region of the repository.",
    example: 'region: "us-east-1" with a key in eu-west-1',
    fix: "use a key in the repository's Region",
    source: `${ECR}/APIReference/API_EncryptionConfiguration.html`,
  },
  KEY_ACCOUNT_MISMATCH: {
    rule: "The key must be in the key account of the topology.",
    example: 'keyAccountId: "123456789012" with a key of 999999999999',
    fix: "set keyAccountId to the account that owns the key",
    source: OURS,
  },
  KEY_ARN_REQUIRED: {
    rule: "A key in another account must be created there, and given to the registry by its ARN.",
    example: 'RegistryHub with keyAccountId "999999999999" and no keyArn',
    fix: "create a RepositoryKey in the key account and pass its keyArn",
    source: OURS,
  },
  INVALID_GRANTEE: {
    rule: "A grantee is an account id, an IAM role or user ARN, an organization id, an organization path, or the ARN of a resource for which AWS CodeBuild or EMR Serverless reads or writes images.",
    example: 'pull: ["ci-role"]',
    fix: 'use "111111111111", "arn:aws:iam::111111111111:role/ci", "o-a1b2c3d4e5" or "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/"',
    source: `${IAM}/reference_policies_elements_principal.html`,
  },
  GRANTEE_IS_SESSION: {
    rule: "An assumed-role session is not a grantee, because it ends. Its role is one.",
    example: 'pull: ["arn:aws:sts::111111111111:assumed-role/ci/run-7"]',
    fix: "give the ARN of the role",
    source: `${IAM}/reference_policies_elements_principal.html`,
  },
  GRANTEE_IS_GROUP: {
    rule: "An IAM group cannot be a principal.",
    example: 'pull: ["arn:aws:iam::111111111111:group/devs"]',
    fix: "give the roles or users of the group, or the account",
    source: `${IAM}/reference_policies_elements_principal.html`,
  },
  GRANTEE_IS_UNIQUE_ID: {
    rule: "A unique id (AROA…, AIDA…) is what AWS shows for a principal that has been deleted; it gives access to nobody.",
    example: 'pull: ["AROAEXAMPLEID12345678"]',
    fix: "give the ARN of the role or user that exists now",
    source: `${IAM}/reference_identifiers.html#identifiers-unique-ids`,
  },
  GRANTEE_IS_WILDCARD: {
    rule: "A grantee must not contain a wildcard or a policy variable, which would open the registry to principals that nobody has named.",
    example: 'pull: ["*"]',
    fix: "name the account, the role or the organization",
    source: `${KMS}/developerguide/key-policy-overview.html`,
  },
  GRANTEE_IS_SERVICE: {
    rule: "An AWS service must be given access through the resource that it works for, so that no other customer of AWS can use it.",
    example: 'pull: ["codebuild.amazonaws.com"]',
    fix: 'give the ARN of the resource: "arn:aws:codebuild:eu-central-1:111111111111:project/my-app"',
    source: `${IAM}/confused-deputy.html`,
  },
  GRANTEE_CANNOT_HOLD_GRANT: {
    rule: "A KMS grant is given to an account, a role or a user; an organization cannot hold one.",
    example: 'pull: ["o-a1b2c3d4e5"] with kmsAccess: "kms-grants"',
    fix: 'name accounts, roles or users; or choose kmsAccess "ecr-grants-only" or "key-policy", which accept organizations',
    source: `${KMS}/APIReference/API_CreateGrant.html`,
  },
  GRANTEE_NOT_ALLOWED_HERE: {
    rule: "Creators must belong to the registry account and key administrators to the key account, and Lambda grantees must be account ids: the operations work nowhere else.",
    example: 'keyAdministrators: ["222222222222"] for a key of 123456789012',
    fix: "give a principal of the account that owns the resource, or let others assume a role there",
    source: `${KMS}/developerguide/key-policy-modifying-external-accounts.html`,
  },
  UNRESOLVED_STRUCTURE: {
    rule: "How many grantees or names there are, and which model applies, must be known when the program runs; only single values may be known at deployment.",
    example: "pull: Token.asList(variable.value)",
    fix: "write the list or the choice in the program; items of a list may be tokens or outputs",
    source: OURS,
  },
  ROTATION_PERIOD_OUT_OF_RANGE: {
    rule: "A rotation period must be a whole number of days from 90 to 2560.",
    example: "rotationPeriodInDays: 30",
    fix: "give 90 to 2560, or leave it out for 365",
    source: `${KMS}/APIReference/API_EnableKeyRotation.html`,
  },
  DELETION_WINDOW_OUT_OF_RANGE: {
    rule: "A deletion window must be a whole number of days from 7 to 30.",
    example: "deletionWindowInDays: 5",
    fix: "give 7 to 30, or leave it out for 30",
    source: `${KMS}/APIReference/API_ScheduleKeyDeletion.html`,
  },
  CUSTOM_KEY_STORE_CONFLICT: {
    rule: "A key in a custom key store has no automatic rotation and is not multi-Region; an external key (xksKeyId) must be in an external key store.",
    example: 'customKeyStoreId: "cks-…" with enableKeyRotation: true',
    fix: "leave out enableKeyRotation, rotationPeriodInDays and multiRegion, or the custom key store",
    source: `${KMS}/APIReference/API_CreateKey.html`,
  },
  REPLICA_KEY_CONFLICT: {
    rule: "A replica must be made from a multi-Region primary key in another Region; it shares the key material, the rotation and the key store of the primary key.",
    example:
      'primaryKeyArn: "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012", whose id does not begin with mrk-',
    fix: "give the ARN of a primary key made with multiRegion: true in another Region",
    source: `${KMS}/APIReference/API_ReplicateKey.html`,
  },
  KEY_POLICY_LOCKOUT: {
    rule: "Whoever sets a key policy must be able to change it again: a principal of the key account to which the policy, or the account's IAM policies, allow kms:PutKeyPolicy.",
    example: 'deployer: "arn:aws:iam::222222222222:role/terraform" for a key of 123456789012',
    fix: "let the deployer change the key policy: leave kms:* to the IAM policies of the key account, or add the deployer to keyAdministrators",
    source: `${KMS}/APIReference/API_PutKeyPolicy.html`,
  },
  LOCKOUT_CHECK_BYPASSED: {
    rule: "The lockout check of KMS must not be skipped unintentionally: a key whose policy nobody can change can no longer be managed.",
    example: "bypassPolicyLockoutSafetyCheck: true",
    fix: "leave it out; or, when the principal that creates the key must not change its policy later, set dangerouslyBypassPolicyLockoutSafetyCheck: true",
    source: `${KMS}/APIReference/API_CreateKey.html`,
  },
  ADMINISTRATOR_USES_KEY: {
    rule: "With separateAdministrators, nobody who manages the key may push or pull.",
    example:
      'keyAdministrators: ["arn:aws:iam::123456789012:role/ops"] and pull: ["123456789012"] with separateAdministrators: true',
    fix: "remove the administrator, or its account, from push and pull; or leave out separateAdministrators",
    source: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html",
  },
  DSSE_ONLY_IN_GOVCLOUD: {
    rule: "The encryption type KMS_DSSE is available only in AWS GovCloud (US).",
    example: 'encryptionType: "KMS_DSSE" in eu-central-1',
    fix: 'use "KMS"',
    source: `${ECR}/userguide/encryption-at-rest.html`,
  },
  ACCOUNT_WITHOUT_ACCESS: {
    rule: "A spoke must be an account that the topology gives access to.",
    example: 'SpokeAccess for "444444444444", which no repository names',
    fix: "add the account, or a role of it, to a repository of the topology",
    source: OURS,
  },
  ROLE_WITHOUT_ACCESS: {
    rule: "A role given to SpokeAccess must have access in the topology, by its own ARN or through its account or organization.",
    example: "roles: { typo: role.name } where the topology names role/ci",
    fix: "correct the role name, or add its ARN to a repository of the topology",
    source: OURS,
  },
  DOCUMENT_TOO_LARGE: {
    rule: "A document must not be larger than AWS allows.",
    example: "a repository policy that names 400 accounts",
    fix: "grant an organization instead of accounts, or divide the repositories among several keys",
    source: `${KMS}/developerguide/resource-limits.html`,
  },
  TOO_MANY_GRANTS: {
    rule: "A key has up to 50,000 grants, unless the account's quota has been raised; ECR creates two of them for each repository.",
    example: 'kmsAccess: "kms-grants" with 600 repositories and 100 pullers of each',
    fix: "give groups of repositories a key each, grant whole accounts instead of their roles, or set grantsPerKey to the raised quota",
    source: `${KMS}/developerguide/resource-limits.html`,
  },
  TOO_MANY_POLICIES: {
    rule: "At most 20 managed policies can be attached to a role or user, and more than 10 only if the quota has been raised.",
    example: "one role that pulls from 2,000 repositories",
    fix: "divide the work among several roles, each with the repositories it needs",
    source: `${IAM}/reference_iam-quotas.html`,
  },
  INVALID_POLICY_NAME: {
    rule: "The name of an IAM policy has up to 128 characters of A-Z a-z 0-9 + = , . @ _ -.",
    example: 'policyNamePrefix: "ecr/prod"',
    fix: "use a shorter prefix of these characters",
    source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html",
  },
  INVALID_ROLE_NAME: {
    rule: "The name of an IAM role has up to 64 characters of A-Z a-z 0-9 + = , . @ _ -.",
    example: 'roleName: "ecr/templates"',
    fix: "give a roleName of these characters",
    source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html",
  },
  INVALID_REPOSITORY_PREFIX: {
    rule: "A prefix is ROOT, or the beginning of repository names up to, but not including, a slash: 2 to 256 characters, and 2 to 30 in a pull-through cache rule.",
    example: 'prefix: "team/"',
    fix: 'use lower-case letters and digits, separated by . _ - or /, such as "team"',
    source: `${ECR}/APIReference/API_CreateRepositoryCreationTemplate.html`,
  },
  INVALID_ROLE_ARN: {
    rule: "A role that ECR assumes must be given by its ARN, and belong to the account of the registry.",
    example: 'customRoleArn: "cache-role"',
    fix: 'give the ARN of a role of the registry account: "arn:aws:iam::<account>:role/<name>"',
    source: `${ECR}/APIReference/API_CreatePullThroughCacheRule.html`,
  },
  UNSUPPORTED_UPSTREAM: {
    rule: "The upstream of a pull-through cache must be one that ECR supports, written as AWS writes it, without https:// and without credentials.",
    example: 'upstreamRegistryUrl: "https://docker.io"',
    fix: "use one of the registries listed in the message",
    source: `${ECR}/userguide/pull-through-cache.html`,
  },
  CREDENTIAL_REQUIRED: {
    rule: "Docker Hub, GitHub, GitLab, Azure and Chainguard require credentials, which must be in a secret.",
    example: 'upstreamRegistryUrl: "ghcr.io" without credentialArn',
    fix: "store the credentials in a Secrets Manager secret whose name begins with ecr-pullthroughcache/, and give its ARN as credentialArn",
    source: `${ECR}/userguide/pull-through-cache-creating-secret.html`,
  },
  INVALID_CREDENTIAL_ARN: {
    rule: "Credentials must be given by the ARN of a Secrets Manager secret whose name begins with ecr-pullthroughcache/. They must never be in a program or a state.",
    example: 'credentialArn: "my-password"',
    fix: 'give "arn:aws:secretsmanager:<region>:<account>:secret:ecr-pullthroughcache/<name>"; if a password was given here, change it at the upstream',
    source: `${ECR}/APIReference/API_CreatePullThroughCacheRule.html`,
  },
  CREDENTIAL_MISMATCH: {
    rule: "The secret of an upstream must be in the account and Region of the registry.",
    example: "a secret in eu-west-1 for a registry in us-east-1",
    fix: "create the secret in the account and Region of the registry, or replicate it there",
    source: `${ECR}/userguide/pull-through-cache.html`,
  },
  NO_PULL_THROUGH_CACHE: {
    rule: "Pull-through cache rules are not available in the China Regions or in AWS GovCloud (US).",
    example: 'PullThroughCache with region: "us-gov-west-1"',
    fix: "use a registry in another Region, or push the images yourself",
    source: `${ECR}/userguide/pull-through-cache.html`,
  },
  INVALID_SID: {
    rule: "A Sid in a key policy must consist of characters that KMS accepts: space to ÿ, tabs and line breaks.",
    example: 'ecrServiceStatement({ sid: "" })',
    fix: "use letters, digits and spaces, or leave the Sid out",
    source: `${KMS}/APIReference/API_PutKeyPolicy.html`,
  },
  DESTINATION_IS_SOURCE: {
    rule: "A registry cannot be replicated to itself.",
    example: 'destinations: [{ region: "us-east-1" }] for a registry of us-east-1',
    fix: "name another Region or another account, or remove the destination",
    source: `${ECR}/APIReference/API_PutReplicationConfiguration.html`,
  },
  DUPLICATE_DESTINATION: {
    rule: "A destination of a replication must be given only once.",
    example: 'destinations: [{ region: "eu-west-1" }, { region: "eu-west-1" }]',
    fix: "remove one of the two",
    source: OURS,
  },
  UNKNOWN_DESTINATION: {
    rule: "A ReplicaRegistry must be a destination of its replication.",
    example: 'ReplicaRegistry in "eu-west-2" where the replication has "eu-west-1"',
    fix: "add the destination to the replication, or correct Region and account",
    source: OURS,
  },
  REPLICATION_LIMIT_EXCEEDED: {
    rule: "A replication has up to 25 destinations and 10 rules of up to 100 filters.",
    example: "destinations: 26 Regions",
    fix: "give fewer destinations, or use namespaces as prefixes",
    source: `${ECR}/userguide/replication.html`,
  },
  INVALID_REPLICATION_PREFIX: {
    rule: "A replication prefix has 2 to 256 characters, and is the beginning of repository names: lower-case letters, digits and . _ - /.",
    example: 'prefixes: ["Team/*"]',
    fix: 'give the beginning of the names, without a wildcard: "team/"',
    source: `${ECR}/APIReference/API_RepositoryFilter.html`,
  },
  PREFIX_WITHOUT_REPOSITORY: {
    rule: "A replication prefix must be the beginning of the name of a repository in the topology.",
    example: 'prefixes: ["teams/"] where the topology has "team/web"',
    fix: "correct the prefix, or add the repository to the topology",
    source: OURS,
  },
  REPLICA_WITHOUT_TEMPLATE: {
    rule: "Every replica must be created by a creation template, or before anything is replicated to it; ECR encrypts all others with AES256.",
    example: 'repositories: "template" with prefixes: ["orders"], which a template reaches only below "orders/"',
    fix: 'give prefixes that end in "/", or repositories: "pre-created"',
    source: `${ECR}/userguide/repository-creation-templates.html`,
  },
  REPLICA_ACCESS_DIFFERS: {
    rule: "A creation template gives all repositories in its namespace the same repository policy, so they must have the same access in the topology.",
    example: 'repositories: "template" with prefixes: ["team/"], where team/web and team/api have different pullers',
    fix: 'give each group with the same access its own namespace, or repositories: "pre-created"',
    source: `${ECR}/userguide/repository-creation-templates.html`,
  },
  INVALID_LIFECYCLE_RULE: {
    rule: "A rule of a lifecycle policy selects tagged images by one list of patterns (up to four * each) or prefixes, untagged images or any, and counts in whole numbers from 1.",
    example: 'selection: { tagStatus: "tagged", countType: "imageCountMoreThan", countNumber: 0 }',
    fix: "give a whole number of at least 1",
    source: `${ECR}/userguide/lifecycle_policy_parameters.html`,
  },
  INVALID_LIFECYCLE_POLICY: {
    rule: 'A lifecycle policy has 1 to 50 rules and at least 100 characters; each rule has its own priority and a different selection, and a rule for "any" image comes last.',
    example: "lifecyclePolicy([keepLast(50), expireUntagged(14)])",
    fix: "fix the rules as the message says",
    source: `${ECR}/userguide/LifecyclePolicies.html`,
  },
  INVALID_TAG_FILTER: {
    rule: "A mode WITH_EXCLUSION has 1 to 5 filters, the other modes have none; a filter has up to 128 characters of A-Z a-z 0-9 . _ - and up to two *.",
    example: 'imageTagMutability: "IMMUTABLE" with imageTagMutabilityExclusionFilters: [{ filter: "latest" }]',
    fix: 'use characters of A-Z a-z 0-9 . _ - and up to two "*"',
    source: `${ECR}/APIReference/API_ImageTagMutabilityExclusionFilter.html`,
  },
  INVALID_SCANNING_RULE: {
    rule: "A registry has one rule for each scan frequency: SCAN_ON_PUSH and, with ENHANCED scanning, CONTINUOUS_SCAN. A rule has 1 to 100 filters of repository names.",
    example: 'scanType: "BASIC" with scanFrequency: "CONTINUOUS_SCAN"',
    fix: "put all filters of one frequency into one rule",
    source: `${ECR}/APIReference/API_RegistryScanningRule.html`,
  },
  NOTHING_TO_MONITOR: {
    rule: "KeyMonitoring must watch a key or repositories, and at least one group of their events.",
    example: "KeyMonitoring with neither keyArn nor repositories",
    fix: "give keyArn, repositories or both",
    source: OURS,
  },
  INVALID_TOPIC_ARN: {
    rule: "A topic must be a standard SNS topic in the account and Region of the rules, given by its ARN. A rule cannot give a FIFO topic the message group that it needs, and reaches a topic in another account only with an execution role.",
    example: 'topicArn: "arn:aws:sns:eu-west-1:123456789012:security" in us-east-1',
    fix: "give the ARN of a standard topic in the same account and Region, or leave it out, so that a topic is created",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-cross-account.html",
  },
  INVALID_NAME_PREFIX: {
    rule: "A name prefix has 1 to 40 characters of A-Z a-z 0-9 _ -, so that the names of rules have at most 64.",
    example: 'namePrefix: "payments/prod"',
    fix: "use a shorter prefix of these characters",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html",
  },
  TOO_MANY_RULES: {
    rule: "An event bus has up to 300 rules, and a rule's pattern up to 2,048 characters.",
    example: "KeyMonitoring for 20,000 repositories by name",
    fix: 'watch repositories by the beginning of their names ("team/*"), or the whole registry (["*"])',
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
  },
} satisfies Readonly<Record<string, ErrorCodeEntry>>);

/** The code of a finding. */
export type ErrorCode = keyof typeof ERROR_CODES;
