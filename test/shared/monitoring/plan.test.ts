import { expect } from "chai";
import type { KeyMonitoringConfig } from "../../../shared";
import { planMonitoring } from "../../../shared";
import type { ExpectedFinding } from "../fixtures";
import {
  expectFindings,
  expectSame,
  HUB,
  isDeeplyFrozen,
  isLater,
  KEY_ARN,
  LATER,
  LATER_LIST,
  SECURITY,
} from "../fixtures";

const TOPIC = `arn:aws:sns:us-east-1:${HUB}:ecr-kms-monitoring`;
const WATCHED: KeyMonitoringConfig = { region: "us-east-1", accountId: HUB, keyArn: KEY_ARN, repositories: ["my-app"] };

const KEY_GROUPS = ["keyRotation", "keyDeletion", "keyState", "keyPolicy", "keyGrants", "keyAliases"] as const;

const publish = (sid: string, service: string, topicArn = TOPIC): object => ({
  Sid: sid,
  Effect: "Allow",
  Principal: { Service: [service] },
  Action: ["sns:Publish"],
  Resource: topicArn,
});
const from = (arn: string): object => ({
  Condition: { ArnLike: { "aws:SourceArn": arn }, StringEquals: { "aws:SourceAccount": HUB } },
});
const RULES = publish("AllowRulesToPublish", "events.amazonaws.com");
const ALARMS = {
  ...publish("AllowAlarmsToPublish", "cloudwatch.amazonaws.com"),
  ...from(`arn:aws:cloudwatch:us-east-1:${HUB}:alarm:ecr-kms-*`),
};
const NO_TLS = {
  Sid: "DenyPublishingWithoutTls",
  Effect: "Deny",
  Principal: { AWS: ["*"] },
  Action: ["sns:Publish"],
  Resource: TOPIC,
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const encrypt = (services: readonly string[], topicArn = TOPIC): object => ({
  Sid: "AllowPublishersToEncryptMessages",
  Effect: "Allow",
  Principal: { Service: services },
  Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
  Resource: "*",
  Condition: { StringEquals: { "kms:EncryptionContext:aws:sns:topicArn": topicArn } },
});
const BOTH = ["cloudwatch.amazonaws.com", "events.amazonaws.com"];

describe("planMonitoring", () => {
  it("makes a topic with a key that only its publishers can use", () => {
    const plan = planMonitoring(WATCHED);
    expectSame(plan.topic, {
      name: "ecr-kms-monitoring",
      policy: { Version: "2012-10-17", Statement: [RULES, ALARMS, NO_TLS] },
      key: {
        settings: {
          description: "Encrypts messages about the key of Amazon ECR repositories",
          enableKeyRotation: true,
          rotationPeriodInDays: 365,
          deletionWindowInDays: 30,
          multiRegion: false,
        },
        policy: {
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "EnableIAMUserPermissions",
              Effect: "Allow",
              Principal: { AWS: [`arn:aws:iam::${HUB}:root`] },
              Action: ["kms:*"],
              Resource: "*",
            },
            encrypt(BOTH),
          ],
        },
        aliasName: "alias/ecr-kms-monitoring",
      },
    });
    expect(plan.topicArn).to.equal(TOPIC);
    expectSame(plan.topicPolicyStatements, [RULES, ALARMS]);
    expectSame(plan.topicKeyStatement, encrypt(BOTH));
  });

  it("puts no condition on EventBridge in the topic's policy unless asked to: AWS documents that none works", () => {
    expectSame(planMonitoring({ ...WATCHED, conditionOnRules: true }).topic?.policy.Statement, [
      { ...RULES, ...from(`arn:aws:events:us-east-1:${HUB}:rule/ecr-kms-*`) },
      ALARMS,
      NO_TLS,
    ]);
  });

  it("makes no key where one is given, and says what its policy needs", () => {
    const topicKeyArn = KEY_ARN.replace(HUB, SECURITY);
    const plan = planMonitoring({ ...WATCHED, topicKeyArn });
    expect(plan.topic).to.have.all.keys("name", "policy");
    expectSame(plan.topicKeyStatement, encrypt(BOTH));
  });

  it("makes no topic where one is given, and says what its policy and that of its key need", () => {
    const topicArn = `arn:aws:sns:us-east-1:${HUB}:operators`;
    const plan = planMonitoring({ ...WATCHED, topicArn });
    expect(plan).to.not.have.property("topic");
    expect(plan.topicArn).to.equal(topicArn);
    expectSame(plan.topicPolicyStatements, [
      publish("AllowRulesToPublish", "events.amazonaws.com", topicArn),
      { ...ALARMS, Resource: topicArn },
    ]);
    expectSame(plan.topicKeyStatement, encrypt(BOTH, topicArn));
  });

  for (const [title, different] of [
    ["alarms are switched off", { deliveryAlarms: false }],
    ["alarms go to another topic", { alarmTopicArn: `arn:aws:sns:us-east-1:${HUB}:operators` }],
  ] as const) {
    it(`lets CloudWatch publish nothing where ${title}`, () => {
      const plan = planMonitoring({ ...WATCHED, ...different });
      expectSame(plan.topicPolicyStatements, [RULES]);
      expectSame(plan.topicKeyStatement, encrypt(["events.amazonaws.com"]));
    });
  }

  it("gives each rule an alarm about messages that were not delivered", () => {
    const { rules } = planMonitoring(WATCHED);
    expectSame(
      rules.flatMap(({ id, alarm }) => (id === "key-policy" ? [alarm] : [])),
      [
        {
          name: "ecr-kms-key-policy-failed",
          description: "A message was not delivered: The policy of the key of ECR repositories was changed",
          namespace: "AWS/Events",
          metricName: "FailedInvocations",
          ruleName: "ecr-kms-key-policy",
          statistic: "Sum",
          period: 300,
          evaluationPeriods: 1,
          comparisonOperator: "GreaterThanThreshold",
          threshold: 0,
          treatMissingData: "notBreaching",
        },
      ],
    );
    expect(rules.filter(({ alarm }) => alarm === undefined)).to.deep.equal([]);
    const silent = planMonitoring({ ...WATCHED, deliveryAlarms: false }).rules;
    expect(silent.filter(({ alarm }) => alarm !== undefined)).to.deep.equal([]);
  });

  it("names things by the prefix", () => {
    const plan = planMonitoring({ ...WATCHED, namePrefix: "payments" });
    expect(plan.rules[0]).to.deep.include({ id: "key-rotation", name: "payments-key-rotation" });
    expect(plan.topic?.name).to.equal("payments-monitoring");
    expect(plan.topic?.key?.aliasName).to.equal("alias/payments-monitoring");
    expect(JSON.stringify(plan.topic)).to.include(":alarm:payments-*").and.not.include("ecr-kms");
  });

  it("writes the ARNs of the other partitions", () => {
    const keyArn = KEY_ARN.replace("arn:aws:kms:us-east-1", "arn:aws-cn:kms:cn-north-1");
    const plan = planMonitoring({ ...WATCHED, region: "cn-north-1", keyArn });
    expect(plan.topicArn).to.equal(`arn:aws-cn:sns:cn-north-1:${HUB}:ecr-kms-monitoring`);
    expect(JSON.stringify(plan)).to.not.include("arn:aws:");
  });

  it("takes values that are known only at deployment", () => {
    const later = { region: "us-east-1", accountId: LATER, keyArn: LATER, namePrefix: LATER, topicArn: LATER };
    const { rules, topicArn } = planMonitoring(later, isLater);
    expect(topicArn).to.equal(LATER);
    expect(rules[0]?.name).to.equal(`${LATER}-key-rotation`);
    expect(rules[0]?.pattern["resources"]).to.deep.equal([LATER]);
  });

  it("is frozen", () => {
    expect(isDeeplyFrozen(planMonitoring(WATCHED))).to.equal(true);
  });

  const topic = (region: string, account: string, name: string): string => `arn:aws:sns:${region}:${account}:${name}`;
  const refused: readonly (readonly [title: string, given: unknown, findings: readonly ExpectedFinding[]])[] = [
    ["a list", [], [{ code: "INVALID_TYPE", path: "" }]],
    ["nothing to watch", { keyArn: undefined, repositories: undefined }, [{ code: "NOTHING_TO_MONITOR", path: "" }]],
    ["an empty list of repositories", { repositories: [] }, [{ code: "NOTHING_TO_MONITOR", path: "repositories" }]],
    [
      "every group left out",
      { repositories: undefined, events: Object.fromEntries(KEY_GROUPS.map((group) => [group, false])) },
      [{ code: "NOTHING_TO_MONITOR", path: "events" }],
    ],
    [
      "a group asked for that nothing is watched of",
      { keyArn: undefined, events: { keyPolicy: true, keyState: false } },
      [{ code: "CONFLICTING_OPTIONS", path: "events.keyPolicy", hint: "give keyArn" }],
    ],
    ["an unknown group", { events: { keyPolicies: true } }, [{ code: "UNKNOWN_PROPERTY", path: "events.keyPolicies" }]],
    [
      "a group that is neither in nor out",
      { events: { keyPolicy: "yes" } },
      [{ code: "INVALID_TYPE", path: "events.keyPolicy" }],
    ],
    ["groups as a list", { events: ["keyPolicy"] }, [{ code: "INVALID_TYPE", path: "events" }]],
    ["an alias in place of the key", { keyArn: "alias/ecr" }, [{ code: "INVALID_KEY_ARN", path: "keyArn" }]],
    [
      "a key of another account",
      { keyArn: KEY_ARN.replace(HUB, SECURITY) },
      [
        {
          code: "KEY_ACCOUNT_MISMATCH",
          path: "keyArn",
          message: `the key belongs to ${SECURITY}, the rules to "${HUB}"`,
          hint: "make a KeyMonitoring in the account of the key: events about a key go there and nowhere else",
        },
      ],
    ],
    [
      "a key of another Region",
      { keyArn: KEY_ARN.replace("us-east-1", "eu-west-1"), topicKeyArn: KEY_ARN.replace("us-east-1", "eu-west-1") },
      [
        { code: "KEY_REGION_MISMATCH", path: "keyArn" },
        { code: "KEY_REGION_MISMATCH", path: "topicKeyArn" },
      ],
    ],
    [
      "the key that AWS manages for SNS",
      { topicKeyArn: "alias/aws/sns" },
      [{ code: "INVALID_KEY_ARN", path: "topicKeyArn" }],
    ],
    ...[
      "operators",
      topic("us-east-1", HUB, "operators.fifo"),
      topic("eu-west-1", HUB, "operators"),
      topic("us-east-1", SECURITY, "operators"),
    ].map(
      (arn) =>
        [
          `the topic ${arn}`,
          { topicArn: arn, alarmTopicArn: arn },
          [
            { code: "INVALID_TOPIC_ARN", path: "topicArn" },
            { code: "INVALID_TOPIC_ARN", path: "alarmTopicArn" },
          ],
        ] as const,
    ),
    [
      "a topic together with what is for a new one",
      { topicArn: topic("us-east-1", HUB, "operators"), topicKeyArn: KEY_ARN, conditionOnRules: false },
      [
        { code: "CONFLICTING_OPTIONS", path: "topicKeyArn" },
        { code: "CONFLICTING_OPTIONS", path: "conditionOnRules" },
      ],
    ],
    [
      "a topic for alarms where there are none",
      { deliveryAlarms: false, alarmTopicArn: topic("us-east-1", HUB, "operators") },
      [{ code: "CONFLICTING_OPTIONS", path: "alarmTopicArn" }],
    ],
    [
      "repositories that cannot exist",
      { repositories: ["My_App", "team/**", "*/app", 5, "app"] },
      [
        { code: "INVALID_REPOSITORY_NAME", path: "repositories[0]" },
        { code: "INVALID_REPOSITORY_NAME", path: "repositories[1]" },
        { code: "INVALID_REPOSITORY_NAME", path: "repositories[2]" },
        { code: "INVALID_TYPE", path: "repositories[3]" },
      ],
    ],
    ["repositories as a text", { repositories: "my-app" }, [{ code: "INVALID_TYPE", path: "repositories" }]],
    [
      "a partition that is not the Region's",
      { partition: "aws-cn" },
      [{ code: "PARTITION_MISMATCH", path: "partition", message: "us-east-1 is in partition aws, not in aws-cn" }],
    ],
    [
      "several wrong values at once",
      { region: "us-east-1a", accountId: 5, keyArn: undefined, namePrefix: "a/b", deliveryAlarms: 1, topicsArn: "" },
      [
        { code: "UNKNOWN_PROPERTY", path: "topicsArn" },
        { code: "INVALID_REGION", path: "region" },
        { code: "INVALID_ACCOUNT_ID", path: "accountId" },
        { code: "INVALID_TYPE", path: "deliveryAlarms" },
        { code: "INVALID_NAME_PREFIX", path: "namePrefix" },
      ],
    ],
    [
      "a prefix of 41 characters",
      { namePrefix: "p".repeat(41) },
      [{ code: "INVALID_NAME_PREFIX", path: "namePrefix" }],
    ],
    [
      "more repositories than an event bus has room for",
      { repositories: Array.from({ length: 12_000 }, (_, index) => `team-${index}/service`) },
      [{ code: "TOO_MANY_RULES", path: "repositories" }],
    ],
  ];
  for (const [title, given, findings] of refused) {
    it(`refuses ${title}`, () => {
      const config = Array.isArray(given) ? given : { ...WATCHED, ...(given as object) };
      expectFindings(() => planMonitoring(config as KeyMonitoringConfig), findings);
    });
  }

  it("refuses what decides how many rules there are and is known only at deployment", () => {
    const config = { ...WATCHED, repositories: ["app", LATER], events: { keyPolicy: LATER }, deliveryAlarms: LATER };
    expectFindings(
      () => planMonitoring(config as unknown as KeyMonitoringConfig, isLater),
      [
        { code: "UNRESOLVED_STRUCTURE", path: "deliveryAlarms" },
        { code: "UNRESOLVED_STRUCTURE", path: "repositories[1]" },
        { code: "UNRESOLVED_STRUCTURE", path: "events.keyPolicy" },
      ],
    );
    expectFindings(
      () => planMonitoring({ ...WATCHED, repositories: LATER_LIST }, isLater),
      [{ code: "UNRESOLVED_STRUCTURE", path: "repositories" }],
    );
  });
});
