import type {
  CreationTemplateSettings,
  EncryptedRepositoryConfig,
  KeyGrantsConfig,
  KeyMonitoringConfig,
  KeySettings,
  PullThroughCacheConfig,
  PullThroughCacheRule,
  RegistryHubConfig,
  RegistryScanningConfig,
  RegistryScanningRule,
  RegistryTopology,
  ReplicaKeyConfig,
  ReplicaRegistryConfig,
  ReplicatedRegistryConfig,
  ReplicationConfig,
  ReplicationDestination,
  RepositoryAccess,
  RepositoryKeyConfig,
  RepositorySettings,
  SpokeAccessConfig,
} from "../../shared";
import { expireUntagged, lifecyclePolicy } from "../../shared";
import type { MonitoredEvent } from "../../shared/monitoring/events";

/** How one setting is changed, and what does not change with it. */
export interface Change<Config> {
  /** What is given in the changed configuration: the setting, and what it needs. */
  readonly to: Partial<Config>;
  /** What both configurations have besides. */
  readonly beside?: Partial<Config>;
  /** Why the plan of the core is the same: an adapter takes the setting by itself. */
  readonly notInPlan?: string;
  /** Why there is no other value. */
  readonly refused?: string;
  /** Why nothing that is made changes. */
  readonly nothing?: string;
}

/** Each setting of a configuration: the compiler refuses one that is missing. */
export type Changes<Config> = { readonly [Name in keyof Config]-?: Change<Config> };

const REGISTRY = "123456789012";
const SECURITY = "999999999999";
const CI = "arn:aws:iam::111111111111:role/cicd-role";
const KEY = "12345678-1234-1234-1234-123456789012";
const OTHER_KEY = "87654321-4321-4321-4321-210987654321";
const CHECKED = "it is checked before anything is made, and refused where it does not hold";
const PROTECTION = { to: { deletionProtection: false }, notInPlan: "the toolchains protect by themselves" };

/** The ARN of a key. */
function keyArn(region = "us-east-1", accountId = REGISTRY, keyId = KEY): string {
  return `arn:aws:kms:${region}:${accountId}:key/${keyId}`;
}

export const TOPOLOGY: RegistryTopology = {
  region: "us-east-1",
  registryAccountId: REGISTRY,
  repositories: { "team/app": { push: [CI], pull: ["222222222222"] } },
};
/** The same in GovCloud, where no principal of another partition can be named. */
export const IN_GOV_CLOUD: RegistryTopology = {
  ...TOPOLOGY,
  region: "us-gov-west-1",
  repositories: { "team/app": { pull: ["222222222222"] } },
};
const IN_IRELAND: RegistryTopology = { ...TOPOLOGY, region: "eu-west-1" };

export const KEY_CHANGES: Changes<KeySettings> = {
  description: { to: { description: "for the team" } },
  isEnabled: { to: { isEnabled: false } },
  enableKeyRotation: { to: { enableKeyRotation: false } },
  rotationPeriodInDays: { to: { rotationPeriodInDays: 180 } },
  deletionWindowInDays: { to: { deletionWindowInDays: 7 } },
  multiRegion: { to: { multiRegion: true } },
  customKeyStoreId: { to: { customKeyStoreId: "cks-1234567890abcdef0" } },
  xksKeyId: { to: { xksKeyId: "hsm-3" }, beside: { customKeyStoreId: "cks-1234567890abcdef0" } },
  deployer: { to: { deployer: `arn:aws:iam::${REGISTRY}:role/deployer` }, nothing: CHECKED },
  separateAdministrators: { to: { separateAdministrators: true }, nothing: CHECKED },
  dangerouslyBypassPolicyLockoutSafetyCheck: { to: { dangerouslyBypassPolicyLockoutSafetyCheck: true } },
};

export const REPOSITORY_CHANGES: Changes<RepositorySettings> = {
  imageTagMutability: { to: { imageTagMutability: "MUTABLE" } },
  imageTagMutabilityExclusionFilters: {
    to: { imageTagMutabilityExclusionFilters: [{ filter: "dev-*" }] },
    beside: {
      imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
      imageTagMutabilityExclusionFilters: [{ filter: "latest" }],
    },
  },
  scanOnPush: { to: { scanOnPush: false } },
  forceDelete: { to: { forceDelete: true } },
  lifecyclePolicy: { to: { lifecyclePolicy: lifecyclePolicy([expireUntagged(14)]) } },
  encryptionType: { to: { encryptionType: "KMS_DSSE" } },
};

