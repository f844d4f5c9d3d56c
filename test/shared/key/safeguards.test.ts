import { expect } from "chai";
import type { RegistryTopology, RepositoryKeyConfig } from "../../../shared";
import { planHub, planKey, planRepository } from "../../../shared";
import { checkSafeguards } from "../../../shared/key/safeguards";
import { FindingList } from "../../../shared/findings/findings";
import { checkedTopology } from "../../../shared/topology/read-topology";
import type { ExpectedFinding } from "../fixtures";
import { CI_ROLE, expectFindings, HUB, isLater, KEY_ARN, LATER, QUIET, SECURITY } from "../fixtures";

const DEPLOYER = `arn:aws:iam::${HUB}:role/terraform`;
const ADMINISTRATOR = `arn:aws:iam::${HUB}:role/key-admin`;

describe("deployer", () => {
  it("may be a role or user of the key account, whose IAM policies decide", () => {
    for (const deployer of [DEPLOYER, `arn:aws:iam::${HUB}:user/ops/alice`])
      expect(planKey({ topology: QUIET, deployer })).to.deep.equal(planKey({ topology: QUIET }));
  });

  const refused: readonly [title: string, deployer: string, finding: ExpectedFinding][] = [
    [
      "a role of another account",
      CI_ROLE,
      {
        code: "KEY_POLICY_LOCKOUT",
        path: "deployer",
        message: `"${CI_ROLE}" belongs to account 111111111111, and only principals of ${HUB} can set the policy of its keys`,
        hint: 'give the ARN of the role in the key account that runs Terraform or Pulumi: "arn:aws:iam::…:role/…"',
      },
    ],
    [
      "an account",
      HUB,
      { code: "INVALID_GRANTEE", path: "deployer", message: `must be the ARN of a role or a user, got "${HUB}"` },
    ],
    ["an organization", "o-a1b2c3d4e5", { code: "INVALID_GRANTEE", path: "deployer" }],
    ["a session", `arn:aws:sts::${HUB}:assumed-role/ci/run-7`, { code: "GRANTEE_IS_SESSION", path: "deployer" }],
    [
      "a role of another partition",
      DEPLOYER.replace("aws", "aws-cn"),
      { code: "PARTITION_MISMATCH", path: "deployer" },
    ],
    ["a name", "terraform", { code: "INVALID_GRANTEE", path: "deployer" }],
  ];
  for (const [title, deployer, finding] of refused) {
    it(`refuses ${title}`, () => {
      expectFindings(() => planKey({ topology: QUIET, deployer }), [finding]);
    });
  }

  it("is measured by the key account, not by the registry", () => {
    const topology = { ...QUIET, keyAccountId: SECURITY };
    expectFindings(() => planKey({ topology, deployer: DEPLOYER }), [{ code: "KEY_POLICY_LOCKOUT", path: "deployer" }]);
    expect(() => planKey({ topology, deployer: DEPLOYER.replace(HUB, SECURITY) })).to.not.throw();
  });

  it("is refused by its path in a hub and in a repository", () => {
    expectFindings(
      () => planHub({ topology: QUIET, key: { deployer: CI_ROLE } }),
      [{ code: "KEY_POLICY_LOCKOUT", path: "key.deployer" }],
    );
    const repository = { region: "us-east-1", registryAccountId: HUB, repositoryName: "my-app" };
    expectFindings(
      () => planRepository({ ...repository, key: { deployer: CI_ROLE } }),
      [{ code: "KEY_POLICY_LOCKOUT", path: "key.deployer" }],
    );
  });

  it("that belongs to another account is refused even when the lockout check is bypassed: it could not make the key", () => {
    const config = { topology: QUIET, deployer: CI_ROLE, dangerouslyBypassPolicyLockoutSafetyCheck: true };
    expectFindings(() => planKey(config), [{ code: "KEY_POLICY_LOCKOUT", path: "deployer" }]);
  });

  it("is checked when it is known: not while it, or the key account, is known only at deployment", () => {
    expect(() => planKey({ topology: QUIET, deployer: LATER }, isLater)).to.not.throw();
    const topology = { ...QUIET, keyAccountId: LATER };
    expect(() => planKey({ topology, deployer: DEPLOYER }, isLater)).to.not.throw();
  });

  // No topology leads to such a policy; should one ever, the check holds.
  describe("that the key policy does not let change it again", () => {
    const topology = checkedTopology(QUIET, () => false);
    const documents = { aliasName: "alias/x", grants: [], policy: { Version: "2012-10-17", Statement: [] } } as const;
    const key = { topology, documents, safeguardAt: (name: string) => `key.${name}`, topologyAt: (at: string) => at };
    const codes = (safeguards: object): readonly string[] => {
      const findings = new FindingList();
      checkSafeguards({ deployer: DEPLOYER, ...safeguards }, key, findings);
      return findings.all.map(({ code, path, message }) => `${code} ${path}: ${message}`);
    };

    it("is refused", () => {
      expect(codes({})).to.deep.equal([
        `KEY_POLICY_LOCKOUT key.deployer: the key policy does not let "${DEPLOYER}" change it again`,
      ]);
    });

    it("is accepted when the lockout check is bypassed", () => {
      expect(codes({ dangerouslyBypassPolicyLockoutSafetyCheck: true })).to.deep.equal([]);
    });
  });
});

