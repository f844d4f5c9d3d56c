import type { EncryptedRepositoryConfig, RegistryTopology } from "../../shared";
import { identityPolicies, planHub, planKey, planRegistry, planRepository, planSpoke } from "../../shared";
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
  const repositories = { app: { pull } };
  return "topology" in base ? { ...base, topology: { ...TOPOLOGY, repositories } } : { ...base, repositories };
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
const KEY = { description: "images", enableKeyRotation: true, rotationPeriodInDays: 180, deletionWindowInDays: 30 };
const REPOSITORY = {
  imageTagMutability: "IMMUTABLE",
  scanOnPush: true,
  forceDelete: false,
  lifecyclePolicy: '{"rules":[]}',
  encryptionType: "KMS",
};

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
