/** A CloudWatch alarm that tells when EventBridge could not deliver a rule's message. */
export interface DeliveryAlarm {
  /** The alarm's name: that of its rule and `-failed`. */
  readonly name: string;
  readonly description: string;
  readonly namespace: "AWS/Events";
  readonly metricName: "FailedInvocations";
  /** The rule, in the dimension `RuleName`. */
  readonly ruleName: string;
  readonly statistic: "Sum";
  /** Seconds. */
  readonly period: number;
  readonly evaluationPeriods: number;
  readonly comparisonOperator: "GreaterThanThreshold";
  readonly threshold: number;
  readonly treatMissingData: "notBreaching";
}

/**
 * The alarm for one rule. EventBridge sends `FailedInvocations` only when there was one, so no data is good news.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
 */
export function deliveryAlarmOf({
  name,
  description,
}: {
  readonly name: string;
  readonly description: string;
}): DeliveryAlarm {
  return {
    name: `${name}-failed`,
    description: `A message was not delivered: ${description}`,
    namespace: "AWS/Events",
    metricName: "FailedInvocations",
    ruleName: name,
    statistic: "Sum",
    period: 300,
    evaluationPeriods: 1,
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    treatMissingData: "notBreaching",
  };
}