const { scanOnPush: _, forceDelete: __, ...ofTemplates } = REPOSITORY_CHANGES;
export const CACHED_REPOSITORY_CHANGES: Changes<Omit<CreationTemplateSettings, "repositoryPolicy">> = {
  ...ofTemplates,
  encryptionType: {
    to: { encryptionType: "KMS_DSSE" },
    refused: "KMS_DSSE is for GovCloud, which has no pull-through cache",
  },
  description: { to: { description: "cached" } },
  resourceTags: { to: { resourceTags: { cached: "yes" } } },
};

const ACCESS_CHANGES: Changes<RepositoryAccess> = {
  push: { to: { push: [CI, "333333333333"] } },
  pull: { to: { pull: ["333333333333"] } },
  lambda: { to: { lambda: ["333333333333"] } },
};

export const TOPOLOGY_CHANGES: Changes<RegistryTopology> = {
  region: { to: { region: "eu-west-1" } },
  partition: { to: { partition: "aws-cn" }, refused: "it has to be that of the Region" },
  registryAccountId: { to: { registryAccountId: "444444444444" } },
  keyAccountId: { to: { keyAccountId: SECURITY } },
  keyAlias: { to: { keyAlias: "alias/team" } },
  repositories: {
    to: {
      repositories: { "team/app": { push: [CI], pull: ["222222222222"] }, "team/other": { pull: ["333333333333"] } },
    },
  },
  creators: { to: { creators: [`arn:aws:iam::${REGISTRY}:role/deployer`] } },
  keyAdministrators: { to: { keyAdministrators: [`arn:aws:iam::${REGISTRY}:role/key-admin`] } },
  kmsAccess: { to: { kmsAccess: "kms-grants" } },
  principalStrategy: { to: { principalStrategy: "exact" } },
  grantsPerKey: { to: { grantsPerKey: 100_000 }, nothing: "it is a limit: over it, the topology is refused" },
};

export const REPOSITORY_KEY_BASE: RepositoryKeyConfig = { topology: TOPOLOGY };
export const REPOSITORY_KEY_CHANGES: Changes<RepositoryKeyConfig> = {
  topology: { to: { topology: IN_IRELAND } },
  deletionProtection: PROTECTION,
  ...KEY_CHANGES,
};

const { description, deletionWindowInDays, deployer, separateAdministrators } = KEY_CHANGES;
export const REPLICA_KEY_BASE: ReplicaKeyConfig = {
  topology: IN_IRELAND,
  primaryKeyArn: keyArn("us-east-1", REGISTRY, "mrk-1234abcd12ab34cd56ef1234567890ab"),
};
export const REPLICA_KEY_CHANGES: Changes<ReplicaKeyConfig> = {
  topology: { to: { topology: { ...TOPOLOGY, region: "eu-west-2" } } },
  primaryKeyArn: { to: { primaryKeyArn: keyArn("us-east-1", REGISTRY, "mrk-ffffabcd12ab34cd56ef1234567890ab") } },
  enabled: { to: { enabled: false } },
  deletionProtection: PROTECTION,
  ...{ description, deletionWindowInDays, deployer, separateAdministrators },
  dangerouslyBypassPolicyLockoutSafetyCheck: KEY_CHANGES.dangerouslyBypassPolicyLockoutSafetyCheck,
};

const GRANTED: RegistryTopology = { ...TOPOLOGY, kmsAccess: "kms-grants" };
export const KEY_GRANTS_BASE: KeyGrantsConfig = { topology: GRANTED, keyArn: keyArn() };
export const KEY_GRANTS_CHANGES: Changes<KeyGrantsConfig> = {
  topology: { to: { topology: { ...GRANTED, repositories: { "team/app": { pull: ["333333333333"] } } } } },
  keyArn: { to: { keyArn: keyArn("us-east-1", REGISTRY, OTHER_KEY) }, notInPlan: "the toolchains make grants on it" },
};

export const HUB_BASE: RegistryHubConfig = { topology: TOPOLOGY };
export const HUB_CHANGES: Changes<RegistryHubConfig> = {
  topology: { to: { topology: IN_IRELAND } },
  keyArn: { to: { keyArn: keyArn() } },
  key: { to: { key: { multiRegion: true } } },
  repository: { to: { repository: { scanOnPush: false } } },
  deletionProtection: PROTECTION,
};

