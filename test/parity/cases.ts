import type {
  EncryptedRepositoryConfig,
  KeyGrantsConfig,
  KeyMonitoringConfig,
  PullThroughCacheConfig,
  RegistryHubConfig,
  RegistryScanningConfig,
  RegistryTopology,
  ReplicaRegistryConfig,
  ReplicatedRegistryConfig,
  ReplicationConfig,
  ReplicaKeyConfig,
  RepositoryKeyConfig,
  SpokeAccessConfig,
} from "../../shared";
import { expireUntagged, keepLast, lifecyclePolicy, protectTags } from "../../shared";

/** One component of a case, by the name it has in both toolchains. */
export type Step =
  | { readonly component: "RepositoryKey"; readonly name: string; readonly config: RepositoryKeyConfig }
  | { readonly component: "ReplicaKey"; readonly name: string; readonly config: ReplicaKeyConfig }
  | { readonly component: "KeyGrants"; readonly name: string; readonly config: KeyGrantsConfig }
  | { readonly component: "KeyMonitoring"; readonly name: string; readonly config: KeyMonitoringConfig }
  | { readonly component: "EncryptedRepository"; readonly name: string; readonly config: EncryptedRepositoryConfig }
  | { readonly component: "RegistryHub"; readonly name: string; readonly config: RegistryHubConfig }
  | { readonly component: "RegistryScanning"; readonly name: string; readonly config: RegistryScanningConfig }
  | { readonly component: "ReplicatedRegistry"; readonly name: string; readonly config: ReplicatedRegistryConfig }
  | { readonly component: "ReplicaRegistry"; readonly name: string; readonly config: ReplicaRegistryConfig }
  | { readonly component: "PullThroughCache"; readonly name: string; readonly config: PullThroughCacheConfig }
  | { readonly component: "SpokeAccess"; readonly name: string; readonly config: SpokeAccessConfig };

/** One case of the parity table: what is made, and in which account. */
export interface ParityCase {
  readonly title: string;
  /** Account id → what is made there. */
  readonly accounts: Readonly<Record<string, readonly Step[]>>;
  /** The topology from which the core's documents are taken. */
  readonly topology: RegistryTopology;
  /** The key that the documents name; absent where the alias names it. */
  readonly keyArn?: string;
}

const KEY = "12345678-1234-1234-1234-123456789012";
const REGISTRY = "123456789012";
const SECURITY = "999999999999";
const CI = "arn:aws:iam::111111111111:role/cicd-role";
const PROJECT = "arn:aws:codebuild:us-east-1:333333333333:project/team-*";

const hub: RegistryTopology = {
  region: "us-east-1",
  registryAccountId: REGISTRY,
  creators: [`arn:aws:iam::${REGISTRY}:role/deployer`],
  keyAdministrators: [`arn:aws:iam::${REGISTRY}:role/key-admin`],
  repositories: {
    "team/web": { push: [CI], pull: ["arn:aws:iam::222222222222:role/ecs", "333333333333"] },
    "base-image": { push: [CI], pull: [CI, "o-a1b2c3d4e5", PROJECT], lambda: ["222222222222", REGISTRY] },
    private: {},
  },
};
/** The same with grantees that can hold a grant. */
const granted: RegistryTopology = {
  ...hub,
  kmsAccess: "kms-grants",
  repositories: { ...hub.repositories, "base-image": { push: [CI], pull: [CI, "222222222222", PROJECT] } },
};

function spokes(topology: RegistryTopology, keyArn?: string): ParityCase["accounts"] {
  const at = (accountId: string): readonly Step[] => [
    {
      component: "SpokeAccess",
      name: "access",
      config: { topology, accountId, ...(keyArn === undefined ? {} : { keyArn }) },
    },
  ];
  return { "111111111111": at("111111111111"), "222222222222": at("222222222222"), "333333333333": at("333333333333") };
}

function hubCase(title: string, topology: RegistryTopology): ParityCase {
  const config: RegistryHubConfig = { topology, key: { rotationPeriodInDays: 180 } };
  return {
    title,
    topology,
    accounts: { [REGISTRY]: [{ component: "RegistryHub", name: "hub", config }], ...spokes(topology) },
  };
}

