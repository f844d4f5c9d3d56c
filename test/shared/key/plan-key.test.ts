import type { RepositoryKeyConfig } from "../../../shared";
import { keyPolicy, planKey } from "../../../shared";
import { expectFindings, expectSame, QUIET, TOPOLOGY } from "../fixtures";

describe("planKey", () => {
  it("plans alias, policy and settings of the key of a topology", () => {
    expectSame(planKey({ topology: TOPOLOGY }), {
      aliasName: "alias/ecr/registry",
      policy: keyPolicy(TOPOLOGY),
      grants: [],
      settings: {
        description: "Encrypts Amazon ECR repositories",
        enableKeyRotation: true,
        rotationPeriodInDays: 365,
        deletionWindowInDays: 30,
        multiRegion: false,
      },
    });
  });

  it("takes settings beside the topology, and an alias with or without its prefix", () => {
    const topology = { ...TOPOLOGY, keyAlias: "ecr-prod-encryption" };
    const planned = planKey({
      topology,
      rotationPeriodInDays: 180,
      deletionWindowInDays: 14,
      deletionProtection: false,
    });
    expectSame(planned, {
      aliasName: "alias/ecr-prod-encryption",
      policy: keyPolicy(TOPOLOGY),
      grants: [],
      settings: {
        description: "Encrypts Amazon ECR repositories",
        enableKeyRotation: true,
        rotationPeriodInDays: 180,
        deletionWindowInDays: 14,
        multiRegion: false,
      },
    });
  });

  it("refuses wrong topologies, settings and properties in one go", () => {
    const config = {
      topology: { ...QUIET, region: "nowhere", keyAlias: "no alias" },
      rotationPeriodInDays: 10,
      deletionProtection: "yes",
      rotation: true,
    } as unknown as RepositoryKeyConfig;
    expectFindings(
      () => planKey(config),
      [
        { code: "INVALID_REGION", path: "topology.region" },
        { code: "INVALID_ALIAS_NAME", path: "topology.keyAlias" },
        { code: "UNKNOWN_PROPERTY", path: "rotation", hint: "did you mean rotationPeriodInDays?" },
        { code: "ROTATION_PERIOD_OUT_OF_RANGE", path: "rotationPeriodInDays" },
        { code: "INVALID_TYPE", path: "deletionProtection", message: 'must be true or false, got "yes"' },
      ],
    );
  });

  it("refuses a missing topology", () => {
    expectFindings(() => planKey({} as RepositoryKeyConfig), [{ code: "INVALID_TYPE", path: "topology" }]);
  });

  it("refuses a key policy over 32,768 bytes", () => {
    const pull = Array.from({ length: 1_100 }, (_, index) => String(200_000_000_000 + index));
    expectFindings(
      () => planKey({ topology: { ...QUIET, repositories: { app: { pull } } } }),
      [{ code: "DOCUMENT_TOO_LARGE", path: "topology.repositories" }],
    );
  });
});
