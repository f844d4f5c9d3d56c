import type { CloudwatchEventRuleConfig } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import type { CloudwatchEventTargetConfig } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import type { CloudwatchMetricAlarmConfig } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import type { KeyMonitoringConfig, KeyPolicyStatement } from "../shared";
import type { PlannedRule, TopicPolicyStatement } from "../shared/plans";
import { eventPatternJson } from "../shared/plans";
import { planMonitoring } from "../shared";
import type { CommonProps, Transform } from "./options";
import { commonOf, providerOf, transformed } from "./options";
import { isToken } from "./tokens";
import type { TopicTransforms } from "./monitoring-topic";
import { makeTopic } from "./monitoring-topic";

/** The resources of a `KeyMonitoring` that can be changed. */
export interface KeyMonitoringTransforms extends TopicTransforms {
  /** Changes each EventBridge rule. @default - as planned */
  readonly rule?: Transform<CloudwatchEventRuleConfig>;
  /** Changes the target of each rule. @default - as planned */
  readonly target?: Transform<CloudwatchEventTargetConfig>;
  /** Changes the delivery alarm of each rule. @default - as planned */
  readonly alarm?: Transform<CloudwatchMetricAlarmConfig>;
}

/** What a `KeyMonitoring` takes. */
export interface KeyMonitoringProps extends KeyMonitoringConfig, CommonProps {
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
 * const { topicArn } = new KeyMonitoring(stack, "monitoring", {
 *   region: "us-east-1",
 *   accountId: "123456789012",
 *   keyArn: key.keyArn,
 *   repositories: Object.keys(topology.repositories),
 * });
 * ```
 */
export class KeyMonitoring extends Construct {
  /** The ARN of the topic: what people and programs subscribe to. */
  public readonly topicArn: string;
  /** The names of the rules. */
  public readonly ruleNames: readonly string[];
  /** What the policy of a topic that was given must say. */
  public readonly topicPolicyStatements: readonly TopicPolicyStatement[];
  /** What the policy of the key of a topic must say, where key or topic were given. */
  public readonly topicKeyStatement: KeyPolicyStatement;

  /** @throws PolicyError with every finding about `props` */
  constructor(scope: Construct, id: string, props: KeyMonitoringProps) {
    super(scope, id);
    const { provider, tags, transform, ...plain } = props;
    const plan = planMonitoring(plain, isToken);
    const topicOptions = { ...props, topicKeyArn: props.topicKeyArn };
    const topicArn = plan.topic ? makeTopic(this, plan.topic, topicOptions) : plan.topicArn;
    for (const rule of plan.rules) makeRule(new Construct(this, rule.id), rule, topicArn, props);
    this.topicArn = topicArn;
    this.ruleNames = plan.rules.map(({ name }) => name);
    this.topicPolicyStatements = plan.topicPolicyStatements;
    this.topicKeyStatement = plan.topicKeyStatement;
  }
}

function makeRule(
  scope: Construct,
  { name, description, pattern, inputPaths, inputTemplate, alarm }: PlannedRule,
  topicArn: string,
  props: KeyMonitoringProps,
): void {
  const { transform = {}, alarmTopicArn = topicArn } = props;
  const ruleConfig = { name, description, eventPattern: eventPatternJson(pattern), ...commonOf(props) };
  const rule = new CloudwatchEventRule(
    scope,
    "rule",
    transformed<CloudwatchEventRuleConfig>(ruleConfig, transform.rule),
  );
  const target = {
    rule: rule.name,
    arn: topicArn,
    targetId: "topic",
    inputTransformer: { inputPaths: { ...inputPaths }, inputTemplate },
    ...providerOf(props),
  };
  new CloudwatchEventTarget(scope, "target", transformed<CloudwatchEventTargetConfig>(target, transform.target));
  if (alarm === undefined) return;
  const { name: alarmName, description: alarmDescription, ruleName, ...settings } = alarm;
  const alarmConfig = {
    ...settings,
    alarmName,
    alarmDescription,
    dimensions: { RuleName: ruleName },
    alarmActions: [alarmTopicArn],
    ...commonOf(props),
  };
  new CloudwatchMetricAlarm(scope, "alarm", transformed<CloudwatchMetricAlarmConfig>(alarmConfig, transform.alarm));
}
