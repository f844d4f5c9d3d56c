import { expect } from "chai";
import type { RegistryTopology, RepositoryAccess } from "../../../shared";
import { keyGrants, keyPolicy, planGrants, planRegistry } from "../../../shared";
import {
  CI_ROLE,
  expectFindings,
  expectSame,
  findingsOf,
  HUB,
  isDeeplyFrozen,
  isLater,
  KEY_ARN,
  LATER,
  QUIET,
} from "../fixtures";

function topologyWith(
  repositories: Readonly<Record<string, RepositoryAccess>>,
  more: Partial<RegistryTopology> = {},
): RegistryTopology {
  return { ...QUIET, kmsAccess: "kms-grants", repositories, ...more };
}

const PULL = ["Decrypt", "DescribeKey"];
const PUSH = ["Decrypt", "DescribeKey", "GenerateDataKey"];
const context = (name: string): object => ({ "aws:ecr:arn": `arn:aws:ecr:us-east-1:${HUB}:repository/${name}` });

describe("keyGrants", () => {
  it("gives each principal a grant for each repository, with the operations of its access", () => {
    const topology = topologyWith({
      app: { push: [CI_ROLE], pull: ["222222222222", "arn:aws:iam::333333333333:user/ops/bo@example.com"] },
      "team/base": { push: ["222222222222"], pull: ["222222222222"] },
    });
    expectSame(keyGrants(topology), [
      {
        id: "app/222222222222",
        repositoryName: "app",
        name: "app/222222222222",
        granteePrincipal: "arn:aws:iam::222222222222:root",
        operations: PULL,
        encryptionContext: context("app"),
      },
      {
        id: "app/111111111111:role/cicd-role",
        repositoryName: "app",
        name: "app/111111111111:role/cicd-role",
        granteePrincipal: CI_ROLE,
        operations: PUSH,
        encryptionContext: context("app"),
      },
      {
        id: "app/333333333333:user/ops/bo@example.com",
        repositoryName: "app",
        name: "app/333333333333:user/ops/bo-example-com",
        granteePrincipal: "arn:aws:iam::333333333333:user/ops/bo@example.com",
        operations: PULL,
        encryptionContext: context("app"),
      },
      {
        id: "team/base/222222222222",
        repositoryName: "team/base",
        name: "team/base/222222222222",
        granteePrincipal: "arn:aws:iam::222222222222:root",
        operations: PUSH,
        encryptionContext: context("team/base"),
      },
    ]);
  });

  it("gives AWS services and Lambda accounts none, and roles none beside their whole account", () => {
    const topology = topologyWith({
      app: {
        pull: ["111111111111", CI_ROLE, "arn:aws:codebuild:us-east-1:222222222222:project/x"],
        lambda: ["333333333333"],
      },
    });
    expect(keyGrants(topology).map(({ id }) => id)).to.deep.equal(["app/111111111111"]);
  });

  it("makes none with the other models", () => {
    for (const kmsAccess of ["key-policy", "ecr-grants-only"] as const)
      expectSame(keyGrants(topologyWith({ app: { pull: [CI_ROLE] } }, { kmsAccess })), []);
  });

  it("takes a principal that is known only at deployment as it is", () => {
    const later = [`${LATER}/b`, `${LATER}/a`];
    const grants = keyGrants(topologyWith({ app: { pull: later, push: [later[1] ?? ""] } }), isLater);
    expect(grants.map(({ id, granteePrincipal, operations }) => [id, granteePrincipal, operations])).to.deep.equal([
      ["app/later-1", later[1], PUSH],
      ["app/later-2", later[0], PULL],
    ]);
  });

  for (const [region, partition] of [
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
  ] as const) {
    it(`writes ARNs of ${partition}`, () => {
      const [grant] = keyGrants(topologyWith({ app: { pull: ["222222222222"] } }, { region }));
      expect(grant?.granteePrincipal).to.equal(`arn:${partition}:iam::222222222222:root`);
      expect(grant?.encryptionContext).to.deep.equal({
        "aws:ecr:arn": `arn:${partition}:ecr:${region}:${HUB}:repository/app`,
      });
    });
  }

  it("names a grant in the characters and the length that KMS takes", () => {
    const repository = `${"a/".repeat(100)}b`;
    const role = `arn:aws:iam::111111111111:role/${"p/".repeat(60)}role+=,.@-`;
    for (const { name = "" } of keyGrants(topologyWith({ [repository]: { pull: [role] } })))
      expect(name).to.match(/^[a-zA-Z0-9:/_-]{1,256}$/);
  });

  it("is frozen through and through", () => {
    expect(isDeeplyFrozen(keyGrants(topologyWith({ app: { pull: [CI_ROLE] } })))).to.equal(true);
  });

  it("stands in the plan of the registry, and leaves no pusher or puller in the key policy", () => {
    const topology = topologyWith({ app: { pull: [CI_ROLE, "222222222222"] } });
    expectSame(planRegistry(topology).key.grants, keyGrants(topology));
    expectSame(keyPolicy(topology), keyPolicy({ ...topology, repositories: { app: {} } }));
    expect(keyPolicy(topology).Statement.map(({ Sid }) => Sid)).to.include("AllowEcrToUseTheKey");
  });

  it("takes 2,000 roles, whose key policy would be over its limit", () => {
    const pull = Array.from({ length: 2_000 }, (_, index) => `arn:aws:iam::${200_000_000_000 + index}:role/puller`);
    const repositories = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`app-${index}`, { pull: pull.slice(index * 100, index * 100 + 100) }]),
    );
    expect(keyGrants(topologyWith(repositories))).to.have.length(2_000);
    expectFindings(
      () => planRegistry(topologyWith(repositories, { kmsAccess: "key-policy" })),
      [{ code: "DOCUMENT_TOO_LARGE", path: "repositories" }],
    );
  });

  it("refuses organizations, with the models that take them", () => {
    const path = 'repositories["app"].pull[1]';
    expectFindings(
      () => keyGrants(topologyWith({ app: { pull: [CI_ROLE, "o-a1b2c3d4e5"], push: ["o-a1b2c3d4e5/r-ab12/"] } })),
      [
        { code: "GRANTEE_CANNOT_HOLD_GRANT", path: 'repositories["app"].push[0]' },
        {
          code: "GRANTEE_CANNOT_HOLD_GRANT",
          path,
          message: '"o-a1b2c3d4e5" cannot hold a KMS grant',
          hint: 'name accounts, roles or users; or choose kmsAccess "ecr-grants-only" or "key-policy", which accept organizations',
        },
      ],
    );
  });

  it("refuses more repositories than a key has grants for, in every model", () => {
    const repositories = Object.fromEntries(Array.from({ length: 25_001 }, (_, index) => [`app-${index}`, {}]));
    const codes = findingsOf(() => planRegistry(topologyWith(repositories, { kmsAccess: "ecr-grants-only" })));
    expect(codes.map(({ code }) => code)).to.include("TOO_MANY_GRANTS");
  });

  it("refuses more grants than a key can have, those of ECR counted", () => {
    const pull = Array.from({ length: 100 }, (_, index) => String(200_000_000_000 + index));
    const repositories = (count: number): Record<string, RepositoryAccess> =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`app-${index}`, { pull }]));
    expect(planRegistry(topologyWith(repositories(490))).key.grants).to.have.length(49_000);
    expectFindings(
      () => planRegistry(topologyWith(repositories(491))),
      [
        {
          code: "TOO_MANY_GRANTS",
          path: "repositories",
          message: "the key would have 50082 grants, 982 of them made by ECR; KMS allows 50000",
        },
      ],
    );
  });
});

