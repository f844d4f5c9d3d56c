/** What stands in docs/errors.md for one code. */
export interface ErrorCodeEntry {
  /** The rule that was broken. */
  readonly rule: string;
  /** Something that breaks it. */
  readonly example: string;
  /** How to mend it; the default hint of a finding. */
  readonly fix: string;
  /** Where the rule comes from. */
  readonly source: string;
}

const KMS = "https://docs.aws.amazon.com/kms/latest";
const IAM = "https://docs.aws.amazon.com/IAM/latest/UserGuide";
const ECR = "https://docs.aws.amazon.com/AmazonECR/latest";
const OURS = "ecr-kms";

/** Every code, its rule and its mending: the one source of docs/errors.md. */
export const ERROR_CODES = Object.freeze({
  INVALID_TYPE: {
    rule: "A value has the type that its property documents.",
    example: 'pull: "111111111111"',
    fix: "give the documented type; lists are lists even when they hold one value",
    source: OURS,
  },
  UNKNOWN_PROPERTY: {
    rule: "Only documented properties are given, so that a typing error cannot silently drop access.",
    example: "repositories: { app: { pulls: [] } }",
    fix: "correct the name, or remove the property",
    source: OURS,
  },
  INVALID_OPTION: {
    rule: "A choice is one of its documented values.",
    example: 'kmsAccess: "grants"',
    fix: "use one of the values listed in the message",
    source: OURS,
  },
  CONFLICTING_OPTIONS: {
    rule: "Options that exclude each other are not given together.",
    example: "keyArn together with key settings",
    fix: "keep one of the two",
    source: OURS,
  },
  EMPTY_TOPOLOGY: {
    rule: "A topology has at least one repository.",
    example: "repositories: {}",
    fix: 'add a repository: repositories: { "my-app": { pull: ["222222222222"] } }',
    source: OURS,
  },
  INVALID_REGION: {
    rule: "A Region is a Region of the partitions aws, aws-cn and aws-us-gov.",
    example: 'region: "us-east-1a"',
    fix: 'give a Region such as "eu-central-1" (an Availability Zone has a letter at its end: drop it)',
    source: "https://docs.aws.amazon.com/general/latest/gr/ecr.html",
  },
  PARTITION_MISMATCH: {
    rule: "Partition, Region and ARNs belong together; access does not cross partitions.",
    example: 'region: "cn-north-1" with partition: "aws"',
    fix: "leave out partition (it follows from the region), and use ARNs of the same partition",
    source: `${IAM}/reference-arns.html`,
  },
  INVALID_ACCOUNT_ID: {
    rule: "An account id is a text of 12 digits.",
    example: "registryAccountId: 12345",
    fix: "give 12 digits as a string, leading zeros included",
    source: "https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html",
  },
  INVALID_REPOSITORY_NAME: {
    rule: "A repository name has 2 to 256 characters: lower-case letters, digits, and single separators . _ - / between them.",
    example: 'repositories: { "My_App": {} }',
    fix: "use lower-case letters and digits, separated by . _ - or /",
    source: `${ECR}/APIReference/API_CreateRepository.html`,
  },
  UNKNOWN_REPOSITORY: {
    rule: "A repository that is asked for stands in the topology.",
    example: 'identityPolicies(topology, { pull: ["ap"] }) where the topology has "app"',
    fix: "correct the name, or add the repository to the topology",
    source: OURS,
  },
  INVALID_ALIAS_NAME: {
    rule: "An alias has up to 256 characters of A-Z a-z 0-9 / _ -, and does not begin with alias/aws/, which AWS reserves.",
    example: 'keyAlias: "alias/aws/ecr"',
    fix: 'use a name of your own, such as "alias/ecr-prod-encryption"',
    source: `${KMS}/APIReference/API_CreateAlias.html`,
  },
  INVALID_KEY_ARN: {
    rule: "A key is named by its full ARN. An alias or a key id makes Terraform replace the repository, and its images are lost.",
    example: 'keyArn: "alias/ecr-prod-encryption"',
    fix: 'give the ARN of the key: "arn:aws:kms:<region>:<account>:key/<key id>"',
    source: `${ECR}/APIReference/API_EncryptionConfiguration.html`,
  },
  KEY_REGION_MISMATCH: {
    rule: "The key is in the Region of the repository.",
    example: 'region: "us-east-1" with a key in eu-west-1',
    fix: "use a key of the repository's Region",
    source: `${ECR}/APIReference/API_EncryptionConfiguration.html`,
  },
  KEY_ACCOUNT_MISMATCH: {
    rule: "The key is in the key account of the topology.",
    example: 'keyAccountId: "123456789012" with a key of 999999999999',
    fix: "set keyAccountId to the account that owns the key",
    source: OURS,
  },
  KEY_ARN_REQUIRED: {
    rule: "A key of another account is made there, and given to the registry by its ARN.",
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
    rule: "An assumed-role session is not a grantee: it ends. Its role is.",
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
    rule: "A unique id (AROA…, AIDA…) stands where AWS once saw a principal that has been deleted; it gives access to nobody.",
    example: 'pull: ["AROAEXAMPLEID12345678"]',
    fix: "give the ARN of the role or user that exists now",
    source: `${IAM}/reference_identifiers.html#identifiers-unique-ids`,
  },
  GRANTEE_IS_WILDCARD: {
    rule: "A grantee has no wildcard and no policy variable: it would open the registry to principals nobody has named.",
    example: 'pull: ["*"]',
    fix: "name the account, the role or the organization",
    source: `${KMS}/developerguide/key-policy-overview.html`,
  },
  GRANTEE_IS_SERVICE: {
    rule: "An AWS service is given access through the resource it works for, so that no other customer of AWS can use it.",
    example: 'pull: ["codebuild.amazonaws.com"]',
    fix: 'give the ARN of the resource: "arn:aws:codebuild:eu-central-1:111111111111:project/my-app"',
    source: `${IAM}/confused-deputy.html`,
  },
  GRANTEE_CANNOT_HOLD_GRANT: {
    rule: "A KMS grant belongs to an account, a role or a user; an organization cannot hold one.",
    example: 'pull: ["o-a1b2c3d4e5"] with kmsAccess: "kms-grants"',
    fix: 'name accounts, roles or users; or choose kmsAccess "ecr-grants-only" or "key-policy", which take organizations',
    source: `${KMS}/APIReference/API_CreateGrant.html`,
  },
  GRANTEE_NOT_ALLOWED_HERE: {
    rule: "Creators belong to the registry account, key administrators to the key account, Lambda grantees are account ids: AWS lets the operations work nowhere else.",
    example: 'keyAdministrators: ["222222222222"] for a key of 123456789012',
    fix: "give a principal of the account that owns the resource, or let others assume a role there",
    source: `${KMS}/developerguide/key-policy-modifying-external-accounts.html`,
  },
  UNRESOLVED_STRUCTURE: {
    rule: "How many grantees or names there are, and which model applies, is known when the program runs; only single values may be known later.",
    example: "pull: Token.asList(variable.value)",
    fix: "write the list or the choice in the program; items of a list may be tokens or outputs",
    source: OURS,
  },
  ROTATION_PERIOD_OUT_OF_RANGE: {
    rule: "A rotation period is a whole number of 90 to 2560 days.",
    example: "rotationPeriodInDays: 30",
    fix: "give 90 to 2560, or leave it out for 365",
    source: `${KMS}/APIReference/API_EnableKeyRotation.html`,
  },
  DELETION_WINDOW_OUT_OF_RANGE: {
    rule: "A deletion window is a whole number of 7 to 30 days.",
    example: "deletionWindowInDays: 5",
    fix: "give 7 to 30, or leave it out for 30",
    source: `${KMS}/APIReference/API_ScheduleKeyDeletion.html`,
  },
  CUSTOM_KEY_STORE_CONFLICT: {
    rule: "A key in a custom key store has no automatic rotation and is not multi-Region; an external key (xksKeyId) lies in an external key store.",
    example: 'customKeyStoreId: "cks-…" with enableKeyRotation: true',
    fix: "leave out enableKeyRotation, rotationPeriodInDays and multiRegion, or the custom key store",
    source: `${KMS}/APIReference/API_CreateKey.html`,
  },
  REPLICA_KEY_CONFLICT: {
    rule: "A replica is made of a multi-Region primary key, in another Region; key material, rotation and key store are the primary key's.",
    example:
      'primaryKeyArn: "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012", whose id does not begin with mrk-',
    fix: "give the ARN of a primary key made with multiRegion: true in another Region",
    source: `${KMS}/APIReference/API_ReplicateKey.html`,
  },
  KEY_POLICY_LOCKOUT: {
    rule: "Who puts a key policy can put the next one: a principal of the key account that the policy, or the account's IAM policies, let use kms:PutKeyPolicy.",
    example: 'deployer: "arn:aws:iam::222222222222:role/terraform" for a key of 123456789012',
    fix: "let the deployer put key policies: leave kms:* to the IAM policies of the key account, or name it among keyAdministrators",
    source: `${KMS}/APIReference/API_PutKeyPolicy.html`,
  },
  LOCKOUT_CHECK_BYPASSED: {
    rule: "The lockout check of KMS is not skipped by the way: a key whose policy nobody can change is lost to all administration.",
    example: "bypassPolicyLockoutSafetyCheck: true",
    fix: "leave it out; or, when the principal that creates the key must not change its policy later, set dangerouslyBypassPolicyLockoutSafetyCheck: true",
    source: `${KMS}/APIReference/API_CreateKey.html`,
  },
  ADMINISTRATOR_USES_KEY: {
    rule: "With separateAdministrators nobody who manages the key pushes or pulls.",
    example:
      'keyAdministrators: ["arn:aws:iam::123456789012:role/ops"] and pull: ["123456789012"] with separateAdministrators: true',
    fix: "take the administrator, or its account, from push and pull; or leave out separateAdministrators",
    source: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html",
  },
  DSSE_ONLY_IN_GOVCLOUD: {
    rule: "Encryption type KMS_DSSE exists only in AWS GovCloud (US).",
    example: 'encryptionType: "KMS_DSSE" in eu-central-1',
    fix: 'use "KMS"',
    source: `${ECR}/userguide/encryption-at-rest.html`,
  },
  ACCOUNT_WITHOUT_ACCESS: {
    rule: "A spoke is an account that the topology gives access to.",
    example: 'SpokeAccess for "444444444444", which no repository names',
    fix: "add the account, or a role of it, to a repository of the topology",
    source: OURS,
  },
  ROLE_WITHOUT_ACCESS: {
    rule: "A role given to SpokeAccess has access in the topology, by its own ARN or through its account or organization.",
    example: "roles: { typo: role.name } where the topology names role/ci",
    fix: "correct the role name, or add its ARN to a repository of the topology",
    source: OURS,
  },
  DOCUMENT_TOO_LARGE: {
    rule: "A document keeps to the size that AWS accepts.",
    example: "a repository policy that names 400 accounts",
    fix: "grant an organization instead of accounts, or split the repositories over several keys",
    source: `${KMS}/developerguide/resource-limits.html`,
  },
  TOO_MANY_GRANTS: {
    rule: "A key has up to 50,000 grants, or as many as its account's quota was raised to; two for each repository are made by ECR.",
    example: 'kmsAccess: "kms-grants" with 600 repositories and 100 pullers of each',
    fix: "give groups of repositories a key each, grant whole accounts instead of their roles, or set grantsPerKey to the quota that AWS has raised",
    source: `${KMS}/developerguide/resource-limits.html`,
  },
  TOO_MANY_POLICIES: {
    rule: "At most 20 managed policies can be attached to a role or user, and more than 10 only with a raised quota.",
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
    rule: "A prefix is ROOT, or the beginning of repository names up to a slash and without it: 2 to 256 characters, and 2 to 30 in a pull-through cache rule.",
    example: 'prefix: "team/"',
    fix: 'use lower-case letters and digits, separated by . _ - or /, such as "team"',
    source: `${ECR}/APIReference/API_CreateRepositoryCreationTemplate.html`,
  },
  INVALID_ROLE_ARN: {
    rule: "A role that ECR assumes is named by its ARN, and belongs to the account of the registry.",
    example: 'customRoleArn: "cache-role"',
    fix: 'give the ARN of a role of the registry account: "arn:aws:iam::<account>:role/<name>"',
    source: `${ECR}/APIReference/API_CreatePullThroughCacheRule.html`,
  },
  UNSUPPORTED_UPSTREAM: {
    rule: "A pull-through cache has one of the upstream registries that ECR knows, named as AWS names it, without https:// and without credentials.",
    example: 'upstreamRegistryUrl: "https://docker.io"',
    fix: "use a registry that the message lists",
    source: `${ECR}/userguide/pull-through-cache.html`,
  },
  CREDENTIAL_REQUIRED: {
    rule: "Docker Hub, GitHub, GitLab, Azure and Chainguard are read with credentials, which are in a secret.",
    example: 'upstreamRegistryUrl: "ghcr.io" without credentialArn',
    fix: "put the credentials into a Secrets Manager secret whose name begins with ecr-pullthroughcache/, and give its ARN as credentialArn",
    source: `${ECR}/userguide/pull-through-cache-creating-secret.html`,
  },
  INVALID_CREDENTIAL_ARN: {
    rule: "Credentials are named by the ARN of a Secrets Manager secret whose name begins with ecr-pullthroughcache/. They never stand in a program or a state.",
    example: 'credentialArn: "my-password"',
    fix: 'give "arn:aws:secretsmanager:<region>:<account>:secret:ecr-pullthroughcache/<name>"; if a secret stood here, replace it at the upstream',
    source: `${ECR}/APIReference/API_CreatePullThroughCacheRule.html`,
  },
  CREDENTIAL_MISMATCH: {
    rule: "The secret of an upstream is in the account and Region of the registry.",
    example: "a secret in eu-west-1 for a registry in us-east-1",
    fix: "create the secret in the account and Region of the registry, or replicate it there",
    source: `${ECR}/userguide/pull-through-cache.html`,
  },
  NO_PULL_THROUGH_CACHE: {
    rule: "Pull-through cache rules exist in no Region of China and of AWS GovCloud (US).",
    example: 'PullThroughCache with region: "us-gov-west-1"',
    fix: "use a registry in another Region, or push the images yourself",
    source: `${ECR}/userguide/pull-through-cache.html`,
  },
  INVALID_SID: {
    rule: "A Sid of a key policy is a text of characters that KMS accepts: space to ÿ, tabs and line breaks.",
    example: 'ecrServiceStatement({ sid: "" })',
    fix: "give a text of letters, digits and spaces, or leave the Sid out",
    source: `${KMS}/APIReference/API_PutKeyPolicy.html`,
  },
  DESTINATION_IS_SOURCE: {
    rule: "A registry is not replicated to itself.",
    example: 'destinations: [{ region: "us-east-1" }] for a registry of us-east-1',
    fix: "name another Region or another account, or remove the destination",
    source: `${ECR}/APIReference/API_PutReplicationConfiguration.html`,
  },
  DUPLICATE_DESTINATION: {
    rule: "A destination of a replication is named once.",
    example: 'destinations: [{ region: "eu-west-1" }, { region: "eu-west-1" }]',
    fix: "remove one of the two",
    source: OURS,
  },
  UNKNOWN_DESTINATION: {
    rule: "A ReplicaRegistry is a destination of its replication.",
    example: 'ReplicaRegistry in "eu-west-2" where the replication has "eu-west-1"',
    fix: "add the destination to the replication, or correct Region and account",
    source: OURS,
  },
  REPLICATION_LIMIT_EXCEEDED: {
    rule: "A replication has up to 25 destinations and 10 rules of up to 100 filters.",
    example: "destinations: 26 Regions",
    fix: "give fewer destinations, or namespaces as prefixes",
    source: `${ECR}/userguide/replication.html`,
  },
  INVALID_REPLICATION_PREFIX: {
    rule: "A replication prefix has 2 to 256 characters, and begins names of repositories: lower-case letters, digits and . _ - /.",
    example: 'prefixes: ["Team/*"]',
    fix: 'give the beginning of the names, without a wildcard: "team/"',
    source: `${ECR}/APIReference/API_RepositoryFilter.html`,
  },
  PREFIX_WITHOUT_REPOSITORY: {
    rule: "A replication prefix begins the name of a repository of the topology: what is replicated is known there.",
    example: 'prefixes: ["teams/"] where the topology has "team/web"',
    fix: "correct the prefix, or add the repository to the topology",
    source: OURS,
  },
  REPLICA_WITHOUT_TEMPLATE: {
    rule: "Every replica is made by a creation template, or before it is replicated to; ECR encrypts the others with AES256.",
    example: 'repositories: "template" with prefixes: ["orders"], which a template reaches only below "orders/"',
    fix: 'give prefixes that end in "/", or repositories: "pre-created"',
    source: `${ECR}/userguide/repository-creation-templates.html`,
  },
  REPLICA_ACCESS_DIFFERS: {
    rule: "A creation template gives all repositories of its namespace one repository policy, so the topology has to as well.",
    example: 'repositories: "template" with prefixes: ["team/"], where team/web and team/api are pulled by others',
    fix: 'give groups with the same access a namespace each, or repositories: "pre-created"',
    source: `${ECR}/userguide/repository-creation-templates.html`,
  },
  INVALID_LIFECYCLE_RULE: {
    rule: "A rule of a lifecycle policy selects tagged images by one list of patterns (up to four * each) or prefixes, untagged images or any, and counts in whole numbers from 1.",
    example: 'selection: { tagStatus: "tagged", countType: "imageCountMoreThan", countNumber: 0 }',
    fix: "give a whole number, 1 or more",
    source: `${ECR}/userguide/lifecycle_policy_parameters.html`,
  },
  INVALID_LIFECYCLE_POLICY: {
    rule: 'A lifecycle policy has 1 to 50 rules and at least 100 characters; each rule has its own priority and selects something else, and a rule for "any" image is the last.',
    example: "lifecyclePolicy([keepLast(50), expireUntagged(14)])",
    fix: "mend the rules as the message says",
    source: `${ECR}/userguide/LifecyclePolicies.html`,
  },
  INVALID_TAG_FILTER: {
    rule: "A mode WITH_EXCLUSION has 1 to 5 filters, the other modes have none; a filter has up to 128 characters of A-Z a-z 0-9 . _ - and up to two *.",
    example: 'imageTagMutability: "IMMUTABLE" with imageTagMutabilityExclusionFilters: [{ filter: "latest" }]',
    fix: 'use characters of A-Z a-z 0-9 . _ - and up to two "*"',
    source: `${ECR}/APIReference/API_ImageTagMutabilityExclusionFilter.html`,
  },
  INVALID_SCANNING_RULE: {
    rule: "A registry has one rule for each scan frequency: SCAN_ON_PUSH, and with ENHANCED scanning CONTINUOUS_SCAN; a rule has 1 to 100 filters of repository names.",
    example: 'scanType: "BASIC" with scanFrequency: "CONTINUOUS_SCAN"',
    fix: "put the filters of one frequency into one rule",
    source: `${ECR}/APIReference/API_RegistryScanningRule.html`,
  },
  NOTHING_TO_MONITOR: {
    rule: "A KeyMonitoring watches a key or repositories, and at least one group of their events.",
    example: "KeyMonitoring with neither keyArn nor repositories",
    fix: "give keyArn, repositories or both",
    source: OURS,
  },
  INVALID_TOPIC_ARN: {
    rule: "A topic is a standard SNS topic in the account and Region of the rules, named by its ARN. A rule has no message group to give to a FIFO topic, and reaches a topic of another account only with an execution role.",
    example: 'topicArn: "arn:aws:sns:eu-west-1:123456789012:security" in us-east-1',
    fix: "give the ARN of a standard topic in the same account and Region, or leave it out: a topic is made then",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-cross-account.html",
  },
  INVALID_NAME_PREFIX: {
    rule: "A name prefix has 1 to 40 characters of A-Z a-z 0-9 _ -, so that the names of rules stay within 64.",
    example: 'namePrefix: "payments/prod"',
    fix: "use a shorter prefix of these characters",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html",
  },
  TOO_MANY_RULES: {
    rule: "An event bus has up to 300 rules, and a rule's pattern up to 2,048 characters.",
    example: "KeyMonitoring for 20,000 repositories by name",
    fix: 'watch repositories by the beginning of their names ("team/*"), or all of the registry (["*"])',
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
  },
} satisfies Readonly<Record<string, ErrorCodeEntry>>);

/** The code of a finding. */
export type ErrorCode = keyof typeof ERROR_CODES;