const existingKeyArn = `arn:aws:kms:us-east-1:${REGISTRY}:key/${KEY}`;
const primaryKeyArn = `arn:aws:kms:us-east-1:${REGISTRY}:key/mrk-1234abcd12ab34cd56ef1234567890ab`;
const centralKeyArn = `arn:aws:kms:us-east-1:${SECURITY}:key/${KEY}`;
const central: RegistryTopology = {
  ...hub,
  keyAccountId: SECURITY,
  keyAdministrators: [`arn:aws:iam::${SECURITY}:role/key-admin`],
};
const single: RegistryTopology = {
  region: "eu-central-1",
  registryAccountId: REGISTRY,
  keyAlias: "alias/ecr/my-app",
  repositories: { "my-app": { push: [CI], pull: ["222222222222"] } },
};

const DR = "222222222222";
const replication: ReplicationConfig = {
  topology: hub,
  destinations: [
    { region: "eu-west-1", keyArn: `arn:aws:kms:eu-west-1:${REGISTRY}:key/${KEY}` },
    { region: "eu-west-1", accountId: DR },
    {
      region: "eu-west-2",
      accountId: DR,
      keyArn: `arn:aws:kms:eu-west-2:${DR}:key/${KEY}`,
      repositories: "pre-created",
    },
  ],
};
const byTemplate: ReplicationConfig = {
  topology: hub,
  destinations: [
    {
      region: "eu-west-1",
      accountId: DR,
      keyArn: `arn:aws:kms:eu-west-1:${DR}:key/${KEY}`,
      repositories: "template",
    },
  ],
  prefixes: ["team/"],
};

