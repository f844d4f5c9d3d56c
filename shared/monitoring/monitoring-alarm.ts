/** A CloudWatch alarm that tells when EventBridge could not deliver a rule's message. */
export interface DeliveryAlarm {
  /** The alarm's name: that of its rule and `-failed`. */
  readonly name: string;
  /** What the alarm tells, with the description of its rule. */
  readonly description: string;
  /** Where EventBridge keeps its metrics. */
  readonly namespace: "AWS/Events";
  /** How often a rule could not reach its target. */
  readonly metricName: "FailedInvocations";
  /** The rule, in the dimension `RuleName`. */
  readonly ruleName: string;
  /** The failures of a period are added up. */
  readonly statistic: "Sum";
  /** Seconds. */
  readonly period: number;
  /** How many periods have to fail. */
  readonly evaluationPeriods: number;
  /** The alarm goes off above `threshold`. */
  readonly comparisonOperator: "GreaterThanThreshold";
  /** How many failures are no alarm: none. */
  readonly threshold: number;
  /** No data is good news. */
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