export const ENCRYPTED_REPOSITORY_BASE: EncryptedRepositoryConfig = {
  region: "us-east-1",
  registryAccountId: REGISTRY,
  repositoryName: "my-app",
  push: [CI],
  pull: ["222222222222"],
};
const { repositories: ___, ...FLAT_TOPOLOGY } = TOPOLOGY_CHANGES;
export const ENCRYPTED_REPOSITORY_CHANGES: Changes<EncryptedRepositoryConfig> = {
  repositoryName: { to: { repositoryName: "other" } },
  keyArn: { to: { keyArn: keyArn() } },
  key: { to: { key: { multiRegion: true } } },
  deletionProtection: PROTECTION,
  ...ACCESS_CHANGES,
  ...REPOSITORY_CHANGES,
  ...FLAT_TOPOLOGY,
  keyAccountId: {
    to: { keyAccountId: SECURITY, keyArn: keyArn("us-east-1", SECURITY) },
    beside: { keyArn: keyArn() },
    notInPlan: "a key of another account is made there, and no policy of a repository names a key",
  },
};

export const SPOKE_BASE: SpokeAccessConfig = { topology: TOPOLOGY, accountId: "111111111111" };
export const SPOKE_CHANGES: Changes<SpokeAccessConfig> = {
  topology: { to: { topology: IN_IRELAND } },
  accountId: { to: { accountId: "222222222222" } },
  keyArn: { to: { keyArn: keyArn() } },
  roles: { to: { roles: { "cicd-role": "the-same-role" } } },
  policyNamePrefix: { to: { policyNamePrefix: "team-" } },
};

const TOPIC = `arn:aws:sns:us-east-1:${REGISTRY}`;
export const MONITORING_BASE: KeyMonitoringConfig = {
  region: "us-east-1",
  accountId: REGISTRY,
  keyArn: keyArn(),
  repositories: ["team/*"],
};
export const MONITORING_CHANGES: Changes<KeyMonitoringConfig> = {
  region: { to: { region: "eu-west-1", keyArn: keyArn("eu-west-1") } },
  accountId: { to: { accountId: SECURITY, keyArn: keyArn("us-east-1", SECURITY) } },
  partition: { to: { partition: "aws-cn" }, refused: "it has to be that of the Region" },
  keyArn: { to: { keyArn: keyArn("us-east-1", REGISTRY, OTHER_KEY) } },
  repositories: { to: { repositories: ["*"] } },
  events: { to: { events: { keyRotation: false } } },
  namePrefix: { to: { namePrefix: "registry" } },
  topicArn: { to: { topicArn: `${TOPIC}:operators` } },
  topicKeyArn: { to: { topicKeyArn: keyArn("us-east-1", REGISTRY, OTHER_KEY) } },
  conditionOnRules: { to: { conditionOnRules: true } },
  deliveryAlarms: { to: { deliveryAlarms: false } },
  alarmTopicArn: { to: { alarmTopicArn: `${TOPIC}:alarms` } },
};

export const EVENT_CHANGES: Changes<Record<MonitoredEvent, boolean>> = {
  keyRotation: { to: { keyRotation: false } },
  keyDeletion: { to: { keyDeletion: false } },
  keyState: { to: { keyState: false } },
  keyPolicy: { to: { keyPolicy: false } },
  keyGrants: { to: { keyGrants: false } },
  keyAliases: { to: { keyAliases: false } },
  repositoryPolicy: { to: { repositoryPolicy: false } },
  repositoryDeletion: { to: { repositoryDeletion: false } },
  repositorySettings: { to: { repositorySettings: false } },
  registrySettings: { to: { registrySettings: false } },
};

export const REPLICATION: ReplicationConfig = {
  topology: TOPOLOGY,
  destinations: [{ region: "eu-west-1" }, { region: "eu-west-2", accountId: "222222222222" }],
};
const REPLICATED_ELSEWHERE: ReplicationConfig = { ...REPLICATION, prefixes: ["team/"] };
export const REPLICATED_REGISTRY_CHANGES: Changes<ReplicatedRegistryConfig> = {
  replication: { to: { replication: REPLICATED_ELSEWHERE } },
};
export const REPLICATION_CHANGES: Changes<ReplicationConfig> = {
  topology: { to: { topology: { ...TOPOLOGY, repositories: { other: {} } } } },
  destinations: { to: { destinations: [{ region: "eu-west-1" }] } },
  prefixes: { to: { prefixes: ["team/"] } },
};

