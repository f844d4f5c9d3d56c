import { expect } from "chai";
import type { EventPattern } from "../../../shared/plans";
import type { KeyMonitoringConfig } from "../../../shared";
import { eventPatternJson, LONGEST_EVENT_PATTERN } from "../../../shared/plans";
import { planMonitoring } from "../../../shared";
import type { EventPart } from "../../support/event-matcher";
import { matchesEvent, messageOf } from "../../support/event-matcher";
import { apiCall, kmsEvent } from "../../support/sample-events";
import { expectSame, HUB, KEY_ARN } from "../fixtures";

const OTHER_KEY = KEY_ARN.replace("12345678-", "87654321-");
const WATCHED: KeyMonitoringConfig = {
  region: "us-east-1",
  accountId: HUB,
  keyArn: KEY_ARN,
  repositories: ["my-app", "team/*"],
};
const { rules } = planMonitoring(WATCHED);

/** The ids of the rules that an event goes to. */
function receivers(event: EventPart, config: KeyMonitoringConfig = WATCHED): readonly string[] {
  return planMonitoring(config)
    .rules.filter(({ pattern }) => matchesEvent(pattern, event))
    .map(({ id }) => id);
}

/** The pattern of calls to KMS, with what tells them from each other spelled out. */
const keyCalls = (detail: EventPattern): EventPattern => ({
  source: ["aws.kms"],
  "detail-type": ["AWS API Call via CloudTrail"],
  detail: { eventSource: ["kms.amazonaws.com"], ...detail, resources: { ARN: [KEY_ARN] } },
});
const repositoryCalls = (eventName: readonly string[]): EventPattern => ({
  source: ["aws.ecr"],
  "detail-type": ["AWS API Call via CloudTrail"],
  detail: {
    eventSource: ["ecr.amazonaws.com"],
    eventName,
    requestParameters: { repositoryName: ["my-app", { prefix: "team/" }] },
  },
});

