import { expect } from "chai";
import type { RegistryTopology, ReplicaRegistryConfig, ReplicationConfig } from "../../../shared";
import {
  destinationTopology,
  keepLast,
  lifecyclePolicy,
  planHub,
  planReplica,
  planReplicaTemplates,
  planSpoke,
} from "../../../shared";
import { planCreationTemplate } from "../../../shared/plans";
import type { ExpectedFinding } from "../fixtures";
import { CI_ROLE, expectFindings, expectSame, HUB, isLater, LATER, LATER_LIST, PULL, SECURITY } from "../fixtures";

const DR = "222222222222";
const READERS = "333333333333";
const DR_KEY = `arn:aws:kms:eu-west-1:${DR}:key/12345678-1234-1234-1234-123456789012`;
const SOURCE: RegistryTopology = {
  region: "us-east-1",
  registryAccountId: HUB,
  creators: [`arn:aws:iam::${HUB}:role/deployer`],
  keyAdministrators: [`arn:aws:iam::${HUB}:role/key-admin`],
  kmsAccess: "ecr-grants-only",
  repositories: {
    "team/web": { push: [CI_ROLE], pull: [READERS] },
    "team/api": { push: [CI_ROLE], pull: [READERS] },
    orders: { push: [CI_ROLE], lambda: [READERS] },
  },
};
const REPLICATION: ReplicationConfig = {
  topology: SOURCE,
  destinations: [{ region: "eu-west-1" }, { region: "eu-west-1", accountId: DR }],
};
const BY_TEMPLATE: ReplicationConfig = {
  topology: SOURCE,
  destinations: [{ region: "eu-west-1", accountId: DR, repositories: "template" }],
  prefixes: ["team/"],
};
const NEAR: ReplicaRegistryConfig = { replication: REPLICATION, region: "eu-west-1" };
const FAR: ReplicaRegistryConfig = { ...NEAR, accountId: DR };
const TEMPLATED: ReplicaRegistryConfig = { ...FAR, replication: BY_TEMPLATE };
const policy = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "AllowPullAccounts",
      Effect: "Allow",
      Principal: { AWS: [`arn:aws:iam::${READERS}:root`] },
      Action: PULL,
    },
  ],
} as const;

