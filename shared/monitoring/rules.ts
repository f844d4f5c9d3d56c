import { compareText, deepFreeze } from "../base/canonical";
import type { EventMatch, EventPattern } from "./event-pattern";
import { packPatterns } from "./event-pattern";
import type { EventGroup, MonitoredEvent } from "./events";
import { EVENT_GROUPS } from "./events";

/** An EventBridge rule to make, with the message that it sends. */
export interface PlannedRule {
  /** Unique in the plan, for example `key-state` or `repository-policy-2`. */
  readonly id: string;
  /** The rule's name: the prefix and the id. */
  readonly name: string;
  /** What the events are. */
  readonly description: string;
  /** Which events the rule matches. */
  readonly pattern: EventPattern;
  /** Variable of the message → where it stands in the event (JSONPath). */
  readonly inputPaths: Readonly<Record<string, string>>;
  /** The message as EventBridge takes it: a JSON text with variables in angle brackets. */
  readonly inputTemplate: string;
  /** Reports that the message could not be delivered; absent when alarms were switched off. */
  readonly alarm?: DeliveryAlarm;
}

/** What the rules are about. */
export interface RuleSubject {
  readonly namePrefix: string;
  readonly keyArn?: string;
  /** Names and beginnings of names (`team/*`), without duplicates, in canonical order. */
  readonly repositories: readonly string[];
  readonly deliveryAlarms: boolean;
}

/** The rules for one group of events: one, or more where the repositories do not fit into one pattern. */
export function rulesOf(event: MonitoredEvent, subject: RuleSubject): readonly PlannedRule[] {
  const group = EVENT_GROUPS[event];
  const patterns = patternsOf(group, subject);
  return patterns.map((pattern, index) => {
    const id = index === 0 ? group.id : `${group.id}-${index + 1}`;
    const { description } = group;
    const rule = { id, name: `${subject.namePrefix}-${id}`, description, pattern, ...messageOf(group, subject) };
    return deepFreeze({ ...rule, ...(subject.deliveryAlarms ? { alarm: deliveryAlarmOf(rule) } : {}) });
  });
}

function patternsOf(group: EventGroup, { keyArn = "", repositories }: RuleSubject): readonly EventPattern[] {
  switch (group.about) {
    case "key-event":
      return [{ source: ["aws.kms"], "detail-type": group.names, resources: [keyArn] }];
    case "key-call":
      return [callPattern("kms", { ...callsOf(group), resources: { ARN: [keyArn] } })];
    case "repository-call":
      if (repositories.includes("*")) return [callPattern("ecr", callsOf(group))];
      return packPatterns(repositories.map(repositoryMatch), (repositoryName) =>
        callPattern("ecr", { ...callsOf(group), requestParameters: { repositoryName } }),
      );
    case "registry-call":
      return [callPattern("ecr", callsOf(group))];
  }
}

function repositoryMatch(repository: string): EventMatch {
  return repository.endsWith("*") ? { prefix: repository.slice(0, -1) } : repository;
}

function callPattern(service: "kms" | "ecr", detail: EventPattern): EventPattern {
  return {
    source: [`aws.${service}`],
    "detail-type": ["AWS API Call via CloudTrail"],
    detail: { eventSource: [`${service}.amazonaws.com`], ...detail },
  };
}

/**
 * `invokedBy` is in a record only when an AWS service made the call. ECR retires its grants on behalf of whoever
 * deletes the repository; a principal that calls `RetireGrant` itself leaves no `invokedBy`.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
function callsOf({ names, namesWhenDirect }: EventGroup): EventPattern {
  if (namesWhenDirect === undefined) return { eventName: names };
  const direct = { eventName: namesWhenDirect, userIdentity: { invokedBy: [{ exists: false }] } };
  return { $or: [{ eventName: names }, direct] };
}

const CALL_PATHS = {
  caller: "$.detail.userIdentity.arn",
  error: "$.detail.errorCode",
  event: "$.detail.eventID",
  name: "$.detail.eventName",
};
const COMMON_PATHS = { account: "$.account", region: "$.region", time: "$.time" };

function messageOf(group: EventGroup, { keyArn = "" }: RuleSubject): Pick<PlannedRule, "inputPaths" | "inputTemplate"> {
  const paths = {
    ...COMMON_PATHS,
    ...(group.about === "key-event" ? { event: "$.id", name: "$.detail-type" } : CALL_PATHS),
    ...(group.about === "repository-call" ? { repository: "$.detail.requestParameters.repositoryName" } : {}),
  };
  const subject = {
    "key-event": `key ${keyArn}`,
    "key-call": `key ${keyArn}`,
    "repository-call": "repository <repository>",
    "registry-call": "the registry",
  }[group.about];
  const where = `account <account>, Region <region>, at <time>`;
  const who =
    group.about === "key-event"
      ? "."
      : " by <caller> (error code, where the call was refused: <error>). If it was refused, nothing changed.";
  const text = `${group.description}: <name>, ${subject}, ${where}${who} ${group.advice} Event <event>.`;
  const sorted = Object.entries(paths).sort(([a], [b]) => compareText(a, b));
  return { inputPaths: Object.fromEntries(sorted), inputTemplate: JSON.stringify(text) };
}

/** A CloudWatch alarm that reports that EventBridge could not deliver a rule's message. */
export interface DeliveryAlarm {
  /** The alarm's name: that of its rule and `-failed`. */
  readonly name: string;
  /** What the alarm reports, with the description of its rule. */
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
  /** How many failures do not raise an alarm: none. */
  readonly threshold: number;
  /** No data is good news. */
  readonly treatMissingData: "notBreaching";
}

/**
 * The alarm for one rule. EventBridge sends `FailedInvocations` only when there was one, so no data is good news.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
 */
function deliveryAlarmOf({
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
