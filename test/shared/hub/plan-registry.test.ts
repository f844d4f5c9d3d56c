import { expect } from "chai";
import type { RegistryTopology } from "../../../shared";
import { identityPolicies, keyPolicy, planRegistry, repositoryPolicy } from "../../../shared";
import type { ExpectedFinding } from "../fixtures";
import { CI_ROLE, expectFindings, expectSame, KEY_ARN, QUIET, SECURITY, TOPOLOGY } from "../fixtures";

describe("planRegistry", () => {
  it("plans the key, each repository, and the policies of each account, in order", () => {
    const plan = planRegistry(TOPOLOGY, { keyArn: KEY_ARN });
    const key = { keyArn: KEY_ARN };
    expectSame(plan.key, { aliasName: "alias/ecr/registry", policy: keyPolicy(TOPOLOGY), grants: [] });
    expectSame(plan.repositories, {
      "my-app": {
        name: "my-app",
        arn: "arn:aws:ecr:us-east-1:123456789012:repository/my-app",
        policy: repositoryPolicy(TOPOLOGY, "my-app"),
      },
    });
    expectSame(plan.spokes, {
      "111111111111": [
        { name: "cicd-role", kind: "role", policies: identityPolicies(TOPOLOGY, { push: ["my-app"] }, key) },
      ],
      "123456789012": [
        { name: "account", kind: "account", policies: identityPolicies(TOPOLOGY, { create: ["my-app"] }, key) },
      ],
      "222222222222": [
        { name: "account", kind: "account", policies: identityPolicies(TOPOLOGY, { pull: ["my-app"] }, key) },
      ],
    });
    expect(plan.sizes.map(({ name, kind, limit }) => [name, kind, limit])).to.deep.equal([
      ["key policy", "key-policy", 32_768],
      ["repository policy of my-app", "repository-policy", 10_240],
      ["IAM policy for role cicd-role of 111111111111", "identity-policy", 6_144],
      ["IAM policy for account 123456789012", "identity-policy", 6_144],
      ["IAM policy for account 222222222222", "identity-policy", 6_144],
    ]);
  });

  it("gives a role and a user of the same name, and the account around them, policies of their own", () => {
    const topology: RegistryTopology = {
      ...QUIET,
      repositories: {
        app: { push: ["arn:aws:iam::111111111111:user/x"], pull: ["111111111111"] },
        base: { pull: ["arn:aws:iam::111111111111:role/team/x", "o-a1b2c3d4e5"] },
      },
    };
    expectSame(planRegistry(topology).spokes["111111111111"], [
      { name: "account", kind: "account", policies: identityPolicies(topology, { pull: ["app", "base"] }) },
      { name: "x", kind: "role", policies: identityPolicies(topology, { pull: ["base"] }) },
      { name: "x", kind: "user", policies: identityPolicies(topology, { push: ["app"] }) },
    ]);
  });

  it("lets administrators of another key account manage the key", () => {
    const topology: RegistryTopology = { ...QUIET, keyAccountId: SECURITY, keyAdministrators: [SECURITY] };
    expectSame(planRegistry(topology).spokes[SECURITY], [
      { name: "account", kind: "account", policies: identityPolicies(topology, { administerKey: true }) },
    ]);
  });

  it("counts Lambda access as pulling for the account's own policies", () => {
    const topology: RegistryTopology = { ...QUIET, repositories: { app: { lambda: ["222222222222"] } } };
    expectSame(planRegistry(topology).spokes["222222222222"], [
      { name: "account", kind: "account", policies: identityPolicies(topology, { pull: ["app"] }) },
    ]);
  });

  const many = Array.from({ length: 400 }, (_, index) => String(200_000_000_000 + index));
  const refused: readonly { title: string; given: object; findings: readonly ExpectedFinding[] }[] = [
    {
      title: "wrong values everywhere",
      given: {
        region: "us-east-1a",
        registryAccountId: 12345,
        keyAccountId: "1",
        keyAlias: "alias/aws/ecr",
        kmsAccess: "grants",
        principalStrategy: "none",
        partition: "aws-iso",
        repositories: { My_App: {}, x: [] },
        repository: {},
      },
      findings: [
        { code: "UNKNOWN_PROPERTY", path: "repository" },
        {
          code: "INVALID_REGION",
          path: "region",
          message: '"us-east-1a" is not a Region of aws, aws-cn or aws-us-gov',
        },
        {
          code: "INVALID_ACCOUNT_ID",
          path: "registryAccountId",
          message: "must be a 12-digit account id, as a string, got 12345",
        },
        { code: "INVALID_ACCOUNT_ID", path: "keyAccountId" },
        { code: "INVALID_ALIAS_NAME", path: "keyAlias" },
        { code: "INVALID_OPTION", path: "kmsAccess", hint: 'use "key-policy" or "kms-grants" or "ecr-grants-only"' },
        { code: "INVALID_OPTION", path: "principalStrategy", hint: 'use "arn-condition" or "exact"' },
        { code: "INVALID_OPTION", path: "partition", hint: 'use "aws" or "aws-cn" or "aws-us-gov"' },
        { code: "INVALID_REPOSITORY_NAME", path: 'repositories["My_App"]', hint: 'did you mean "my_app"?' },
        {
          code: "INVALID_REPOSITORY_NAME",
          path: 'repositories["x"]',
          hint: "a name has 2 to 256 characters, this one has 1",
        },
        { code: "INVALID_TYPE", path: 'repositories["x"]', message: "must be { push, pull, lambda }, got a list" },
      ],
    },
    {
      title: "no repository",
      given: { repositories: {} },
      findings: [{ code: "EMPTY_TOPOLOGY", path: "repositories" }],
    },
    {
      title: "no repositories at all",
      given: { repositories: undefined },
      findings: [{ code: "INVALID_TYPE", path: "repositories" }],
    },
    {
      title: "a partition of another Region",
      given: { region: "cn-north-1", partition: "aws" },
      findings: [
        { code: "PARTITION_MISMATCH", path: "partition", message: "cn-north-1 is in partition aws-cn, not in aws" },
      ],
    },
    {
      title: "documents that AWS would refuse for their size",
      given: { repositories: { app: { pull: many } } },
      findings: [
        {
          code: "DOCUMENT_TOO_LARGE",
          path: 'repositories["app"]',
          message:
            "the repository policy of app has 13399 characters; AWS allows 10240; most of it is AllowPullAccounts (400 entries): 13360",
          hint: 'grant an organization ("o-…") or an organization path ("o-…/r-…/ou-…/") instead of single accounts, or whole accounts instead of their roles',
        },
      ],
    },
  ];
  for (const { title, given, findings } of refused) {
    it(`refuses ${title}`, () => {
      expectFindings(() => planRegistry({ ...QUIET, ...given }), findings);
    });
  }

  it("refuses a key ARN whose partition is not that of its Region", () => {
    expectFindings(
      () => planRegistry(TOPOLOGY, { keyArn: KEY_ARN.replace("arn:aws:", "arn:aws-cn:") }),
      [{ code: "PARTITION_MISMATCH", path: "keyArn", message: "us-east-1 is in partition aws, not in aws-cn" }],
    );
  });

  it("refuses what is no topology", () => {
    expectFindings(
      () => planRegistry(undefined as unknown as RegistryTopology),
      [{ code: "INVALID_TYPE", path: "", message: "must be a topology, got nothing" }],
    );
  });

  it("renders its findings as one message with a fix for each", () => {
    const given = { ...QUIET, repositories: { app: { pull: ["*", CI_ROLE, "ci"] } } };
    expect(() => planRegistry(given)).to.throw(
      [
        "the topology has 2 problems:",
        '  - repositories["app"].pull[0]: "*" contains a wildcard [GRANTEE_IS_WILDCARD]',
        "    fix: name the account, the role or the organization",
        '  - repositories["app"].pull[2]: "ci" is not a grantee [INVALID_GRANTEE]',
      ].join("\n"),
    );
  });
});