describe("destinationTopology", () => {
  it("keeps readers, creators and administrators in another Region of the same account", () => {
    expectSame(destinationTopology(REPLICATION, { region: "eu-west-1" }), {
      region: "eu-west-1",
      registryAccountId: HUB,
      repositories: {
        "team/web": { pull: [READERS] },
        "team/api": { pull: [READERS] },
        orders: { lambda: [READERS] },
      },
      creators: SOURCE.creators,
      keyAdministrators: SOURCE.keyAdministrators,
      kmsAccess: "ecr-grants-only",
    });
  });

  it("leaves creators, administrators and the raised quota of the source to the account of the source", () => {
    const topology = { ...SOURCE, grantsPerKey: 60_000, keyAlias: "alias/ecr", principalStrategy: "exact" } as const;
    expectSame(
      destinationTopology({ ...REPLICATION, topology, prefixes: ["orders"] }, { region: "eu-west-1", accountId: DR }),
      {
        region: "eu-west-1",
        registryAccountId: DR,
        keyAlias: "alias/ecr",
        repositories: { orders: { lambda: [READERS] } },
        kmsAccess: "ecr-grants-only",
        principalStrategy: "exact",
      },
    );
  });

  it("leaves administrators of a security account out: the key of the destination is in its registry account", () => {
    const keyAdministrators = [`arn:aws:iam::${SECURITY}:role/key-admin`];
    const topology = { ...SOURCE, keyAccountId: SECURITY, keyAdministrators };
    expect(destinationTopology({ ...REPLICATION, topology }, { region: "eu-west-1" })).to.not.have.any.keys(
      "keyAccountId",
      "keyAdministrators",
    );
  });

  it("gives the readers of the source IAM policies for the destination", () => {
    const topology = destinationTopology(REPLICATION, { region: "eu-west-1", accountId: DR });
    const [identity] = planSpoke({ topology, accountId: READERS });
    expect(identity?.policyNames).to.deep.equal([`ecr-kms-${DR}-eu-west-1-account`]);
    expectSame(identity?.policies[0]?.Statement[1]?.Resource, [
      `arn:aws:ecr:eu-west-1:${DR}:repository/orders`,
      `arn:aws:ecr:eu-west-1:${DR}:repository/team/api`,
      `arn:aws:ecr:eu-west-1:${DR}:repository/team/web`,
    ]);
  });

  const refusals: Readonly<Record<string, readonly [object, ...ExpectedFinding[]]>> = {
    "a Region that is no destination": [
      { region: "eu-west-2" },
      {
        code: "UNKNOWN_DESTINATION",
        path: "destination.region",
        message: `"eu-west-2" of "${HUB}" is not a destination of the replication (which has eu-west-1 of ${HUB}, eu-west-1 of ${DR})`,
      },
    ],
    "an account that is no destination": [
      { region: "eu-west-1", accountId: READERS },
      { code: "UNKNOWN_DESTINATION", path: "destination.region" },
    ],
    "what is no Region and no account": [
      { region: "eu-west", accountId: 7 },
      { code: "INVALID_REGION", path: "destination.region" },
      { code: "INVALID_ACCOUNT_ID", path: "destination.accountId" },
    ],
    "a Region and an account known only at deployment": [
      { region: LATER, accountId: LATER },
      { code: "UNRESOLVED_STRUCTURE", path: "destination.region" },
      { code: "UNRESOLVED_STRUCTURE", path: "destination.accountId" },
    ],
  };
  for (const [what, [destination, ...expected]] of Object.entries(refusals))
    it(`refuses ${what}`, () =>
      expectFindings(() => destinationTopology(REPLICATION, destination as never, isLater), expected));

  it("refuses a destination that is no object", () =>
    expectFindings(
      () => destinationTopology(REPLICATION, "eu-west-1" as never),
      [{ code: "INVALID_TYPE", path: "destination" }],
    ));
});

