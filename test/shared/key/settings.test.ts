import { expect } from "chai";
import type { KeySettings } from "../../../shared";
import { keySettings } from "../../../shared/internal";
import type { ExpectedFinding } from "../fixtures";
import { expectFindings, expectSame, isDeeplyFrozen } from "../fixtures";

describe("keySettings", () => {
  it("rotates every year and waits thirty days before deletion unless told otherwise", () => {
    expectSame(keySettings(), {
      description: "Encrypts Amazon ECR repositories",
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 30,
      multiRegion: false,
    });
  });

  it("keeps what is given", () => {
    const given: KeySettings = {
      description: "Images of the payment team",
      enableKeyRotation: true,
      rotationPeriodInDays: 90,
      deletionWindowInDays: 7,
      multiRegion: true,
    };
    expectSame(keySettings(given), given);
  });

  it("has no rotation period where rotation is off", () => {
    expectSame(keySettings({ enableKeyRotation: false }), {
      description: "Encrypts Amazon ECR repositories",
      enableKeyRotation: false,
      deletionWindowInDays: 30,
      multiRegion: false,
    });
  });

  it("turns rotation off in a custom key store", () => {
    expectSame(keySettings({ customKeyStoreId: "cks-1234567890abcdef0" }), {
      description: "Encrypts Amazon ECR repositories",
      enableKeyRotation: false,
      deletionWindowInDays: 30,
      multiRegion: false,
      customKeyStoreId: "cks-1234567890abcdef0",
    });
  });

  it("says of a key in an external key store which external key it is", () => {
    expectSame(keySettings({ customKeyStoreId: "cks-1234567890abcdef0", xksKeyId: "hsm-3.payments_1" }), {
      description: "Encrypts Amazon ECR repositories",
      enableKeyRotation: false,
      deletionWindowInDays: 30,
      multiRegion: false,
      customKeyStoreId: "cks-1234567890abcdef0",
      xksKeyId: "hsm-3.payments_1",
    });
  });

  it("passes on that the key is disabled, or enabled, only when it is said", () => {
    expectSame(keySettings({ isEnabled: false }), {
      description: "Encrypts Amazon ECR repositories",
      isEnabled: false,
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 30,
      multiRegion: false,
    });
    expect(keySettings({ isEnabled: true }).isEnabled).to.equal(true);
    expect(keySettings()).to.not.have.property("isEnabled");
  });

  it("bypasses the lockout check of KMS when that is asked for by its dangerous name, and keeps the safeguards to itself", () => {
    const deployer = "arn:aws:iam::123456789012:role/terraform";
    const asked = { deployer, separateAdministrators: true, dangerouslyBypassPolicyLockoutSafetyCheck: true };
    expectSame(keySettings(asked), { ...keySettings(), bypassPolicyLockoutSafetyCheck: true });
    expectSame(keySettings({ ...asked, dangerouslyBypassPolicyLockoutSafetyCheck: false }), keySettings());
  });

  for (const days of [90, 2560]) {
    it(`accepts a rotation period of ${days} days`, () => {
      expect(keySettings({ rotationPeriodInDays: days }).rotationPeriodInDays).to.equal(days);
    });
  }

  for (const days of [7, 30]) {
    it(`accepts a deletion window of ${days} days`, () => {
      expect(keySettings({ deletionWindowInDays: days }).deletionWindowInDays).to.equal(days);
    });
  }

  it("is frozen", () => {
    expect(isDeeplyFrozen(keySettings())).to.equal(true);
  });

  const refused: readonly { title: string; given: unknown; findings: readonly ExpectedFinding[] }[] = [
    ...[89, 2561, 100.5, Number.NaN, "365"].map((days) => ({
      title: `a rotation period of ${JSON.stringify(days)}`,
      given: { rotationPeriodInDays: days },
      findings: [{ code: "ROTATION_PERIOD_OUT_OF_RANGE", path: "rotationPeriodInDays" }] as const,
    })),
    ...[6, 31, 7.5].map((days) => ({
      title: `a deletion window of ${days}`,
      given: { deletionWindowInDays: days },
      findings: [
        {
          code: "DELETION_WINDOW_OUT_OF_RANGE",
          path: "deletionWindowInDays",
          message: `must be a whole number of days from 7 to 30, got ${days}`,
        },
      ] as const,
    })),
    {
      title: "a rotation period without rotation",
      given: { enableKeyRotation: false, rotationPeriodInDays: 180 },
      findings: [{ code: "CONFLICTING_OPTIONS", path: "rotationPeriodInDays" }],
    },
    {
      title: "everything that a custom key store excludes",
      given: { customKeyStoreId: "cks-1", enableKeyRotation: true, multiRegion: true, rotationPeriodInDays: 365 },
      findings: [
        { code: "CUSTOM_KEY_STORE_CONFLICT", path: "enableKeyRotation" },
        { code: "CUSTOM_KEY_STORE_CONFLICT", path: "multiRegion" },
        { code: "CUSTOM_KEY_STORE_CONFLICT", path: "rotationPeriodInDays" },
      ],
    },
    {
      title: "an external key without its key store",
      given: { xksKeyId: "hsm-3" },
      findings: [
        {
          code: "CUSTOM_KEY_STORE_CONFLICT",
          path: "xksKeyId",
          message: "an external key needs the external key store that it is in",
          hint: "give the customKeyStoreId of the external key store, or leave xksKeyId out",
        },
      ],
    },
    ...["", "x".repeat(129), "key/3", "key 3"].map((xksKeyId) => ({
      title: `${JSON.stringify(xksKeyId)} for an external key`,
      given: { customKeyStoreId: "cks-1", xksKeyId },
      findings: [{ code: "INVALID_OPTION", path: "xksKeyId" }] as const,
    })),
    {
      title: "what an external key store excludes, like any custom key store",
      given: { customKeyStoreId: "cks-1", xksKeyId: "hsm-3", enableKeyRotation: true },
      findings: [{ code: "CUSTOM_KEY_STORE_CONFLICT", path: "enableKeyRotation" }],
    },
    {
      title: "to bypass the lockout check by the name that AWS has for it",
      given: { bypassPolicyLockoutSafetyCheck: true },
      findings: [
        {
          code: "LOCKOUT_CHECK_BYPASSED",
          path: "bypassPolicyLockoutSafetyCheck",
          message: "without its lockout check, KMS accepts a policy that nobody may be able to change",
        },
      ],
    },
    {
      title: "safeguards of the wrong type",
      given: { separateAdministrators: 1, dangerouslyBypassPolicyLockoutSafetyCheck: "yes", deployer: 5, isEnabled: 0 },
      findings: [
        { code: "INVALID_TYPE", path: "isEnabled" },
        { code: "INVALID_TYPE", path: "separateAdministrators" },
        { code: "INVALID_TYPE", path: "dangerouslyBypassPolicyLockoutSafetyCheck" },
        { code: "INVALID_TYPE", path: "deployer", message: "must be a string, got 5" },
      ],
    },
    {
      title: "several wrong values at once",
      given: {
        enableKeyrotation: true,
        multiRegion: "yes",
        description: 5,
        rotationPeriodInDays: 1,
        deletionWindowInDays: 0,
      },
      findings: [
        { code: "UNKNOWN_PROPERTY", path: "enableKeyrotation", hint: "did you mean enableKeyRotation?" },
        { code: "INVALID_TYPE", path: "description", message: "must be a string, got 5" },
        { code: "ROTATION_PERIOD_OUT_OF_RANGE", path: "rotationPeriodInDays" },
        { code: "DELETION_WINDOW_OUT_OF_RANGE", path: "deletionWindowInDays" },
        { code: "INVALID_TYPE", path: "multiRegion", message: 'must be true or false, got "yes"' },
      ],
    },
    {
      title: "a list instead of settings",
      given: [],
      findings: [{ code: "INVALID_TYPE", path: "", message: "must be key settings, got a list" }],
    },
  ];
  for (const { title, given, findings } of refused) {
    it(`refuses ${title}`, () => {
      expectFindings(() => keySettings(given as KeySettings), findings);
    });
  }
});

describe("a description", () => {
  it("is as long as KMS keeps it", () => {
    expect(keySettings({ description: "x".repeat(8_192) }).description).to.have.length(8_192);
    expectFindings(
      () => keySettings({ description: "x".repeat(8_193) }),
      [
        {
          code: "INVALID_OPTION",
          path: "description",
          message: "has 8193 characters; KMS allows 8192",
          hint: "give a shorter description",
        },
      ],
    );
  });
});