describe("the rules of KeyMonitoring", () => {
  it("have these patterns", () => {
    const patterns = Object.fromEntries(rules.map(({ id, pattern }) => [id, pattern]));
    expectSame(patterns, {
      "key-rotation": { source: ["aws.kms"], "detail-type": ["KMS CMK Rotation"], resources: [KEY_ARN] },
      "key-deletion": {
        source: ["aws.kms"],
        "detail-type": ["KMS CMK Deletion", "KMS Imported Key Material Expiration"],
        resources: [KEY_ARN],
      },
      "key-state": keyCalls({
        eventName: ["CancelKeyDeletion", "DeleteImportedKeyMaterial", "DisableKey", "EnableKey", "ScheduleKeyDeletion"],
      }),
      "key-policy": keyCalls({ eventName: ["PutKeyPolicy"] }),
      "key-grants": keyCalls({
        $or: [
          { eventName: ["RevokeGrant"] },
          { eventName: ["RetireGrant"], userIdentity: { invokedBy: [{ exists: false }] } },
        ],
      }),
      "key-aliases": keyCalls({ eventName: ["DeleteAlias", "UpdateAlias"] }),
      "repository-policy": repositoryCalls(["DeleteRepositoryPolicy", "SetRepositoryPolicy"]),
      "repository-deletion": repositoryCalls(["DeleteRepository"]),
      "repository-settings": repositoryCalls(["PutImageTagMutability", "PutLifecyclePolicy"]),
      "registry-settings": {
        source: ["aws.ecr"],
        "detail-type": ["AWS API Call via CloudTrail"],
        detail: {
          eventSource: ["ecr.amazonaws.com"],
          eventName: ["DeleteRegistryPolicy", "PutRegistryPolicy", "PutReplicationConfiguration"],
        },
      },
    });
  });

  const app = { requestParameters: { repositoryName: "my-app" } };
  const byId = { requestParameters: { keyId: "12345678-1234-1234-1234-123456789012" }, resources: [KEY_ARN] };
  const events: readonly (readonly [title: string, event: EventPart, receivers: readonly string[]])[] = [
    ["a rotation", kmsEvent("KMS CMK Rotation", KEY_ARN), ["key-rotation"]],
    ["a rotation of another key", kmsEvent("KMS CMK Rotation", OTHER_KEY), []],
    ["a deletion", kmsEvent("KMS CMK Deletion", KEY_ARN), ["key-deletion"]],
    ["a deletion of another key", kmsEvent("KMS CMK Deletion", OTHER_KEY), []],
    ["expired key material", kmsEvent("KMS Imported Key Material Expiration", KEY_ARN), ["key-deletion"]],
    ["DisableKey by the key's id", apiCall("kms", "DisableKey", byId), ["key-state"]],
    [
      "DisableKey by the key's ARN",
      apiCall("kms", "DisableKey", { ...byId, requestParameters: { keyId: KEY_ARN } }),
      ["key-state"],
    ],
    ["DisableKey of another key", apiCall("kms", "DisableKey", { ...byId, resources: [OTHER_KEY] }), []],
    ["a refused DisableKey", apiCall("kms", "DisableKey", { ...byId, errorCode: "AccessDenied" }), ["key-state"]],
    ["ScheduleKeyDeletion", apiCall("kms", "ScheduleKeyDeletion", byId), ["key-state"]],
    ["EnableKey", apiCall("kms", "EnableKey", byId), ["key-state"]],
    ["CancelKeyDeletion", apiCall("kms", "CancelKeyDeletion", byId), ["key-state"]],
    ["DeleteImportedKeyMaterial", apiCall("kms", "DeleteImportedKeyMaterial", byId), ["key-state"]],
    ["PutKeyPolicy", apiCall("kms", "PutKeyPolicy", byId), ["key-policy"]],
    ["TagResource", apiCall("kms", "TagResource", byId), []],
    ["a grant made", apiCall("kms", "CreateGrant", byId), []],
    ["RevokeGrant", apiCall("kms", "RevokeGrant", byId), ["key-grants"]],
    ["RevokeGrant on another key", apiCall("kms", "RevokeGrant", { resources: [OTHER_KEY] }), []],
    [
      "RevokeGrant through a service",
      apiCall("kms", "RevokeGrant", { ...byId, invokedBy: "cloudformation.amazonaws.com" }),
      ["key-grants"],
    ],
    [
      "RetireGrant, which has no request parameters",
      apiCall("kms", "RetireGrant", { resources: [KEY_ARN] }),
      ["key-grants"],
    ],
    ["RetireGrant on another key", apiCall("kms", "RetireGrant", { resources: [OTHER_KEY] }), []],
    ...["AWS Internal", "ecr.amazonaws.com"].map(
      (invokedBy) =>
        [
          `RetireGrant by ${invokedBy}, as when a repository is deleted`,
          apiCall("kms", "RetireGrant", { resources: [KEY_ARN], invokedBy }),
          [],
        ] as const,
    ),
    [
      "DeleteAlias, whose record names alias and key",
      apiCall("kms", "DeleteAlias", { resources: [`arn:aws:kms:us-east-1:${HUB}:alias/ecr`, KEY_ARN] }),
      ["key-aliases"],
    ],
    ["UpdateAlias to the key", apiCall("kms", "UpdateAlias", { resources: [KEY_ARN] }), ["key-aliases"]],
    ["SetRepositoryPolicy", apiCall("ecr", "SetRepositoryPolicy", app), ["repository-policy"]],
    ["DeleteRepositoryPolicy", apiCall("ecr", "DeleteRepositoryPolicy", app), ["repository-policy"]],
    ["DeleteRepository", apiCall("ecr", "DeleteRepository", app), ["repository-deletion"]],
    ["PutLifecyclePolicy", apiCall("ecr", "PutLifecyclePolicy", app), ["repository-settings"]],
    ["PutImageTagMutability", apiCall("ecr", "PutImageTagMutability", app), ["repository-settings"]],
    ["a push", apiCall("ecr", "PutImage", app), []],
    [
      "DeleteRepository of a repository below a prefix",
      apiCall("ecr", "DeleteRepository", { requestParameters: { repositoryName: "team/web", registryId: HUB } }),
      ["repository-deletion"],
    ],
    ...["my-app-2", "my-ap", "teams/web", "other/my-app"].map(
      (repositoryName) =>
        [
          `DeleteRepository of ${repositoryName}, which is not watched`,
          apiCall("ecr", "DeleteRepository", { requestParameters: { repositoryName } }),
          [],
        ] as const,
    ),
    ["PutRegistryPolicy", apiCall("ecr", "PutRegistryPolicy", { requestParameters: {} }), ["registry-settings"]],
    ["DeleteRegistryPolicy", apiCall("ecr", "DeleteRegistryPolicy"), ["registry-settings"]],
    ["PutReplicationConfiguration", apiCall("ecr", "PutReplicationConfiguration"), ["registry-settings"]],
  ];
  for (const [title, event, expected] of events) {
    const where = expected.length === 0 ? "to nobody" : `to ${expected.join(", ")}`;
    it(`send ${title} ${where}`, () => {
      expect(receivers(event)).to.deep.equal(expected);
    });
  }

  it("leave out groups of events", () => {
    const events = { keyRotation: false, keyGrants: false, registrySettings: false };
    expect(planMonitoring({ ...WATCHED, events }).rules.map(({ id }) => id)).to.deep.equal([
      "key-deletion",
      "key-state",
      "key-policy",
      "key-aliases",
      "repository-policy",
      "repository-deletion",
      "repository-settings",
    ]);
  });

  it("are about a key alone, or about repositories alone", () => {
    const { keyArn: _, ...repositoriesOnly } = WATCHED;
    const { repositories: __, ...keyOnly } = WATCHED;
    const idsOf = (config: KeyMonitoringConfig): readonly string[] => planMonitoring(config).rules.map(({ id }) => id);
    expect(idsOf(keyOnly)).to.deep.equal(rules.slice(0, 6).map(({ id }) => id));
    expect(idsOf(repositoriesOnly)).to.deep.equal(rules.slice(6).map(({ id }) => id));
  });

  it("see every repository of the registry with a star alone, whatever else is named", () => {
    const all = { ...WATCHED, repositories: ["my-app", "*"] };
    const deleted = apiCall("ecr", "DeleteRepository", { requestParameters: { repositoryName: "whatever/it-is" } });
    expect(receivers(deleted, all)).to.deep.equal(["repository-deletion"]);
    const [pattern] = planMonitoring(all).rules.flatMap((rule) =>
      rule.id === "repository-deletion" ? [rule.pattern] : [],
    );
    expect(pattern).to.deep.equal({
      source: ["aws.ecr"],
      "detail-type": ["AWS API Call via CloudTrail"],
      detail: { eventSource: ["ecr.amazonaws.com"], eventName: ["DeleteRepository"] },
    });
  });
});

