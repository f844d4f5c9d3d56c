import { expect } from "chai";
import type { RegistryTopology, SpokeAccessConfig } from "../../../shared";
import { identityPolicies, planSpoke } from "../../../shared";
import type { ExpectedFinding } from "../fixtures";
import { expectFindings, expectSame, KEY_ARN, QUIET, TOPOLOGY } from "../fixtures";

describe("planSpoke", () => {
  it("plans the policies of the roles that the topology names, to be attached to them", () => {
    expectSame(planSpoke({ topology: TOPOLOGY, accountId: "111111111111", keyArn: KEY_ARN }), [
      {
        name: "cicd-role",
        kind: "role",
        policies: identityPolicies(TOPOLOGY, { push: ["my-app"] }, { keyArn: KEY_ARN }),
        attachTo: "cicd-role",
        policyNames: ["ecr-kms-123456789012-us-east-1-role-cicd-role"],
      },
    ]);
  });

  it("plans the policies of a whole account, attached to nobody", () => {
    expectSame(planSpoke({ topology: TOPOLOGY, accountId: "222222222222" }), [
      {
        name: "account",
        kind: "account",
        policies: identityPolicies(TOPOLOGY, { pull: ["my-app"] }),
        policyNames: ["ecr-kms-123456789012-us-east-1-account"],
      },
    ]);
  });

  it("gives a role what its account may push and pull, attached where the caller says", () => {
    const spoke = planSpoke({
      topology: TOPOLOGY,
      accountId: "222222222222",
      roles: { ecs: "the-role-resource" },
      policyNamePrefix: "images",
    });
    expectSame(spoke, [
      {
        name: "ecs",
        kind: "role",
        policies: identityPolicies(TOPOLOGY, { pull: ["my-app"] }),
        attachTo: "the-role-resource",
        policyNames: ["images-role-ecs"],
      },
    ]);
  });

  it("never gives a role the creator's rights of its account", () => {
    const topology: RegistryTopology = { ...QUIET, repositories: { "my-app": { pull: [QUIET.registryAccountId] } } };
    const [role] = planSpoke({ topology, accountId: QUIET.registryAccountId, roles: { app: "app" } });
    expectSame(role?.policies, identityPolicies(topology, { pull: ["my-app"] }));
  });

  it("takes a grant to an organization as a grant to the spoke", () => {
    const topology: RegistryTopology = { ...QUIET, repositories: { "my-app": { pull: ["o-a1b2c3d4e5"] } } };
    const [account] = planSpoke({ topology, accountId: "555555555555" });
    expectSame(account?.policies, identityPolicies(topology, { pull: ["my-app"] }));
  });

  it("numbers the policies of an identity from the second on", () => {
    const names = Array.from({ length: 200 }, (_, index) => `service-${index}`);
    const repositories = Object.fromEntries(names.map((name) => [name, { pull: ["222222222222"] }]));
    const [account] = planSpoke({ topology: { ...QUIET, repositories }, accountId: "222222222222" });
    expect(account?.policyNames.slice(0, 3)).to.deep.equal([
      "ecr-kms-123456789012-us-east-1-account",
      "ecr-kms-123456789012-us-east-1-account-2",
      "ecr-kms-123456789012-us-east-1-account-3",
    ]);
    expect(account?.policyNames).to.have.length(account?.policies.length ?? 0);
  });

  const refused: readonly { title: string; given: object; findings: readonly ExpectedFinding[] }[] = [
    {
      title: "an account that the topology does not name",
      given: { accountId: "444444444444" },
      findings: [
        {
          code: "ACCOUNT_WITHOUT_ACCESS",
          path: "accountId",
          message: 'the topology gives account "444444444444" no access',
        },
      ],
    },
    {
      title: "each role without access",
      given: { accountId: "111111111111", roles: { "cicd-role": "cicd-role", "ci-role": "x", typo: "y" } },
      findings: [
        {
          code: "ROLE_WITHOUT_ACCESS",
          path: 'roles["ci-role"]',
          message: 'the topology gives role "ci-role" of 111111111111 no access',
        },
        { code: "ROLE_WITHOUT_ACCESS", path: "roles.typo" },
      ],
    },
    {
      title: "wrong values everywhere",
      given: { accountId: 5, keyArn: "alias/x", roles: { a: 1 }, policyNamePrefix: 2, role: "x" },
      findings: [
        { code: "UNKNOWN_PROPERTY", path: "role", hint: "did you mean roles?" },
        { code: "INVALID_ACCOUNT_ID", path: "accountId" },
        { code: "INVALID_TYPE", path: "policyNamePrefix" },
        { code: "INVALID_KEY_ARN", path: "keyArn" },
        { code: "INVALID_TYPE", path: "roles.a" },
      ],
    },
    {
      title: "a list of roles",
      given: { accountId: "111111111111", roles: ["cicd-role"] },
      findings: [{ code: "INVALID_TYPE", path: "roles", hint: 'give { "ci-role": role.name }' }],
    },
    {
      title: "a missing topology",
      given: { topology: undefined, accountId: "111111111111", keyArn: KEY_ARN },
      findings: [{ code: "INVALID_TYPE", path: "topology" }],
    },
  ];
  for (const { title, given, findings } of refused) {
    it(`refuses ${title}`, () => {
      expectFindings(() => planSpoke({ topology: TOPOLOGY, ...given } as SpokeAccessConfig), findings);
    });
  }
});