describe("planReplica", () => {
  it("makes the key and the repositories of the destination as a hub would, with the policies of its readers", () => {
    const { topology, ...made } = planReplica(NEAR);
    expectSame(topology, destinationTopology(REPLICATION, { region: "eu-west-1" }));
    expectSame(made, planHub({ topology }));
    expectSame(
      made.repositories.map(({ name, policy: own }) => [name, own?.Statement.map(({ Sid }) => Sid)]),
      [
        ["orders", ["CrossAccountPermission", "LambdaECRImageCrossAccountRetrievalPolicy"]],
        ["team/api", ["AllowPullAccounts"]],
        ["team/web", ["AllowPullAccounts"]],
      ],
    );
  });

  it("passes settings of key and repositories on", () => {
    const settings = { key: { rotationPeriodInDays: 90 }, repository: { imageTagMutability: "MUTABLE" } } as const;
    const { topology, ...made } = planReplica({ ...NEAR, ...settings });
    expectSame(made, planHub({ topology, ...settings }));
  });

  it("lets another account fill the repositories that it made, and make none", () => {
    expectSame(planReplica(FAR).registryPolicy, {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AllowReplication",
          Effect: "Allow",
          Principal: { AWS: [`arn:aws:iam::${HUB}:root`] },
          Action: ["ecr:ReplicateImage"],
          Resource: [
            `arn:aws:ecr:eu-west-1:${DR}:repository/orders`,
            `arn:aws:ecr:eu-west-1:${DR}:repository/team/api`,
            `arn:aws:ecr:eu-west-1:${DR}:repository/team/web`,
          ],
        },
      ],
    });
  });

  it("lets another account make repositories where a template encrypts them, and makes none itself", () => {
    const { repositories, registryPolicy, key } = planReplica(TEMPLATED);
    expect(key?.policy).to.be.an("object");
    expect(repositories).to.deep.equal([]);
    expectSame(registryPolicy, {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AllowReplication",
          Effect: "Allow",
          Principal: { AWS: [`arn:aws:iam::${HUB}:root`] },
          Action: ["ecr:CreateRepository", "ecr:ReplicateImage"],
          Resource: [`arn:aws:ecr:eu-west-1:${DR}:repository/team/*`],
        },
      ],
    });
  });

  it("lets another account fill a namespace and single names beside it", () => {
    const { registryPolicy } = planReplica({ ...FAR, replication: { ...REPLICATION, prefixes: ["team/", "or"] } });
    expectSame(registryPolicy?.Statement[0]?.Resource, [
      `arn:aws:ecr:eu-west-1:${DR}:repository/orders`,
      `arn:aws:ecr:eu-west-1:${DR}:repository/team/*`,
    ]);
  });

  const further = {
    Sid: "AllowImport",
    Effect: "Allow",
    Principal: { AWS: [`arn:aws:iam::${READERS}:root`] },
    Action: ["ecr:BatchImportUpstreamImage"],
    Resource: [`arn:aws:ecr:eu-west-1:${DR}:repository/public/*`],
  } as const;

  it("sets further statements beside its own, and leaves those it was given as they are", () => {
    const furtherStatements = [{ ...further }];
    const { registryPolicy } = planReplica({ ...FAR, furtherStatements });
    expect(registryPolicy?.Statement).to.have.length(2);
    expectSame(registryPolicy?.Statement[1], further);
    expect(Object.isFrozen(furtherStatements[0])).to.equal(false);
    expectSame(planReplica({ ...NEAR, furtherStatements }).registryPolicy?.Statement, [further]);
  });

  it("leaves the registry policy alone on request", () => {
    expect(planReplica({ ...FAR, manageRegistryPolicy: false })).to.not.have.property("registryPolicy");
  });

  it("uses a key that was given", () => {
    const destinations = [{ region: "eu-west-1", accountId: DR, keyArn: DR_KEY }];
    const plan = planReplica({ ...FAR, replication: { ...REPLICATION, destinations } });
    expect(plan).to.not.have.property("key");
    expect(plan.keyArn).to.equal(DR_KEY);
  });

  const accounts = Array.from({ length: 400 }, (_, index) => String(200_000_000_000 + index));
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`team-${1000 + index}`, {}]));
  const wide = { "team/web": { pull: accounts } };
  const differing = { ...SOURCE.repositories, "team/jobs": { pull: [READERS, "444444444444"] } };
  const long = `${"very-".repeat(12)}long`;
  const refusals: Readonly<Record<string, readonly [object, ...ExpectedFinding[]]>> = {
    "a Region that is no destination": [
      { ...NEAR, region: "eu-west-2" },
      { code: "UNKNOWN_DESTINATION", path: "region" },
    ],
    "key settings beside a key": [
      {
        ...FAR,
        replication: { ...REPLICATION, destinations: [{ region: "eu-west-1", accountId: DR, keyArn: DR_KEY }] },
        key: {},
      },
      { code: "CONFLICTING_OPTIONS", path: "key" },
    ],
    "settings that a template has not": [
      { ...TEMPLATED, repository: { scanOnPush: true, imageTagMutability: "IMMUTABLE" } },
      {
        code: "CONFLICTING_OPTIONS",
        path: "repository.scanOnPush",
        message: "a creation template has no scanOnPush",
        hint: 'leave it out, or choose repositories: "pre-created"',
      },
    ],
    "one template for repositories that are pulled by different accounts": [
      { ...TEMPLATED, replication: { ...BY_TEMPLATE, topology: { ...SOURCE, repositories: differing } } },
      {
        code: "REPLICA_ACCESS_DIFFERS",
        path: "replication.prefixes",
        message:
          'the template of "team/" gives all its repositories one policy, but "team/api" and "team/jobs" have different pullers',
      },
    ],
    "a repository policy that is too large, once": [
      { ...TEMPLATED, replication: { ...BY_TEMPLATE, topology: { ...SOURCE, repositories: wide } } },
      { code: "DOCUMENT_TOO_LARGE", path: 'replication.topology.repositories["team/web"]' },
    ],
    "a registry policy that is too large": [
      { ...FAR, replication: { ...REPLICATION, topology: { ...SOURCE, repositories: many } } },
      {
        code: "DOCUMENT_TOO_LARGE",
        path: "replication.prefixes",
        hint: 'replicate namespaces instead of single repositories: prefixes: ["team/"]',
      },
    ],
    "a namespace that is too long for the name of its role": [
      {
        ...TEMPLATED,
        replication: {
          ...BY_TEMPLATE,
          topology: { ...SOURCE, repositories: { [`${long}/app`]: {} } },
          prefixes: [`${long}/`],
        },
      },
      { code: "INVALID_ROLE_NAME", path: "replication.prefixes" },
    ],
    "a statement that opens the registry to everybody, has another shape, or its own Sid": [
      {
        ...FAR,
        furtherStatements: [
          { Effect: "Allow", Principal: { AWS: ["*"] }, Action: ["ecr:ReplicateImage"], Resource: ["*"] },
          { Effect: "allow", Principal: { AWS: [READERS] }, Actions: [], Resource: ["*"] },
          { ...further, Sid: "AllowReplication" },
          "Allow",
          { ...further, Principal: { AWS: [7] }, Resource: [], Condition: { StringEquals: "x", Bool: { a: 1 } } },
          { ...further, Principal: {}, Condition: "none" },
        ],
      },
      { code: "GRANTEE_IS_WILDCARD", path: "furtherStatements[0].Principal" },
      { code: "UNKNOWN_PROPERTY", path: "furtherStatements[1].Actions" },
      { code: "INVALID_OPTION", path: "furtherStatements[1].Effect" },
      { code: "INVALID_TYPE", path: "furtherStatements[1].Action" },
      { code: "CONFLICTING_OPTIONS", path: "furtherStatements[2].Sid" },
      { code: "INVALID_TYPE", path: "furtherStatements[3]" },
      { code: "INVALID_TYPE", path: "furtherStatements[4].Principal.AWS[0]" },
      { code: "INVALID_TYPE", path: "furtherStatements[4].Resource" },
      { code: "INVALID_TYPE", path: "furtherStatements[4].Condition.StringEquals" },
      { code: "INVALID_TYPE", path: "furtherStatements[4].Condition.Bool.a" },
      { code: "INVALID_TYPE", path: "furtherStatements[5].Principal" },
      { code: "INVALID_TYPE", path: "furtherStatements[5].Condition" },
    ],
    "a statement whose conditions are empty and let everybody in": [
      {
        ...FAR,
        furtherStatements: [
          { ...further, Effect: "Allow", Principal: { AWS: ["*"] }, Condition: {} },
          { ...further, Effect: "Allow", Principal: { AWS: ["*"] }, Condition: { StringEquals: {} } },
          { ...further, Effect: "Allow", Principal: { Service: "*" } },
        ],
      },
      { code: "INVALID_TYPE", path: "furtherStatements[0].Condition" },
      { code: "INVALID_TYPE", path: "furtherStatements[1].Condition.StringEquals" },
      { code: "GRANTEE_IS_WILDCARD", path: "furtherStatements[2].Principal" },
    ],
    "statements that are no list": [
      { ...FAR, furtherStatements: further },
      { code: "INVALID_TYPE", path: "furtherStatements" },
    ],
    "statements, and whether there are any, known only at deployment": [
      { ...FAR, furtherStatements: LATER_LIST, manageRegistryPolicy: LATER },
      { code: "UNRESOLVED_STRUCTURE", path: "furtherStatements" },
      { code: "UNRESOLVED_STRUCTURE", path: "manageRegistryPolicy" },
    ],
    "statements for a registry policy that is kept elsewhere": [
      { ...FAR, furtherStatements: [further], manageRegistryPolicy: false },
      { code: "CONFLICTING_OPTIONS", path: "furtherStatements" },
    ],
    "a destination by template without its template": [
      { ...TEMPLATED, manageTemplates: false },
      { code: "CONFLICTING_OPTIONS", path: "manageTemplates" },
    ],
    "everything that is wrong at once": [
      {
        ...FAR,
        key: { rotationPeriodInDays: 1 },
        repository: { scanOnPush: "yes" },
        deletionProtection: 1,
        keyArn: DR_KEY,
        manageRegistryPolicy: "no",
        manageTemplates: LATER,
        replication: { ...REPLICATION, prefixes: ["*"] },
      },
      { code: "UNKNOWN_PROPERTY", path: "keyArn" },
      { code: "ROTATION_PERIOD_OUT_OF_RANGE", path: "key.rotationPeriodInDays" },
      { code: "INVALID_TYPE", path: "repository.scanOnPush" },
      { code: "INVALID_TYPE", path: "deletionProtection" },
      { code: "INVALID_TYPE", path: "manageRegistryPolicy" },
      { code: "UNRESOLVED_STRUCTURE", path: "manageTemplates" },
      { code: "INVALID_REPLICATION_PREFIX", path: "replication.prefixes[0]" },
    ],
  };
  for (const [what, [config, ...expected]] of Object.entries(refusals))
    it(`refuses ${what}`, () => expectFindings(() => planReplica(config as never, isLater), expected));

  it("refuses what is no configuration", () =>
    expectFindings(() => planReplica(undefined as never), [{ code: "INVALID_TYPE", path: "" }]));
});

