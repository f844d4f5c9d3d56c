import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { DeliveryAlarm, PlannedRule, PlannedTopic, TopicPolicyStatement } from "../shared/plans";
import type { KeyMonitoringConfig, KeyPolicyStatement, MonitoringPlan } from "../shared";
import { eventPatternJson } from "../shared/plans";
import { planMonitoring } from "../shared";
import type { Inputs } from "./inputs";
import type { TopicTransforms } from "./monitoring-topic";
import { makeTopic } from "./monitoring-topic";
import type { CommonArgs, Transform } from "./options";
import { tagsOf, transformed } from "./options";
import type { Planned } from "./planned";
import { part, planned } from "./planned";

/** The resources of a `KeyMonitoring` that can be changed. */
export interface KeyMonitoringTransforms extends TopicTransforms {
  /** Changes each EventBridge rule. @default - as planned */
  readonly rule?: Transform<aws.cloudwatch.EventRuleArgs>;
  /** Changes the target of each rule. @default - as planned */
  readonly target?: Transform<aws.cloudwatch.EventTargetArgs>;
  /** Changes the delivery alarm of each rule. @default - as planned */
  readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs>;
}

/** What a `KeyMonitoring` takes. */
export interface KeyMonitoringArgs extends Inputs<KeyMonitoringConfig>, CommonArgs {
  /** Changes the resources before they are made. @default - they are made as planned */
  readonly transform?: KeyMonitoringTransforms;
}

/**
 * EventBridge rules that notify an SNS topic of what happens to the key of ECR repositories, and to the repositories.
 * Belongs in the account of the key; where that is not the registry's, each of the two has one. CloudTrail must be on.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-kms.html
 * @example
 * ```ts
 * const { topicArn } = new KeyMonitoring("registry", {
 *   region: "us-east-1",
 *   accountId: "123456789012",
 *   keyArn: key.keyArn,
 *   repositories: Object.keys(topology.repositories),
 * });
 * ```
 */
export class KeyMonitoring extends pulumi.ComponentResource {
  /** The ARN of the topic: what people and programs subscribe to. */
  public readonly topicArn: pulumi.Output<string>;
  /** The names of the rules. */
  public readonly ruleNames: pulumi.Output<readonly string[]>;
  /** What the policy of a topic that was given must say. */
  public readonly topicPolicyStatements: pulumi.Output<readonly TopicPolicyStatement[]>;
  /** What the policy of the key of a topic must say, where key or topic were given. */
  public readonly topicKeyStatement: pulumi.Output<KeyPolicyStatement>;

  /** @throws pulumi.ResourceError with every finding about `args` */
  constructor(name: string, args: KeyMonitoringArgs, opts?: pulumi.ComponentResourceOptions) {
    const { tags, transform, ...plain } = args;
    const plan = planned<KeyMonitoringConfig, MonitoringPlan>(plain, planMonitoring);
    super("ecr-kms:index:KeyMonitoring", name, {}, opts);
    const topic = plan.structure.topic && part(plan, (whole) => whole.topic as PlannedTopic);
    const options = { ...args, parent: this, topicKeyArn: args.topicKeyArn };
    this.topicArn = topic ? makeTopic(name, topic, options) : pulumi.output(plan.leaf(({ topicArn }) => topicArn));
    plan.structure.rules.forEach(({ id, alarm }, index) => {
      const rule = part(plan, ({ rules }) => rules[index] as PlannedRule);
      this.#makeRule(`${name}-${id}`, rule, args);
      if (alarm)
        this.#makeAlarm(
          `${name}-${id}-alarm`,
          part(rule, (own) => own.alarm as DeliveryAlarm),
          args,
        );
    });
    this.ruleNames = pulumi.output(plan.value(({ rules }) => rules.map((rule) => rule.name)));
    this.topicPolicyStatements = pulumi.output(plan.value((whole) => whole.topicPolicyStatements));
    this.topicKeyStatement = pulumi.output(plan.value((whole) => whole.topicKeyStatement));
    this.registerOutputs({
      topicArn: this.topicArn,
      ruleNames: this.ruleNames,
      topicPolicyStatements: this.topicPolicyStatements,
      topicKeyStatement: this.topicKeyStatement,
    });
  }

  #makeRule(name: string, plan: Planned<PlannedRule>, { transform, ...args }: KeyMonitoringArgs): void {
    const { description, inputPaths } = plan.structure;
    const ruleArgs = {
      name: plan.leaf((rule) => rule.name),
      description,
      eventPattern: plan.value(({ pattern }) => eventPatternJson(pattern)),
      ...tagsOf(args),
    };
    const rule = new aws.cloudwatch.EventRule(
      name,
      transformed<aws.cloudwatch.EventRuleArgs>(ruleArgs, transform?.rule),
      { parent: this },
    );
    const targetArgs = {
      rule: rule.name,
      arn: this.topicArn,
      targetId: "topic",
      inputTransformer: {
        inputPaths: { ...inputPaths },
        inputTemplate: plan.value(({ inputTemplate }) => inputTemplate),
      },
    };
    new aws.cloudwatch.EventTarget(
      `${name}-target`,
      transformed<aws.cloudwatch.EventTargetArgs>(targetArgs, transform?.target),
      { parent: this },
    );
  }

  #makeAlarm(
    name: string,
    plan: Planned<DeliveryAlarm>,
    { transform, alarmTopicArn, ...args }: KeyMonitoringArgs,
  ): void {
    const { name: _name, description, ruleName: _ruleName, ...alarm } = plan.structure;
    const alarmArgs = {
      ...alarm,
      name: plan.leaf((each) => each.name),
      alarmDescription: description,
      dimensions: { RuleName: plan.leaf(({ ruleName }) => ruleName) },
      alarmActions: [alarmTopicArn ?? this.topicArn],
      ...tagsOf(args),
    };
    new aws.cloudwatch.MetricAlarm(name, transformed<aws.cloudwatch.MetricAlarmArgs>(alarmArgs, transform?.alarm), {
      parent: this,
    });
  }
}
