import type {
  EncryptedRepositoryConfig,
  KeyGrantsConfig,
  RegistryHubConfig,
  RegistryTopology,
  RepositoryKeyConfig,
  SpokeAccessConfig,
} from "../../shared";

/** One component of a case, by the name it has in both toolchains. */
export type Step =
  | { readonly component: "RepositoryKey"; readonly name: string; readonly config: RepositoryKeyConfig }
  | { readonly component: "KeyGrants"; readonly name: string; readonly config: KeyGrantsConfig }
  | { readonly component: "EncryptedRepository"; readonly name: string; readonly config: EncryptedRepositoryConfig }
  | { readonly component: "RegistryHub"; readonly name: string; readonly config: RegistryHubConfig }
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
            lifecyclePolicy: JSON.stringify({ rules: [] }),
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
  ...(["key-policy", "ecr-grants-only"] as const).flatMap((kmsAccess) =>
    (["arn-condition", "exact"] as const).map((principalStrategy) =>
      hubCase(`hub and spokes, ${kmsAccess}, ${principalStrategy}`, { ...hub, kmsAccess, principalStrategy }),
    ),
  ),
];