describe("separateAdministrators", () => {
  const plan = (different: Partial<RegistryTopology>, asked = true): unknown =>
    planKey({
      topology: { ...QUIET, keyAdministrators: [ADMINISTRATOR], ...different },
      separateAdministrators: asked,
    } satisfies RepositoryKeyConfig);

  it("accepts administrators who neither push nor pull", () => {
    const repositories = { app: { push: [CI_ROLE], pull: ["222222222222", `arn:aws:iam::${HUB}:role/app`] } };
    expect(() => plan({ repositories })).to.not.throw();
  });

  it("says nothing unless asked for", () => {
    expect(() => plan({ repositories: { app: { pull: [ADMINISTRATOR] } } }, false)).to.not.throw();
  });

  const at = "topology.keyAdministrators";
  const refused: readonly [title: string, topology: Partial<RegistryTopology>, message: string][] = [
    [
      "an administrator who pulls",
      { repositories: { app: { pull: [ADMINISTRATOR] } } },
      `"${ADMINISTRATOR}" manages the key and pulls from "app", itself or through its account`,
    ],
    [
      "an administrator whose account pushes, everywhere",
      { repositories: { app: { push: [HUB], pull: [HUB] }, web: { push: [HUB] } } },
      `"${ADMINISTRATOR}" manages the key and pushes to "app", and has 2 more such rights, itself or through its account`,
    ],
    [
      "an account that administers, and has a role that pulls",
      { keyAdministrators: [HUB], repositories: { app: { pull: [`arn:aws:iam::${HUB}:role/app`] } } },
      `"${HUB}" manages the key and pulls from "app", itself or through its account`,
    ],
  ];
  for (const [title, topology, message] of refused) {
    it(`refuses ${title}`, () => {
      expectFindings(() => plan(topology), [{ code: "ADMINISTRATOR_USES_KEY", path: at, message }]);
    });
  }

  it("refuses each administrator who does, in whatever way pushers get to the key", () => {
    const other = `arn:aws:iam::${HUB}:role/other-admin`;
    const repositories = { app: { push: [ADMINISTRATOR, other] } };
    expectFindings(
      () =>
        plan({ kmsAccess: "ecr-grants-only", keyAdministrators: [other, ADMINISTRATOR, `${other}-2`], repositories }),
      [
        { code: "ADMINISTRATOR_USES_KEY", path: at },
        { code: "ADMINISTRATOR_USES_KEY", path: at },
      ],
    );
  });

  it("is not a matter of organizations and services, whose accounts it does not know", () => {
    const project = `arn:aws:codebuild:us-east-1:${HUB}:project/my-app`;
    expect(() => plan({ repositories: { app: { pull: ["o-a1b2c3d4e5", project] } } })).to.not.throw();
  });

  it("is checked in a hub and in a repository, but not of a key that exists already", () => {
    const topology = { ...QUIET, keyAdministrators: [ADMINISTRATOR], repositories: { app: { pull: [HUB] } } };
    expectFindings(
      () => planHub({ topology, key: { separateAdministrators: true } }),
      [{ code: "ADMINISTRATOR_USES_KEY", path: at }],
    );
    expect(() => planHub({ topology, keyArn: KEY_ARN })).to.not.throw();
    const { region, registryAccountId, keyAdministrators } = topology;
    const flat = { region, registryAccountId, keyAdministrators, repositoryName: "app", pull: [HUB] };
    expectFindings(
      () => planRepository({ ...flat, key: { separateAdministrators: true } }),
      [{ code: "ADMINISTRATOR_USES_KEY", path: "keyAdministrators" }],
    );
  });
});