/** The one destination of a replica. */
export const DESTINATION: ReplicationDestination = { region: "eu-west-1" };
export const DESTINATION_CHANGES: Changes<ReplicationDestination> = {
  region: { to: { region: "eu-west-2" } },
  accountId: { to: { accountId: "222222222222" } },
  keyArn: { to: { keyArn: keyArn("eu-west-1") } },
  repositories: { to: { repositories: "template" } },
};

const ELSEWHERE = { region: "eu-west-2", accountId: "222222222222" };
export const REPLICA_BASE: ReplicaRegistryConfig = { replication: REPLICATION, region: "eu-west-1" };
export const REPLICA_IN_GOV_CLOUD: ReplicaRegistryConfig = {
  replication: { topology: IN_GOV_CLOUD, destinations: [{ region: "us-gov-east-1" }] },
  region: "us-gov-east-1",
};
export const REPLICA_CHANGES: Changes<ReplicaRegistryConfig> = {
  replication: { to: { replication: { ...REPLICATION, topology: { ...TOPOLOGY, repositories: { other: {} } } } } },
  region: { to: ELSEWHERE },
  accountId: { to: ELSEWHERE },
  key: { to: { key: { multiRegion: true } } },
  repository: { to: { repository: { scanOnPush: false } } },
  deletionProtection: PROTECTION,
  furtherStatements: {
    to: {
      furtherStatements: [
        {
          Sid: "KeepTeams",
          Effect: "Deny",
          Principal: { AWS: ["arn:aws:iam::333333333333:root"] },
          Action: ["ecr:ReplicateImage"],
          Resource: [`arn:aws:ecr:eu-west-1:${REGISTRY}:repository/team/*`],
        },
      ],
    },
  },
  manageRegistryPolicy: { to: { manageRegistryPolicy: false }, beside: ELSEWHERE },
  manageTemplates: { to: { manageTemplates: false } },
};

export const CACHED: PullThroughCacheRule = { upstreamRegistryUrl: "222222222222.dkr.ecr.eu-west-1.amazonaws.com" };
const SECRET = `arn:aws:secretsmanager:us-east-1:${REGISTRY}:secret:ecr-pullthroughcache/quay-AbCdEf`;
export const CACHE_BASE: PullThroughCacheConfig = {
  region: "us-east-1",
  registryAccountId: REGISTRY,
  keyArn: keyArn(),
  rules: { cached: { ...CACHED, pull: [CI] } },
};
export const CACHE_CHANGES: Changes<PullThroughCacheConfig> = {
  region: { to: { region: "eu-central-1", keyArn: keyArn("eu-central-1") } },
  partition: { to: { partition: "aws-cn" }, refused: "it has to be that of the Region" },
  registryAccountId: { to: { registryAccountId: SECURITY, keyAccountId: REGISTRY } },
  keyAccountId: { to: { keyAccountId: SECURITY, keyArn: keyArn("us-east-1", SECURITY) } },
  keyArn: { to: { keyArn: keyArn("us-east-1", REGISTRY, OTHER_KEY) } },
  rules: { to: { rules: { quay: { upstreamRegistryUrl: "quay.io" } } } },
  repository: { to: { repository: { imageTagMutability: "MUTABLE" } } },
  principalStrategy: { to: { principalStrategy: "exact" } },
  manageRegistryPolicy: { to: { manageRegistryPolicy: true } },
};
export const CACHE_RULE_CHANGES: Changes<PullThroughCacheRule> = {
  upstreamRegistryUrl: { to: { upstreamRegistryUrl: "quay.io" } },
  credentialArn: { to: { credentialArn: SECRET }, beside: { upstreamRegistryUrl: "quay.io" } },
  upstreamRepositoryPrefix: { to: { upstreamRepositoryPrefix: "base" } },
  customRoleArn: { to: { customRoleArn: `arn:aws:iam::${REGISTRY}:role/reads-upstream` } },
  pull: { to: { pull: [CI] } },
};

export const SCANNED: RegistryScanningRule = {
  scanFrequency: "SCAN_ON_PUSH",
  repositoryFilters: [{ filter: "team/*" }],
};
export const SCANNING_BASE: RegistryScanningConfig = { scanType: "ENHANCED", rules: [SCANNED] };
export const SCANNING_CHANGES: Changes<RegistryScanningConfig> = {
  scanType: { to: { scanType: "BASIC" } },
  rules: { to: { rules: [] } },
};
export const SCANNING_RULE_CHANGES: Changes<RegistryScanningRule> = {
  scanFrequency: { to: { scanFrequency: "CONTINUOUS_SCAN" } },
  repositoryFilters: { to: { repositoryFilters: [{ filter: "prod" }] } },
};
