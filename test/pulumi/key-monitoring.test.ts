import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { KeyMonitoring } from "../../pulumi";
import { eventPatternJson } from "../../shared/plans";
import { planMonitoring, policyJson } from "../../shared";
import type { RegisteredResource } from "../support/pulumi-mocks";
import { runPulumi } from "../support/pulumi-mocks";

const REGISTRY = "123456789012";
const KEY_ARN = `arn:aws:kms:us-east-1:${REGISTRY}:key/12345678-1234-1234-1234-123456789012`;
const WATCHED = { region: "us-east-1", accountId: REGISTRY, keyArn: KEY_ARN, repositories: ["my-app"] };

const RULE = "aws:cloudwatch/eventRule:EventRule";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const inputsOf = (resources: readonly RegisteredResource[], type: string): readonly RegisteredResource["inputs"][] =>
  resources.filter((resource) => resource.type === type).map(({ inputs }) => inputs);

/** What an output is once everything is known. */
const valueOf = async <T>(output: pulumi.Output<T> | undefined): Promise<T | undefined> =>
  new Promise((resolve) => {
    if (output === undefined) resolve(undefined);
    else output.apply(resolve);
  });

describe("KeyMonitoring in pulumi", () => {
  it("registers what was planned", async () => {
    const { resources, result } = await runPulumi(() => new KeyMonitoring("registry", WATCHED));
    const plan = planMonitoring(WATCHED);
    expect(inputsOf(resources, RULE).map(({ name, eventPattern }) => [name, eventPattern])).to.have.deep.members(
      plan.rules.map(({ name, pattern }) => [name, eventPatternJson(pattern)]),
    );
    expect(inputsOf(resources, TARGET)).to.have.length(10);
    expect(inputsOf(resources, ALARM)).to.have.length(10);
    expect(inputsOf(resources, "aws:sns/topicPolicy:TopicPolicy")).to.deep.equal([
      { arn: "<registry-topic.arn>", policy: plan.topic && policyJson(plan.topic.policy) },
    ]);
    expect(await valueOf(result.topicArn)).to.equal("<registry-topic.arn>");
    expect(await valueOf(result.ruleNames)).to.deep.equal(plan.rules.map(({ name }) => name));
    expect(await valueOf(result.topicKeyStatement)).to.deep.equal(plan.topicKeyStatement);
  });

  it("watches a key that is an output, in an account that is one", async () => {
    const { resources } = await runPulumi(
      () =>
        new KeyMonitoring("registry", {
          ...WATCHED,
          accountId: pulumi.output(REGISTRY),
          keyArn: pulumi.output(KEY_ARN),
          namePrefix: pulumi.output("payments"),
        }),
    );
    const plan = planMonitoring({ ...WATCHED, namePrefix: "payments" });
    expect(
      inputsOf(resources, RULE).map(({ name, description, eventPattern }) => [name, description, eventPattern]),
    ).to.have.deep.members(
      plan.rules.map(({ name, description, pattern }) => [name, description, eventPatternJson(pattern)]),
    );
    expect(inputsOf(resources, TARGET).map(({ inputTransformer }) => inputTransformer)).to.have.deep.members(
      plan.rules.map(({ inputPaths, inputTemplate }) => ({ inputPaths, inputTemplate })),
    );
    expect(inputsOf(resources, ALARM).map(({ dimensions }) => dimensions)).to.have.deep.members(
      plan.rules.map(({ name }) => ({ RuleName: name })),
    );
    expect(inputsOf(resources, "aws:kms/key:Key").map(({ policy }) => policy)).to.deep.equal([
      plan.topic?.key && policyJson(plan.topic.key.policy),
    ]);
  });

  it("knows its names in a preview, where the key is not known yet", async () => {
    const { resources } = await runPulumi(
      () => {
        const key = new aws.kms.Key("key", {});
        return new KeyMonitoring("registry", { ...WATCHED, keyArn: key.arn });
      },
      { preview: true },
    );
    expect(inputsOf(resources, RULE).map(({ name }) => name)).to.have.deep.members(
      planMonitoring(WATCHED).rules.map(({ name }) => name),
    );
    expect(inputsOf(resources, "aws:sns/topic:Topic")[0]).to.deep.include({ name: "ecr-kms-monitoring" });
  });

  it("sends to a topic that is given, and to another about failures", async () => {
    const { resources, result } = await runPulumi(() => {
      const topic = new aws.sns.Topic("security", { name: "security" });
      return new KeyMonitoring("registry", {
        ...WATCHED,
        topicArn: topic.arn.apply(() => `arn:aws:sns:us-east-1:${REGISTRY}:security`),
        alarmTopicArn: `arn:aws:sns:us-east-1:${REGISTRY}:operators`,
      });
    });
    expect(resources.filter(({ name }) => name.startsWith("registry-topic"))).to.deep.equal([]);
    for (const { arn } of inputsOf(resources, TARGET))
      expect(arn).to.equal(`arn:aws:sns:us-east-1:${REGISTRY}:security`);
    for (const { alarmActions } of inputsOf(resources, ALARM))
      expect(alarmActions).to.deep.equal([`arn:aws:sns:us-east-1:${REGISTRY}:operators`]);
    expect(await valueOf(result.topicArn)).to.equal(`arn:aws:sns:us-east-1:${REGISTRY}:security`);
  });

  it("changes every resource by its transform, and tags those that can have tags", async () => {
    const { resources } = await runPulumi(
      () =>
        new KeyMonitoring("registry", {
          ...WATCHED,
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
    const tags = { team: "platform" };
    const expected: readonly (readonly [type: string, values: object])[] = [
      [RULE, { description: "changed", tags }],
      [TARGET, { targetId: "changed" }],
      [ALARM, { period: 60, tags }],
      ["aws:sns/topic:Topic", { displayName: "changed", tags }],
      ["aws:sns/topicPolicy:TopicPolicy", { policy: "changed" }],
      ["aws:kms/key:Key", { deletionWindowInDays: 7, tags }],
      ["aws:kms/alias:Alias", { name: "alias/changed" }],
    ];
    for (const [type, values] of expected) {
      const made = inputsOf(resources, type);
      expect(made, type).to.not.have.length(0);
      for (const inputs of made) expect(inputs, type).to.deep.include(values);
    }
  });

  it("refuses what is wrong before anything is registered", async () => {
    const { resources, result } = await runPulumi(() => {
      try {
        return new KeyMonitoring("registry", { ...WATCHED, keyArn: "alias/ecr" });
      } catch (error) {
        return error;
      }
    });
    expect(result).to.be.instanceOf(pulumi.ResourceError).with.property("message").that.includes("INVALID_KEY_ARN");
    expect(resources).to.deep.equal([]);
  });

  it("refuses a list of repositories that is an output: it decides how many rules there are", () => {
    const repositories = pulumi.output(["my-app"]) as unknown as readonly string[];
    expect(() => new KeyMonitoring("registry", { ...WATCHED, repositories })).to.throw(
      pulumi.ResourceError,
      "UNRESOLVED_STRUCTURE",
    );
  });
});