/** The parity table. */
export const PARITY_CASES: readonly ParityCase[] = [
  {
    title: "a single repository",
    topology: single,
    accounts: {
      [REGISTRY]: [
        {
          component: "EncryptedRepository",
          name: "app",
          config: {
            region: "eu-central-1",
            registryAccountId: REGISTRY,
            repositoryName: "my-app",
            push: [CI],
            pull: ["222222222222"],
            lifecyclePolicy: JSON.stringify(lifecyclePolicy([expireUntagged(14)]), undefined, 2),
            imageTagMutability: "MUTABLE",
          },
        },
      ],
    },
  },
  {
    title: "a single repository without protection, in GovCloud",
    topology: {
      region: "us-gov-west-1",
      registryAccountId: REGISTRY,
      keyAlias: "alias/team",
      kmsAccess: "ecr-grants-only",
      repositories: { app: { pull: ["arn:aws-us-gov:iam::222222222222:user/ops/alice"] } },
    },
    accounts: {
      [REGISTRY]: [
        {
          component: "EncryptedRepository",
          name: "app",
          config: {
            region: "us-gov-west-1",
            registryAccountId: REGISTRY,
            keyAlias: "team",
            kmsAccess: "ecr-grants-only",
            repositoryName: "app",
            pull: ["arn:aws-us-gov:iam::222222222222:user/ops/alice"],
            encryptionType: "KMS_DSSE",
            deletionProtection: false,
            forceDelete: true,
            scanOnPush: false,
            key: { multiRegion: true, enableKeyRotation: false, deletionWindowInDays: 7, description: "for one" },
          },
        },
      ],
    },
  },
  {
    title: "repositories with rules of their own, and the scanning of their registry",
    topology: hub,
    keyArn: existingKeyArn,
    accounts: {
      [REGISTRY]: [
        {
          component: "RegistryHub",
          name: "hub",
          config: {
            topology: hub,
            keyArn: existingKeyArn,
            repository: {
              imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
              imageTagMutabilityExclusionFilters: [{ filter: "latest" }, { filter: "dev-*", filterType: "WILDCARD" }],
              lifecyclePolicy: {
                rules: [
                  ...protectTags(["v*", "release-*"]),
                  { ...expireUntagged(14), description: "no ${aws:PrincipalTag/team} or %{ if } is meant here" },
                  keepLast(20, "dev-*"),
                  keepLast(50),
                ],
              },
            },
          },
        },
        {
          component: "RegistryScanning",
          name: "scanning",
          config: {
            scanType: "ENHANCED",
            rules: [
              { scanFrequency: "SCAN_ON_PUSH", repositoryFilters: [{ filter: "*" }] },
              { scanFrequency: "CONTINUOUS_SCAN", repositoryFilters: [{ filter: "team/*" }, { filter: "prod" }] },
            ],
          },
        },
      ],
      ...spokes(hub, existingKeyArn),
    },
  },
  {
    title: "an existing key",
    topology: hub,
    keyArn: existingKeyArn,
    accounts: {
      [REGISTRY]: [{ component: "RegistryHub", name: "hub", config: { topology: hub, keyArn: existingKeyArn } }],
      ...spokes(hub, existingKeyArn),
    },
  },
  {
    title: "a key in a security account",
    topology: central,
    keyArn: centralKeyArn,
    accounts: {
      [SECURITY]: [{ component: "RepositoryKey", name: "registry", config: { topology: central } }],
      [REGISTRY]: [{ component: "RegistryHub", name: "hub", config: { topology: central, keyArn: centralKeyArn } }],
      ...spokes(central, centralKeyArn),
    },
  },
  {
    title: "a key in a CloudHSM key store",
    topology: hub,
    accounts: {
      [REGISTRY]: [
        {
          component: "RepositoryKey",
          name: "registry",
          config: { topology: hub, customKeyStoreId: "cks-1234567890abcdef0" },
        },
      ],
    },
  },
  {
    title: "a disabled key in an external key store, with every safeguard",
    topology: hub,
    accounts: {
      [REGISTRY]: [
        {
          component: "RepositoryKey",
          name: "registry",
          config: {
            topology: hub,
            isEnabled: false,
            customKeyStoreId: "cks-1234567890abcdef0",
            xksKeyId: "hsm-3.registry_1",
            deployer: `arn:aws:iam::${REGISTRY}:role/deployer`,
            separateAdministrators: true,
            dangerouslyBypassPolicyLockoutSafetyCheck: true,
          },
        },
      ],
    },
  },
  {
    title: "a replica of a multi-Region key in another Region",
    topology: { ...granted, region: "eu-west-1" },
    accounts: {
      [REGISTRY]: [
        {
          component: "ReplicaKey",
          name: "ireland",
          config: { topology: { ...granted, region: "eu-west-1" }, primaryKeyArn },
        },
      ],
    },
  },
  {
    title: "a replica with all of its options",
    topology: { ...hub, region: "eu-west-1", keyAlias: "alias/ecr/ireland" },
    accounts: {
      [REGISTRY]: [
        {
          component: "ReplicaKey",
          name: "ireland",
          config: {
            topology: { ...hub, region: "eu-west-1", keyAlias: "ecr/ireland" },
            primaryKeyArn,
            description: "Images in Ireland",
            enabled: false,
            deletionWindowInDays: 7,
            deletionProtection: false,
            deployer: `arn:aws:iam::${REGISTRY}:role/deployer`,
            separateAdministrators: true,
            dangerouslyBypassPolicyLockoutSafetyCheck: true,
          },
        },
      ],
    },
  },
  hubCase("hub and spokes, kms-grants", granted),
  {
    title: "grants on an existing key in a security account",
    topology: { ...granted, keyAccountId: SECURITY, keyAdministrators: [] },
    keyArn: centralKeyArn,
    accounts: {
      [SECURITY]: [
        {
          component: "KeyGrants",
          name: "grants",
          config: { topology: { ...granted, keyAccountId: SECURITY, keyAdministrators: [] }, keyArn: centralKeyArn },
        },
      ],
    },
  },
  {
    title: "the monitoring of a key and of repositories",
    topology: hub,
    accounts: {
      [REGISTRY]: [
        {
          component: "KeyMonitoring",
          name: "monitoring",
          config: {
            region: "us-east-1",
            accountId: REGISTRY,
            keyArn: existingKeyArn,
            repositories: ["team/*", "private", "base-image"],
          },
        },
      ],
    },
  },
  {
    title: "the monitoring of a central key and of a large registry, each with what exists there already",
    topology: central,
    accounts: {
      [SECURITY]: [
        {
          component: "KeyMonitoring",
          name: "key",
          config: {
            region: "us-east-1",
            accountId: SECURITY,
            keyArn: centralKeyArn,
            topicKeyArn: centralKeyArn.replace(KEY, "87654321-4321-4321-4321-210987654321"),
            alarmTopicArn: `arn:aws:sns:us-east-1:${SECURITY}:operators`,
            conditionOnRules: true,
            events: { keyRotation: false },
          },
        },
      ],
      [REGISTRY]: [
        {
          component: "KeyMonitoring",
          name: "registry",
          config: {
            region: "us-east-1",
            accountId: REGISTRY,
            repositories: Array.from({ length: 200 }, (_, index) => `team-${index}/service`),
            namePrefix: "registry_1",
            topicArn: `arn:aws:sns:us-east-1:${REGISTRY}:operators`,
            deliveryAlarms: false,
          },
        },
      ],
    },
  },
  {
    title: "a registry that is replicated to another Region and another account",
    topology: hub,
    accounts: {
      [REGISTRY]: [
        { component: "ReplicatedRegistry", name: "replication", config: { replication } },
        { component: "ReplicaRegistry", name: "ireland", config: { replication, region: "eu-west-1" } },
      ],
      [DR]: [
        {
          component: "ReplicaRegistry",
          name: "ireland",
          config: { replication, region: "eu-west-1", accountId: DR, key: { rotationPeriodInDays: 90 } },
        },
        {
          component: "ReplicaRegistry",
          name: "london",
          config: {
            replication,
            region: "eu-west-2",
            accountId: DR,
            repository: { imageTagMutability: "MUTABLE" },
            deletionProtection: false,
            furtherStatements: [
              {
                Sid: "KeepTeams",
                Effect: "Deny",
                Principal: { AWS: ["arn:aws:iam::333333333333:root"] },
                Action: ["ecr:ReplicateImage"],
                Resource: [`arn:aws:ecr:eu-west-2:${DR}:repository/team/*`],
                Condition: { StringNotEquals: { "aws:PrincipalTag/team": "${aws:ResourceTag/team}" } },
              },
            ],
          },
        },
      ],
    },
  },
  {
    title: "a namespace that is replicated by a creation template",
    topology: hub,
    accounts: {
      [REGISTRY]: [{ component: "ReplicatedRegistry", name: "replication", config: { replication: byTemplate } }],
      [DR]: [
        {
          component: "ReplicaRegistry",
          name: "dr",
          config: { replication: byTemplate, region: "eu-west-1", accountId: DR },
        },
      ],
    },
  },
  {
    title: "pull-through caches of every kind of upstream",
    topology: hub,
    keyArn: existingKeyArn,
    accounts: {
      [REGISTRY]: [
        {
          component: "PullThroughCache",
          name: "cache",
          config: {
            region: "us-east-1",
            registryAccountId: REGISTRY,
            keyArn: existingKeyArn,
            rules: {
              "ecr-public": { upstreamRegistryUrl: "public.ecr.aws", pull: ["222222222222", "o-a1b2c3d4e5"] },
              "docker/hub": {
                upstreamRegistryUrl: "registry-1.docker.io",
                credentialArn: `arn:aws:secretsmanager:us-east-1:${REGISTRY}:secret:ecr-pullthroughcache/docker-AbCdEf`,
                pull: [CI],
              },
              other: {
                upstreamRegistryUrl: "222222222222.dkr.ecr.eu-west-1.amazonaws.com",
                upstreamRepositoryPrefix: "base",
              },
              given: {
                upstreamRegistryUrl: "222222222222.dkr.ecr.eu-west-1.amazonaws.com",
                customRoleArn: `arn:aws:iam::${REGISTRY}:role/reads-upstream`,
              },
            },
            repository: {
              imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
              imageTagMutabilityExclusionFilters: [{ filter: "latest" }],
              lifecyclePolicy: lifecyclePolicy([expireUntagged(14)]),
              resourceTags: { cached: "yes" },
              description: "cached",
            },
            manageRegistryPolicy: true,
          },
        },
      ],
    },
  },
  ...(["key-policy", "ecr-grants-only"] as const).flatMap((kmsAccess) =>
    (["arn-condition", "exact"] as const).map((principalStrategy) =>
      hubCase(`hub and spokes, ${kmsAccess}, ${principalStrategy}`, { ...hub, kmsAccess, principalStrategy }),
    ),
  ),
];
