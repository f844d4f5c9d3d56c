import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { TerraformStack, Testing } from "cdktf";
import { expect } from "chai";
import { KeyMonitoring } from "../../cdktf";
import type { EventPattern } from "../../shared/plans";
import { eventPatternJson } from "../../shared/plans";
import { planMonitoring, PolicyError } from "../../shared";

const REGISTRY = "123456789012";
const KEY_ARN = `arn:aws:kms:us-east-1:${REGISTRY}:key/12345678-1234-1234-1234-123456789012`;
const WATCHED = { region: "us-east-1", accountId: REGISTRY, keyArn: KEY_ARN, repositories: ["my-app"] };

type Resources = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** The resources that a program synthesizes, by type and address. */
function resourcesOf(program: (stack: TerraformStack) => void): Resources {
  const stack = new TerraformStack(Testing.app(), "stack");
  program(stack);
  return (JSON.parse(Testing.synth(stack)) as { resource?: Resources }).resource ?? {};
}

const count = (resources: Resources): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(resources).map(([type, byAddress]) => [type, Object.keys(byAddress).length]));

describe("KeyMonitoring in cdktf", () => {
  it("makes a rule, a target and an alarm for each thing planned, and one topic", () => {
    const resources = resourcesOf((stack) => new KeyMonitoring(stack, "monitoring", WATCHED));
    expect(count(resources)).to.deep.equal({
      aws_kms_key: 1,
      aws_kms_alias: 1,
      aws_sns_topic: 1,
      aws_sns_topic_policy: 1,
      aws_cloudwatch_event_rule: 10,
      aws_cloudwatch_event_target: 10,
      aws_cloudwatch_metric_alarm: 10,
    });
    const rules = Object.values(resources["aws_cloudwatch_event_rule"] ?? {});
    expect(rules.map(({ name, event_pattern }) => ({ name, event_pattern }))).to.have.deep.members(
      planMonitoring(WATCHED).rules.map(({ name, pattern }) => ({ name, event_pattern: eventPatternJson(pattern) })),
    );
  });

  it("watches a key of the same program, and encrypts the topic with another", () => {
    const resources = resourcesOf((stack) => {
      const key = new KmsKey(stack, "key");
      const topicKey = new KmsKey(stack, "topic-key");
      new KeyMonitoring(stack, "monitoring", { ...WATCHED, keyArn: key.arn, topicKeyArn: topicKey.arn });
    });
    const patterns = Object.values(resources["aws_cloudwatch_event_rule"] ?? {}).map(
      ({ event_pattern }) => JSON.parse(event_pattern as string) as EventPattern,
    );
    expect(patterns.flatMap(({ resources: keys }) => (keys === undefined ? [] : [keys]))).to.deep.equal([
      ["${aws_kms_key.key.arn}"],
      ["${aws_kms_key.key.arn}"],
    ]);
    expect(Object.values(resources["aws_sns_topic"] ?? {})[0]).to.deep.include({
      kms_master_key_id: "${aws_kms_key.topic-key.arn}",
    });
    expect(Object.keys(resources["aws_kms_key"] ?? {})).to.deep.equal(["key", "topic-key"]);
  });

  it("sends to a topic that is given, and to another about failures", () => {
    const topicArn = `arn:aws:sns:us-east-1:${REGISTRY}:security`;
    const alarmTopicArn = `arn:aws:sns:us-east-1:${REGISTRY}:operators`;
    let monitoring: KeyMonitoring | undefined;
    const resources = resourcesOf((stack) => {
      monitoring = new KeyMonitoring(stack, "monitoring", { ...WATCHED, topicArn, alarmTopicArn });
    });
    expect(count(resources)).to.have.all.keys(
      "aws_cloudwatch_event_rule",
      "aws_cloudwatch_event_target",
      "aws_cloudwatch_metric_alarm",
    );
    for (const target of Object.values(resources["aws_cloudwatch_event_target"] ?? {}))
      expect(target["arn"]).to.equal(topicArn);
    for (const alarm of Object.values(resources["aws_cloudwatch_metric_alarm"] ?? {}))
      expect(alarm["alarm_actions"]).to.deep.equal([alarmTopicArn]);
    expect(monitoring?.topicArn).to.equal(topicArn);
    expect(monitoring?.topicPolicyStatements).to.deep.equal(
      planMonitoring({ ...WATCHED, topicArn, alarmTopicArn }).topicPolicyStatements,
    );
  });

  it("changes every resource by its transform, and tags those that can have tags", () => {
    const resources = resourcesOf(
      (stack) =>
        new KeyMonitoring(stack, "monitoring", {
          ...WATCHED,
          repositories: ["*"],
          events: { keyRotation: false },
          tags: { team: "platform" },
          transform: {
            rule: { description: "changed" },
            target: (target) => ({ ...target, targetId: "changed" }),
            alarm: { period: 60 },
            topic: { displayName: "changed" },
            topicPolicy: { policy: "changed" },
            topicKey: { deletionWindowInDays: 7 },
            topicKeyAlias: { name: "alias/changed" },
          },
        }),
    );
    const every = (type: string, values: object): void => {
      const made = Object.values(resources[type] ?? {});
      expect(made, type).to.not.have.length(0);
      for (const resource of made) expect(resource).to.deep.include(values);
    };
    const tags = { team: "platform" };
    every("aws_cloudwatch_event_rule", { description: "changed", tags });
    every("aws_cloudwatch_event_target", { target_id: "changed" });
    every("aws_cloudwatch_metric_alarm", { period: 60, tags });
    every("aws_sns_topic", { display_name: "changed", tags });
    every("aws_sns_topic_policy", { policy: "changed" });
    every("aws_kms_key", { deletion_window_in_days: 7, tags });
    every("aws_kms_alias", { name: "alias/changed" });
  });

  it("keeps the addresses of rules when repositories are added", () => {
    const addresses = (repositories: readonly string[]): readonly string[] =>
      Object.keys(
        resourcesOf((stack) => new KeyMonitoring(stack, "monitoring", { ...WATCHED, repositories }))[
          "aws_cloudwatch_event_rule"
        ] ?? {},
      );
    const many = Array.from({ length: 300 }, (_, index) => `team-${index}/service`);
    expect(addresses(many)).to.include.members(addresses(["my-app"]));
    expect(addresses(many).length).to.be.greaterThan(10);
  });

  it("refuses what is wrong before anything is made", () => {
    expect(() =>
      resourcesOf((stack) => new KeyMonitoring(stack, "monitoring", { ...WATCHED, keyArn: "alias/ecr" })),
    ).to.throw(PolicyError, "INVALID_KEY_ARN");
  });
});