describe("what is no plain object", () => {
  const access: readonly (readonly [given: unknown, shown: string])[] = [
    [new Map([["pull", ["111111111111"]]]), "a value of type Map"],
    [new Set(["111111111111"]), "a value of type Set"],
    [new Date(0), "a value of type Date"],
    [Object.create({ pull: ["111111111111"] }), "a value of type Object"],
  ];
  for (const [given, shown] of access) {
    it(`is refused and not read as nobody: ${shown}`, () => {
      expectFindings(
        () => planRegistry({ ...QUIET, repositories: { app: given as object } }),
        [
          {
            code: "INVALID_TYPE",
            path: 'repositories["app"]',
            message: `must be { push, pull, lambda }, got ${shown}`,
          },
        ],
      );
    });
  }

  it("may be an object without a prototype, or made by a class", () => {
    class Access {
      readonly pull = ["222222222222"];
    }
    const bare = Object.assign(Object.create(null) as object, { pull: ["222222222222"] });
    for (const app of [new Access(), bare])
      expectSame(
        planRegistry({ ...QUIET, repositories: { app } }),
        planRegistry({ ...QUIET, repositories: { app: { pull: ["222222222222"] } } }),
      );
  });

  it("is refused among the options, and so is a wrong name there", () => {
    expectFindings(
      () => planRegistry(QUIET, { keyarn: KEY_ARN, isUnresolved: null } as never),
      [
        { code: "UNKNOWN_PROPERTY", path: "options.keyarn", hint: "did you mean keyArn?" },
        { code: "INVALID_TYPE", path: "options.isUnresolved", message: "must be a function, got null" },
      ],
    );
    expectFindings(
      () => identityPolicies(QUIET, {}, { keyarn: KEY_ARN } as never),
      [{ code: "UNKNOWN_PROPERTY", path: "key.keyarn" }],
    );
  });
});