describe("planReplicaTemplates", () => {
  const place = { appliedFor: ["REPLICATION"], region: "eu-west-1", partition: "aws" } as const;

  it("makes one template for each namespace, with the policy of its repositories", () => {
    expectSame(planReplicaTemplates({ ...TEMPLATED, keyArn: DR_KEY }), [
      planCreationTemplate({
        prefix: "team",
        ...place,
        registryAccountId: DR,
        keyArn: DR_KEY,
        repositoryPolicy: policy,
      }),
    ]);
  });

  it("passes the settings on that a template has", () => {
    const repository = {
      imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
      imageTagMutabilityExclusionFilters: [{ filter: "latest" }],
      lifecyclePolicy: lifecyclePolicy([keepLast(50)]),
      encryptionType: "KMS",
    } as const;
    expectSame(planReplicaTemplates({ ...TEMPLATED, keyArn: DR_KEY, repository }), [
      planCreationTemplate({
        prefix: "team",
        ...place,
        registryAccountId: DR,
        keyArn: DR_KEY,
        repositoryPolicy: policy,
        ...repository,
      }),
    ]);
  });

  it("catches in the account of the source what filters reach beside the repositories that were made", () => {
    const keyArn = DR_KEY.replace(DR, HUB);
    const config = { ...place, registryAccountId: HUB, keyArn };
    expectSame(planReplicaTemplates({ ...NEAR, keyArn }), [planCreationTemplate({ prefix: "ROOT", ...config })]);
    const prefixes = ["team/", "team/web", "orders"];
    expectSame(planReplicaTemplates({ ...NEAR, replication: { ...REPLICATION, prefixes }, keyArn }), [
      planCreationTemplate({ prefix: "team", ...config }),
      planCreationTemplate({ prefix: "ROOT", ...config }),
    ]);
    expectSame(planReplicaTemplates({ ...NEAR, replication: { ...REPLICATION, prefixes: ["team/"] }, keyArn }), [
      planCreationTemplate({ prefix: "team", ...config }),
    ]);
  });

  it("makes none on request, where the registry has one already", () => {
    expect(planReplicaTemplates({ ...NEAR, keyArn: DR_KEY, manageTemplates: false })).to.deep.equal([]);
  });

  it("makes none where another account may make no repository", () => {
    expect(planReplicaTemplates({ ...FAR, keyArn: DR_KEY })).to.deep.equal([]);
  });

  it("refuses a key that is no text, and everything that planReplica refuses", () => {
    expectFindings(
      () => planReplicaTemplates({ ...NEAR, region: "eu-west-2", keyArn: 7 as never }),
      [
        { code: "INVALID_TYPE", path: "keyArn" },
        { code: "UNKNOWN_DESTINATION", path: "region" },
      ],
    );
  });

  it("takes a key known only at deployment", () => {
    const [template] = planReplicaTemplates({ ...TEMPLATED, keyArn: LATER }, isLater);
    expect(template?.encryptionConfiguration).to.deep.equal({ encryptionType: "KMS", kmsKey: LATER });
  });
});
