import { expect } from "chai";
import {
  expireUntagged,
  keepLast,
  lifecyclePolicy as lifecyclePolicyOf,
  planHub,
  planKey,
  repositoryPolicy,
} from "../../../shared";
import type { ExpectedFinding } from "../fixtures";
import { expectFindings, expectSame, KEY_ARN, QUIET, SECURITY, TOPOLOGY } from "../fixtures";

const SAFE = { imageTagMutability: "IMMUTABLE", scanOnPush: true, forceDelete: false, encryptionType: "KMS" };

describe("planHub", () => {
  it("plans a key and every repository, with safe settings", () => {
    const topology = { ...TOPOLOGY, repositories: { ...TOPOLOGY.repositories, base: {} } };
    const plan = planHub({ topology });
    expectSame(plan.key, planKey({ topology }));
    expectSame(plan.repositories, [
      { name: "base", settings: SAFE },
      { name: "my-app", settings: SAFE, policy: repositoryPolicy(topology, "my-app") },
    ]);
  });

  it("plans no key when one is given", () => {
    expectSame(planHub({ topology: TOPOLOGY, keyArn: KEY_ARN }), {
      repositories: [{ name: "my-app", settings: SAFE, policy: repositoryPolicy(TOPOLOGY, "my-app") }],
    });
  });

  it("takes a key of the key account", () => {
    const topology = { ...TOPOLOGY, keyAccountId: SECURITY };
    const keyArn = "arn:aws:kms:us-east-1:999999999999:key/12345678-1234-1234-1234-123456789012";
    expectSame(planHub({ topology, keyArn }), planHub({ topology: TOPOLOGY, keyArn: KEY_ARN }));
  });

  it("gives every repository the settings given", () => {
    const lifecyclePolicy = JSON.stringify(lifecyclePolicyOf([expireUntagged(14), keepLast(50)]), undefined, 2);
    const { repositories, key } = planHub({
      topology: QUIET,
      key: { rotationPeriodInDays: 90 },
      repository: { imageTagMutability: "MUTABLE", scanOnPush: false, forceDelete: true, lifecyclePolicy },
      deletionProtection: false,
    });
    expect(key?.settings.rotationPeriodInDays).to.equal(90);
    expectSame(repositories, [
      {
        name: "my-app",
        settings: {
          imageTagMutability: "MUTABLE",
          scanOnPush: false,
          forceDelete: true,
          encryptionType: "KMS",
          lifecyclePolicy,
        },
      },
    ]);
  });

  it("has two layers of encryption in GovCloud", () => {
    const topology = { ...QUIET, region: "us-gov-west-1" };
    const { repositories } = planHub({ topology, repository: { encryptionType: "KMS_DSSE" } });
    expect(repositories[0]?.settings.encryptionType).to.equal("KMS_DSSE");
  });

  const refused: readonly { title: string; given: object; findings: readonly ExpectedFinding[] }[] = [
    {
      title: "a key of another account that is to be made here",
      given: { topology: { ...QUIET, keyAccountId: SECURITY } },
      findings: [
        {
          code: "KEY_ARN_REQUIRED",
          path: "keyArn",
          message: 'the key belongs to account "999999999999", the registry to "123456789012"',
        },
      ],
    },
    {
      title: "a given key with settings for a new one, in the wrong place",
      given: {
        keyArn: KEY_ARN.replace("us-east-1", "eu-west-1").replace("123456789012", SECURITY),
        key: { deletionWindowInDays: 1 },
      },
      findings: [
        { code: "DELETION_WINDOW_OUT_OF_RANGE", path: "key.deletionWindowInDays" },
        { code: "KEY_REGION_MISMATCH", path: "keyArn" },
        { code: "KEY_ACCOUNT_MISMATCH", path: "keyArn" },
        { code: "CONFLICTING_OPTIONS", path: "key" },
      ],
    },
    {
      title: "wrong repository settings",
      given: {
        repository: {
          imageTagMutability: "SOMETIMES",
          scanOnPush: 1,
          forceDelete: true,
          lifecyclePolicy: "[]",
          encryptionType: "KMS_DSSE",
          scan: true,
        },
        deletionprotection: true,
      },
      findings: [
        { code: "UNKNOWN_PROPERTY", path: "deletionprotection", hint: "did you mean deletionProtection?" },
        { code: "UNKNOWN_PROPERTY", path: "repository.scan", hint: "did you mean scanOnPush?" },
        { code: "INVALID_OPTION", path: "repository.imageTagMutability" },
        { code: "INVALID_TYPE", path: "repository.scanOnPush" },
        { code: "INVALID_TYPE", path: "repository.lifecyclePolicy", message: "is not the JSON text of an object" },
        { code: "CONFLICTING_OPTIONS", path: "repository.forceDelete" },
        {
          code: "DSSE_ONLY_IN_GOVCLOUD",
          path: "repository.encryptionType",
          message: 'KMS_DSSE is not available in "us-east-1"',
        },
      ],
    },
    {
      title: "a missing topology",
      given: { topology: undefined },
      findings: [{ code: "INVALID_TYPE", path: "topology", message: "must be a topology, got nothing" }],
    },
  ];
  for (const { title, given, findings } of refused) {
    it(`refuses ${title}`, () => {
      expectFindings(() => planHub({ topology: QUIET, ...given }), findings);
    });
  }
});
