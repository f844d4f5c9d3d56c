import type { MonitoredEvent } from "./events";
import type { Partition } from "../aws/partition";

/** What `KeyMonitoring` is given, as plain data. At least one of `keyArn` and `repositories`. */
export interface KeyMonitoringConfig {
  /** The Region of the key and of the repositories. EventBridge sees the events of one account and Region only. */
  readonly region: string;
  /**
   * The account in which the rules are made: that of the key, that of the registry, or both. Where these are two
   * accounts, each has a `KeyMonitoring` of its own: one with `keyArn`, the other with `repositories`.
   */
  readonly accountId: string;
  /** The partition that ARNs are written with. @default - that of the Region */
  readonly partition?: Partition;
  /** The ARN of the key to watch; it belongs to `accountId`. @default - no key is watched */
  readonly keyArn?: string;
  /**
   * The repositories to watch: names, beginnings of names (`"team/*"`), or `["*"]` for all of the registry.
   *
   * @default - neither repositories nor their registry are watched
   */
  readonly repositories?: readonly string[];
  /** Groups of events to leave out: `{ keyRotation: false }`. @default - all groups of what is watched */
  readonly events?: Readonly<Partial<Record<MonitoredEvent, boolean>>>;
  /** The beginning of the names of rules, alarms and topic; unique in the account and Region. @default "ecr-kms" */
  readonly namePrefix?: string;
  /**
   * The ARN of an existing SNS topic of `accountId` and `region`. Its policy, and that of its key, must say what
   * `topicPolicyStatements` and `topicKeyStatement` of the plan say.
   *
   * @default - a topic is made
   */
  readonly topicArn?: string;
  /**
   * The ARN of an existing key to encrypt the topic with; its policy must say what `topicKeyStatement` says.
   *
   * @default - a key is made for the topic alone
   */
  readonly topicKeyArn?: string;
  /**
   * Whether the topic takes messages only of rules whose names begin with `namePrefix` (`aws:SourceArn`). AWS documents
   * that EventBridge does not support conditions in a topic's policy: if that holds, no message arrives. Test the
   * delivery before you rely on it.
   *
   * @default false
   */
  readonly conditionOnRules?: boolean;
  /** Whether a CloudWatch alarm for each rule reports that a message could not be delivered. @default true */
  readonly deliveryAlarms?: boolean;
  /**
   * The ARN of another SNS topic for these alarms, which works when the first one does not.
   * @default - the same topic
   */
  readonly alarmTopicArn?: string;
}