describe("the rules for many repositories", () => {
  const names = Array.from({ length: 500 }, (_, index) => `team-${index % 7}/service-${index}`);
  const plan = planMonitoring({ ...WATCHED, repositories: [...names, ...names] });

  it("have patterns that AWS accepts, as few as there can be", () => {
    const sizes = plan.rules
      .filter(({ id }) => id.startsWith("repository-deletion"))
      .map(({ pattern }) => eventPatternJson(pattern).length);
    expect(Math.max(...sizes)).to.be.at.most(LONGEST_EVENT_PATTERN);
    // No pattern but the last has room for the longest name.
    expect(Math.min(...sizes.slice(0, -1))).to.be.greaterThan(LONGEST_EVENT_PATTERN - '"team-6/service-499",'.length);
  });

  it("see each repository once", () => {
    for (const repositoryName of names) {
      const event = apiCall("ecr", "DeleteRepository", { requestParameters: { repositoryName } });
      expect(plan.rules.filter(({ pattern }) => matchesEvent(pattern, event))).to.have.length(1);
    }
  });

  it("fill a pattern to the last character", () => {
    const deletion = (repositories: readonly string[]): readonly EventPattern[] =>
      planMonitoring({ ...WATCHED, repositories })
        .rules.filter(({ id }) => id.startsWith("repository-deletion"))
        .map(({ pattern }) => pattern);
    const [empty] = deletion(["aa"]);
    const room = LONGEST_EVENT_PATTERN - eventPatternJson(empty as EventPattern).length;
    // Names of 100 characters, and one that takes the rest.
    const whole = Array.from(
      { length: Math.floor(room / 103) - 1 },
      (_, index) => `b${String(index).padStart(99, "0")}`,
    );
    const rest = room - whole.length * 103 - 3;
    const last = (length: number): string => `c${"x".repeat(length - 1)}`;
    const full = deletion(["aa", ...whole, last(rest)]);
    expect(full.map((pattern) => eventPatternJson(pattern).length)).to.deep.equal([LONGEST_EVENT_PATTERN]);
    expect(deletion(["aa", ...whole, last(rest + 1)])).to.have.length(2);
  });

  it("have names of their own within 64 characters", () => {
    const prefixed = planMonitoring({ ...WATCHED, repositories: names, namePrefix: "p".repeat(40) }).rules;
    expect(new Set(prefixed.map(({ name }) => name)).size).to.equal(prefixed.length);
    expect(Math.max(...prefixed.map(({ name }) => name.length))).to.be.at.most(64);
  });

  it("are the same in whatever order the repositories were written", () => {
    expectSame(planMonitoring({ ...WATCHED, repositories: [...names].reverse() }), plan);
  });
});

