import { expect } from "chai";
import type { EncryptedRepositoryConfig } from "../../../shared";
import { keyPolicy, planKey, planRepository, repositoryPolicy } from "../../../shared";
import type { ExpectedFinding } from "../fixtures";
import { CI_ROLE, expectFindings, expectSame, HUB, KEY_ARN, SECURITY, TOPOLOGY } from "../fixtures";

const GIVEN: EncryptedRepositoryConfig = {
  region: "us-east-1",
  registryAccountId: HUB,
  repositoryName: "my-app",
  push: [CI_ROLE],
  pull: ["222222222222"],
};
const SAFE = { imageTagMutability: "IMMUTABLE", scanOnPush: true, forceDelete: false, encryptionType: "KMS" };

describe("planRepository", () => {
  it("plans a repository with a key of its own", () => {
    const topology = { ...TOPOLOGY, keyAlias: "alias/ecr/my-app" };
    const plan = planRepository(GIVEN);
    expectSame(plan.key, planKey({ topology }));
    expectSame(plan.key?.policy, keyPolicy(topology));
    expectSame(plan.repository, { name: "my-app", settings: SAFE, policy: repositoryPolicy(topology, "my-app") });
    expect(plan.topology).to.deep.equal(topology);
  });

  it("plans no key when one is given", () => {
    expect(planRepository({ ...GIVEN, keyArn: KEY_ARN })).to.not.have.property("key");
  });

  it("plans no policy when nobody is named", () => {
    const { repository } = planRepository({ region: "us-east-1", registryAccountId: HUB, repositoryName: "my-app" });
    expectSame(repository, { name: "my-app", settings: SAFE });
  });

  it("names the key after the repository, with dashes for dots, unless an alias is given", () => {
    expect(planRepository({ ...GIVEN, repositoryName: "team/my.app" }).key?.aliasName).to.equal(
      "alias/ecr/team/my-app",
    );
    expect(planRepository({ ...GIVEN, keyAlias: "mine" }).key?.aliasName).to.equal("alias/mine");
  });

  const refused: readonly { title: string; given: object; findings: readonly ExpectedFinding[] }[] = [
    {
      title: "wrong values in the words of the flat arguments",
      given: {
        repositoryName: "My-App",
        region: "moon-1",
        pull: ["*"],
        lambda: [CI_ROLE],
        scanOnPush: "no",
        key: { rotationPeriodInDays: 1 },
      },
      findings: [
        { code: "INVALID_REPOSITORY_NAME", path: "repositoryName", hint: 'did you mean "my-app"?' },
        { code: "INVALID_REGION", path: "region" },
        { code: "GRANTEE_IS_WILDCARD", path: "pull[0]" },
        { code: "GRANTEE_NOT_ALLOWED_HERE", path: "lambda[0]" },
        { code: "ROTATION_PERIOD_OUT_OF_RANGE", path: "key.rotationPeriodInDays" },
        { code: "INVALID_TYPE", path: "scanOnPush" },
      ],
    },
    {
      title: "properties that it does not have",
      given: { pulls: [], repositories: { other: {} } },
      findings: [
        { code: "UNKNOWN_PROPERTY", path: "pulls", hint: "did you mean pull?" },
        { code: "UNKNOWN_PROPERTY", path: "repositories" },
      ],
    },
    {
      title: "a key account without its key",
      given: { keyAccountId: SECURITY },
      findings: [{ code: "KEY_ARN_REQUIRED", path: "keyArn" }],
    },
    {
      title: "a missing name",
      given: { repositoryName: undefined },
      findings: [{ code: "INVALID_TYPE", path: "repositoryName", message: "must be a string, got nothing" }],
    },
  ];
  for (const { title, given, findings } of refused) {
    it(`refuses ${title}`, () => {
      expectFindings(() => planRepository({ ...GIVEN, ...given }), findings);
    });
  }
});

describe("planRepository without a keyAlias", () => {
  const config = (repositoryName: unknown): EncryptedRepositoryConfig =>
    ({ region: "us-east-1", registryAccountId: HUB, repositoryName }) as EncryptedRepositoryConfig;

  it("asks for one where the repository name makes too long an alias", () => {
    const finding = {
      code: "INVALID_ALIAS_NAME",
      path: "keyAlias",
      message: "the default, alias/ecr/ and the repository name, is too long",
      hint: "give a keyAlias of at most 256 characters",
    } as const;
    expectFindings(() => planRepository(config("a".repeat(250))), [finding]);
    expect(planRepository({ ...config("a".repeat(250)), keyAlias: "long" }).key?.aliasName).to.equal("alias/long");
    expect(planRepository(config("a".repeat(246))).key?.aliasName).to.have.length(256);
  });

  it("says of a wrong repository name only that", () => {
    expectFindings(
      () => planRepository(config("My App")),
      [{ code: "INVALID_REPOSITORY_NAME", path: "repositoryName" }],
    );
    expectFindings(
      () => planRepository(config(Object.create(null))),
      [{ code: "INVALID_TYPE", path: "repositoryName" }],
    );
  });
});