describe("a raised quota of grants", () => {
  const pull = Array.from({ length: 100 }, (_, index) => String(200_000_000_000 + index));
  const repositories = Object.fromEntries(Array.from({ length: 491 }, (_, index) => [`app-${index}`, { pull }]));

  it("is what the grants are counted against", () => {
    expect(planRegistry(topologyWith(repositories, { grantsPerKey: 60_000 })).key.grants).to.have.length(49_100);
    expectFindings(
      () => planRegistry(topologyWith({ app: { pull } }, { grantsPerKey: 101 })),
      [
        {
          code: "TOO_MANY_GRANTS",
          path: "repositories",
          message: "the key would have 102 grants, 2 of them made by ECR; KMS allows 101",
        },
      ],
    );
  });

  for (const grantsPerKey of [0, -1, 1.5, "60000", null, NaN]) {
    it(`is not ${JSON.stringify(grantsPerKey)}`, () => {
      expectFindings(
        () => planRegistry({ ...topologyWith({ app: {} }), grantsPerKey } as RegistryTopology),
        [{ code: "INVALID_TYPE", path: "grantsPerKey" }],
      );
    });
  }
});

describe("planGrants", () => {
  const topology = topologyWith({ app: { pull: [CI_ROLE] } });

  it("plans the grants on an existing key", () => {
    expectSame(planGrants({ topology, keyArn: KEY_ARN }), keyGrants(topology));
  });

  it("refuses a topology without grants, and everything else that is wrong", () => {
    expectFindings(
      () => planGrants({ topology: { ...topology, kmsAccess: "key-policy" }, keyArn: "alias/ecr" }),
      [
        { code: "INVALID_KEY_ARN", path: "keyArn" },
        {
          code: "CONFLICTING_OPTIONS",
          path: "topology.kmsAccess",
          message: 'KeyGrants makes grants, but "key-policy" uses none',
          hint: 'set kmsAccess: "kms-grants", or leave KeyGrants out',
        },
      ],
    );
    expectFindings(
      () => planGrants({ topology: { ...topology, region: "nowhere" }, keyArn: KEY_ARN, tags: {} } as never),
      [
        { code: "UNKNOWN_PROPERTY", path: "tags" },
        { code: "INVALID_REGION", path: "topology.region" },
      ],
    );
    expectFindings(() => planGrants(undefined as never), [{ code: "INVALID_TYPE", path: "" }]);
  });
});

describe("grants for repositories that are named only at deployment", () => {
  it("have ids without the placeholders of the names, which change from run to run", () => {
    const pull = ["222222222222"];
    const repositories = { app: { pull }, [`${LATER}/b`]: { pull }, [`${LATER}/a`]: { pull } };
    expect(keyGrants(topologyWith(repositories), isLater).map(({ id }) => id)).to.have.members([
      "app/222222222222",
      "_later-1/222222222222",
      "_later-2/222222222222",
    ]);
  });
});