describe("the messages of KeyMonitoring", () => {
  const message = (id: string, event: EventPart): string =>
    messageOf(rules.find((rule) => rule.id === id) ?? { inputPaths: {}, inputTemplate: '""' }, event);

  it("say what happened to the key, who did it, and what follows", () => {
    expect(message("key-state", apiCall("kms", "DisableKey", { resources: [KEY_ARN] }))).to.equal(
      "The key of ECR repositories was disabled, scheduled for deletion, or made usable again: DisableKey, " +
        `key ${KEY_ARN}, account 123456789012, Region us-east-1, at 2026-11-02T08:01:05Z ` +
        "by arn:aws:iam::123456789012:user/Alice (error code, where the call was refused: ). If it was refused, nothing changed. " +
        "While the key is not enabled, images can be neither pushed nor pulled. Way back: kms:EnableKey, or kms:CancelKeyDeletion and then " +
        "kms:EnableKey. Event 995c4653-3c53-4a06-a0f0-f5531997b741.",
    );
  });

  it("say so when a call was refused", () => {
    const refused = apiCall("ecr", "DeleteRepository", {
      requestParameters: { repositoryName: "my-app" },
      errorCode: "AccessDenied",
    });
    expect(message("repository-deletion", refused))
      .to.include("DeleteRepository, repository my-app, account 123456789012, Region us-east-1")
      .and.to.include("refused: AccessDenied)");
  });

  it("say what KMS tells without a caller", () => {
    expect(message("key-deletion", kmsEvent("KMS CMK Deletion", KEY_ARN))).to.equal(
      "The key of ECR repositories, or its imported key material, is gone: KMS CMK Deletion, " +
        `key ${KEY_ARN}, account 123456789012, Region us-east-1, at 2026-11-02T08:01:05Z. ` +
        "Images encrypted with it cannot be read. A deleted key does not come back; imported key material can be imported again. " +
        "Event 6a7e8feb-b491-4cf7-a9f1-bf3703467718.",
    );
  });

  for (const { id, inputPaths, inputTemplate } of rules) {
    it(`of ${id} use each variable that they define, and no other`, () => {
      const used = [...inputTemplate.matchAll(/<([^>]+)>/g)].map(([, variable]) => variable);
      expect(new Set(used)).to.deep.equal(new Set(Object.keys(inputPaths)));
      expect(JSON.parse(inputTemplate)).to.be.a("string");
      expect(inputTemplate.length).to.be.at.most(8_192);
    });
  }
});
