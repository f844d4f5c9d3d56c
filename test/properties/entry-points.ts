import type { EncryptedRepositoryConfig, RegistryTopology } from "../../shared";
import {
  expireUntagged,
  identityPolicies,
  keepLast,
  planHub,
  planKey,
  planMonitoring,
  planPullThroughCache,
  planRegistry,
  planReplica,
  planReplicaTemplates,
  planReplication,
  planRepository,
  planScanning,
  planSpoke,
  protectTags,
} from "../../shared";
import { planCreationTemplate, planReplicaKey } from "../../shared/plans";
import { HUB, KEY_ARN } from "../shared/fixtures";

/** A function of the core that takes what a caller wrote. */
export interface EntryPoint {
  readonly name: string;
  /** Something it accepts, with every property given. */
  readonly base: Readonly<Record<string, unknown>>;
  readonly call: (input: unknown) => unknown;
  /** Whether every plan of it holds a document. */
  readonly alwaysDocuments: boolean;
}

/** What the entry point accepts, with other pullers of one repository. */
export function withPullers({ base }: EntryPoint, pull: readonly unknown[]): unknown {
  if ("repositoryName" in base) return { ...base, pull };
  if ("manageRegistryPolicy" in base) return { ...base, rules: { quay: { upstreamRegistryUrl: "quay.io", pull } } };
  const repositories = { app: { pull } };
  return "topology" in base
    ? { ...base, topology: { ...(base["topology"] as RegistryTopology), repositories } }
    : { ...base, repositories };
}

const TOPOLOGY: RegistryTopology = {
  region: "us-east-1",
  partition: "aws",
  registryAccountId: HUB,
  keyAccountId: HUB,
  keyAlias: "alias/ecr/registry",
  repositories: {
    app: {
      push: ["arn:aws:iam::111111111111:role/ci", "222222222222"],
      pull: ["333333333333", "arn:aws:codebuild:us-east-1:111111111111:project/my-app"],
      lambda: ["333333333333"],
    },
    "team/web": { pull: ["arn:aws:iam::111111111111:user/ci"] },
  },
  creators: [HUB],
  keyAdministrators: [`arn:aws:iam::${HUB}:role/keeper`],
  kmsAccess: "key-policy",
  principalStrategy: "arn-condition",
};

const { repositories: _, ...FLAT } = TOPOLOGY;
const SAFEGUARDS = {
  deployer: `arn:aws:iam::${HUB}:role/terraform`,
  separateAdministrators: true,
  dangerouslyBypassPolicyLockoutSafetyCheck: false,
};
const KEY = {
  description: "images",
  isEnabled: true,
  enableKeyRotation: true,
  rotationPeriodInDays: 180,
  deletionWindowInDays: 30,
  multiRegion: true,
  ...SAFEGUARDS,
};
const REPOSITORY = {
  imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
  imageTagMutabilityExclusionFilters: [{ filter: "latest", filterType: "WILDCARD" }],
  scanOnPush: true,
  forceDelete: false,
  lifecyclePolicy: { rules: [...protectTags(["v*"]), expireUntagged(14), keepLast(50)] },
  encryptionType: "KMS",
};

const TEMPLATE_PLACE = {
  region: "us-east-1",
  partition: "aws",
  registryAccountId: HUB,
  keyAccountId: HUB,
  keyArn: KEY_ARN,
};
const { scanOnPush: _scan, forceDelete: _force, ...KEPT } = REPOSITORY;
const TEMPLATE = { ...KEPT, description: "cached", resourceTags: { team: "platform" } };

const REPLICATION = {
  topology: TOPOLOGY,
  destinations: [
    { region: "eu-west-1", accountId: "222222222222", repositories: "pre-created" },
    { region: "eu-west-2", repositories: "template" },
  ],
  prefixes: ["team/"],
};
const TEMPLATED = { imageTagMutability: "MUTABLE", encryptionType: "KMS", lifecyclePolicy: { rules: [keepLast(50)] } };

