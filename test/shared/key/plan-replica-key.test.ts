import { expect } from "chai";
import type { ReplicaKeyConfig } from "../../../shared";
import { keyGrants, keyPolicy } from "../../../shared";
import { planReplicaKey } from "../../../shared/plans";
import type { ExpectedFinding } from "../fixtures";
import { CI_ROLE, expectFindings, expectSame, HUB, isLater, KEY_ARN, LATER, SECURITY, TOPOLOGY } from "../fixtures";

const PRIMARY = `arn:aws:kms:us-east-1:${HUB}:key/mrk-1234abcd12ab34cd56ef1234567890ab`;
const IRELAND = { ...TOPOLOGY, region: "eu-west-1" };

describe("planReplicaKey", () => {
  it("plans alias, policy and settings for the Region of the replica", () => {
    const plan = planReplicaKey({ topology: IRELAND, primaryKeyArn: PRIMARY });
    expectSame(plan, {
      aliasName: "alias/ecr/registry",
      policy: keyPolicy(IRELAND),
      grants: [],
      primaryKeyArn: PRIMARY,
      settings: { description: "Encrypts Amazon ECR repositories", deletionWindowInDays: 30 },
    });
  });

  it("lets the key be used through the ECR of that Region, and nowhere through the primary key's", () => {
    const text = JSON.stringify(planReplicaKey({ topology: IRELAND, primaryKeyArn: PRIMARY }).policy);
    expect(text).to.include('"kms:ViaService":"ecr.eu-west-1.amazonaws.com"');
    expect(text).to.include(`arn:aws:ecr:eu-west-1:${HUB}:repository/*`);
    expect(text).to.not.include("us-east-1");
  });

  it("plans grants for the repositories of that Region", () => {
    const topology = { ...IRELAND, kmsAccess: "kms-grants" } as const;
    const { grants } = planReplicaKey({ topology, primaryKeyArn: PRIMARY });
    expect(grants).to.have.length(2);
    expectSame(grants, keyGrants(topology));
    expect(grants[0]?.encryptionContext).to.deep.equal({
      "aws:ecr:arn": `arn:aws:ecr:eu-west-1:${HUB}:repository/my-app`,
    });
  });

  it("keeps what is given", () => {
    const { settings } = planReplicaKey({
      topology: IRELAND,
      primaryKeyArn: PRIMARY,
      description: "Images in Ireland",
      enabled: false,
      deletionWindowInDays: 7,
      deletionProtection: false,
      deployer: `arn:aws:iam::${HUB}:role/terraform`,
      separateAdministrators: true,
      dangerouslyBypassPolicyLockoutSafetyCheck: true,
    });
    expectSame(settings, {
      description: "Images in Ireland",
      enabled: false,
      deletionWindowInDays: 7,
      bypassPolicyLockoutSafetyCheck: true,
    });
  });

  it("takes a primary key and a Region that are known only at deployment", () => {
    expect(planReplicaKey({ topology: IRELAND, primaryKeyArn: LATER }, isLater).primaryKeyArn).to.equal(LATER);
    const later = { ...TOPOLOGY, region: LATER };
    expect(() => planReplicaKey({ topology: later, primaryKeyArn: PRIMARY }, isLater)).to.not.throw();
  });

  it("takes a primary key of a separate key account", () => {
    const topology = { ...IRELAND, keyAccountId: SECURITY };
    expect(() => planReplicaKey({ topology, primaryKeyArn: PRIMARY.replace(HUB, SECURITY) })).to.not.throw();
  });

  const refused: readonly [title: string, given: object, findings: readonly ExpectedFinding[]][] = [
    [
      "a primary key that is not multi-Region",
      { primaryKeyArn: KEY_ARN },
      [
        {
          code: "REPLICA_KEY_CONFLICT",
          path: "primaryKeyArn",
          message: `"${KEY_ARN}" is not a multi-Region key`,
          hint: "make a primary key with multiRegion: true; a key that exists cannot become one",
        },
      ],
    ],
    [
      "the Region of the primary key",
      { topology: TOPOLOGY },
      [
        {
          code: "REPLICA_KEY_CONFLICT",
          path: "primaryKeyArn",
          message: "the primary key is in us-east-1 already, the Region of the topology",
          hint: 'give the topology the Region of the replica: { ...topology, region: "…" }',
        },
      ],
    ],
    [
      "a primary key of another account",
      { primaryKeyArn: PRIMARY.replace(HUB, SECURITY) },
      [{ code: "KEY_ACCOUNT_MISMATCH", path: "primaryKeyArn" }],
    ],
    [
      "a primary key of another partition",
      { primaryKeyArn: PRIMARY.replace("arn:aws:kms:us-east-1", "arn:aws-cn:kms:cn-north-1") },
      [
        {
          code: "PARTITION_MISMATCH",
          path: "primaryKeyArn",
          message: "the primary key is in partition aws-cn, the registry in aws",
        },
      ],
    ],
    ["no primary key", { primaryKeyArn: undefined }, [{ code: "INVALID_TYPE", path: "primaryKeyArn" }]],
    ["an alias", { primaryKeyArn: "alias/ecr/registry" }, [{ code: "INVALID_KEY_ARN", path: "primaryKeyArn" }]],
    [
      "a key ARN that was cut off",
      { primaryKeyArn: PRIMARY.slice(0, -2) },
      [{ code: "INVALID_KEY_ARN", path: "primaryKeyArn" }],
    ],
    [
      "what only the primary key has",
      {
        enableKeyRotation: true,
        rotationPeriodInDays: 90,
        multiRegion: true,
        customKeyStoreId: "cks-1",
        xksKeyId: "hsm-3",
      },
      ["enableKeyRotation", "rotationPeriodInDays", "multiRegion", "customKeyStoreId", "xksKeyId"].map((path) => ({
        code: "REPLICA_KEY_CONFLICT",
        path,
        message: `a replica has no ${path} of its own`,
        hint: "leave it out here, and set it on the primary key",
      })),
    ],
    [
      "wrong settings, all at once",
      {
        isEnabled: false,
        enabled: "no",
        description: 5,
        deletionWindowInDays: 5,
        deletionProtection: "yes",
        bypassPolicyLockoutSafetyCheck: true,
        topology: { ...IRELAND, region: "nowhere" },
      },
      [
        { code: "INVALID_REGION", path: "topology.region" },
        { code: "UNKNOWN_PROPERTY", path: "isEnabled" },
        { code: "LOCKOUT_CHECK_BYPASSED", path: "bypassPolicyLockoutSafetyCheck" },
        { code: "INVALID_TYPE", path: "description" },
        { code: "INVALID_TYPE", path: "enabled" },
        { code: "DELETION_WINDOW_OUT_OF_RANGE", path: "deletionWindowInDays" },
        { code: "INVALID_TYPE", path: "deletionProtection" },
      ],
    ],
    ["a deployer of another account", { deployer: CI_ROLE }, [{ code: "KEY_POLICY_LOCKOUT", path: "deployer" }]],
    ["no topology", { topology: undefined }, [{ code: "INVALID_TYPE", path: "topology" }]],
  ];
  for (const [title, given, findings] of refused) {
    it(`refuses ${title}`, () => {
      const config = { topology: IRELAND, primaryKeyArn: PRIMARY, ...given } as ReplicaKeyConfig;
      expectFindings(() => planReplicaKey(config), findings);
    });
  }

  it("refuses something that is no configuration", () => {
    expectFindings(
      () => planReplicaKey("replica" as unknown as ReplicaKeyConfig),
      [{ code: "INVALID_TYPE", path: "" }],
    );
  });
});