/** Every plan function, and the builder of IAM policies with all three of its arguments in one object. */
export const ENTRY_POINTS: readonly EntryPoint[] = [
  {
    name: "planRegistry",
    alwaysDocuments: true,
    base: { ...TOPOLOGY },
    call: (input) => planRegistry(input as RegistryTopology),
  },
  {
    name: "planRegistry with grants",
    alwaysDocuments: true,
    base: { ...TOPOLOGY, kmsAccess: "kms-grants", principalStrategy: "exact" },
    call: (input) => planRegistry(input as RegistryTopology, { keyArn: KEY_ARN }),
  },
  {
    name: "planHub",
    alwaysDocuments: true,
    base: { topology: TOPOLOGY, key: KEY, repository: REPOSITORY, deletionProtection: true },
    call: (input) => planHub(input as Parameters<typeof planHub>[0]),
  },
  {
    name: "planRepository",
    alwaysDocuments: false,
    base: { ...FLAT, ...TOPOLOGY.repositories["app"], ...REPOSITORY, repositoryName: "app", key: KEY },
    call: (input) => planRepository(input as EncryptedRepositoryConfig),
  },
  {
    name: "planSpoke",
    alwaysDocuments: true,
    base: {
      topology: TOPOLOGY,
      accountId: "111111111111",
      keyArn: KEY_ARN,
      roles: { ci: "ci" },
      policyNamePrefix: "images",
    },
    call: (input) => planSpoke(input as Parameters<typeof planSpoke>[0]),
  },
  {
    name: "planKey",
    alwaysDocuments: true,
    base: { topology: TOPOLOGY, ...KEY, deletionProtection: true },
    call: (input) => planKey(input as Parameters<typeof planKey>[0]),
  },
  {
    name: "planCreationTemplate",
    alwaysDocuments: true,
    base: {
      prefix: "team",
      appliedFor: ["REPLICATION", "PULL_THROUGH_CACHE"],
      ...TEMPLATE_PLACE,
      ...TEMPLATE,
      repositoryPolicy: {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "AllowPull",
            Effect: "Allow",
            Principal: { AWS: ["arn:aws:iam::222222222222:root"] },
            Action: ["ecr:BatchGetImage"],
            Condition: { StringEquals: { "aws:PrincipalOrgID": ["o-a1b2c3d4e5"] } },
          },
        ],
      },
      roleName: "ecr-templates",
    },
    call: (input) => planCreationTemplate(input as Parameters<typeof planCreationTemplate>[0]),
  },
  {
    name: "planPullThroughCache",
    alwaysDocuments: true,
    base: {
      ...TEMPLATE_PLACE,
      rules: {
        docker: {
          upstreamRegistryUrl: "registry-1.docker.io",
          credentialArn: `arn:aws:secretsmanager:us-east-1:${HUB}:secret:ecr-pullthroughcache/docker-AbCdEf`,
          pull: ["222222222222", "arn:aws:iam::333333333333:role/app", "o-a1b2c3d4e5"],
        },
        base: {
          upstreamRegistryUrl: "222222222222.dkr.ecr.eu-west-1.amazonaws.com",
          upstreamRepositoryPrefix: "shared/base",
          customRoleArn: `arn:aws:iam::${HUB}:role/reader`,
        },
      },
      repository: TEMPLATE,
      principalStrategy: "exact",
      manageRegistryPolicy: true,
    },
    call: (input) => planPullThroughCache(input as Parameters<typeof planPullThroughCache>[0]),
  },
  {
    name: "planKey in an external key store",
    alwaysDocuments: true,
    base: { topology: TOPOLOGY, customKeyStoreId: "cks-1234567890abcdef0", xksKeyId: "hsm-3", ...SAFEGUARDS },
    call: (input) => planKey(input as Parameters<typeof planKey>[0]),
  },
  {
    name: "planReplicaKey",
    alwaysDocuments: true,
    base: {
      topology: { ...TOPOLOGY, region: "eu-west-1" },
      primaryKeyArn: `arn:aws:kms:us-east-1:${HUB}:key/mrk-1234abcd12ab34cd56ef1234567890ab`,
      description: "images",
      enabled: true,
      deletionWindowInDays: 30,
      deletionProtection: true,
      ...SAFEGUARDS,
    },
    call: (input) => planReplicaKey(input as Parameters<typeof planReplicaKey>[0]),
  },
  {
    name: "planMonitoring",
    alwaysDocuments: true,
    base: {
      region: "us-east-1",
      accountId: HUB,
      partition: "aws",
      keyArn: KEY_ARN,
      repositories: ["app", "team/*"],
      events: { keyRotation: false, keyPolicy: true },
      namePrefix: "registry",
      topicKeyArn: KEY_ARN,
      conditionOnRules: true,
      deliveryAlarms: true,
      alarmTopicArn: `arn:aws:sns:us-east-1:${HUB}:operators`,
    },
    call: (input) => planMonitoring(input as Parameters<typeof planMonitoring>[0]),
  },
  {
    name: "planReplication",
    alwaysDocuments: false,
    base: { replication: REPLICATION },
    call: (input) => planReplication(input as Parameters<typeof planReplication>[0]),
  },
  {
    name: "planReplica",
    alwaysDocuments: true,
    base: {
      replication: REPLICATION,
      region: "eu-west-1",
      accountId: "222222222222",
      key: { ...KEY, deployer: "arn:aws:iam::222222222222:role/terraform" },
      repository: REPOSITORY,
      deletionProtection: true,
      furtherStatements: [
        {
          Sid: "KeepOthersOut",
          Effect: "Deny",
          Principal: { AWS: ["arn:aws:iam::333333333333:root"] },
          Action: ["ecr:ReplicateImage"],
          Resource: ["arn:aws:ecr:eu-west-1:222222222222:repository/*"],
        },
      ],
    },
    call: (input) => planReplica(input as Parameters<typeof planReplica>[0]),
  },
  {
    name: "planReplicaTemplates",
    alwaysDocuments: true,
    base: { replication: REPLICATION, region: "eu-west-2", repository: TEMPLATED, keyArn: KEY_ARN },
    call: (input) => planReplicaTemplates(input as Parameters<typeof planReplicaTemplates>[0]),
  },
  {
    name: "planScanning",
    alwaysDocuments: false,
    base: {
      scanType: "ENHANCED",
      rules: [
        { scanFrequency: "CONTINUOUS_SCAN", repositoryFilters: [{ filter: "prod-*", filterType: "WILDCARD" }] },
        { scanFrequency: "SCAN_ON_PUSH", repositoryFilters: [{ filter: "*" }, { filter: "team/web" }] },
      ],
    },
    call: (input) => planScanning(input as Parameters<typeof planScanning>[0]),
  },
  {
    name: "identityPolicies",
    alwaysDocuments: false,
    base: {
      topology: TOPOLOGY,
      rights: { push: ["app"], pull: ["team/web"], create: ["app"], administerKey: true },
      key: { keyArn: KEY_ARN },
    },
    call: (input) => {
      const { topology, rights, key } = (input ?? {}) as Readonly<Record<string, never>>;
      return identityPolicies(topology as never, rights as never, key);
    },
  },
];
