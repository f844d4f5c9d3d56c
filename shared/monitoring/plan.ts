import { deepFreeze } from "../base/canonical";
import { requireConfig } from "../findings/checks";
import type { KeyPolicy } from "../policies/document";
import { FindingList } from "../findings/findings";
import type { ResolvedKeySettings } from "../key/settings";
import { resolveKeySettings } from "../key/settings";
import type { KeyMonitoringConfig } from "./config";
import type { PlannedRule } from "./rules";
import { rulesOf } from "./rules";
import type { TopicPolicy, TopicPolicyStatement } from "./topic";
import { topicKeyPolicyOf, topicKeyStatementOf, topicPolicyOf, topicStatementsOf } from "./topic";
import type { ResolvedMonitoring } from "./read";
import { readMonitoring } from "./read";
import type { KeyPolicyStatement } from "../policies/statement";
import type { IsUnresolved } from "../base/unresolved";
import { allResolved } from "../base/unresolved";

/** The key to make for a topic. */
export interface PlannedTopicKey {
  /** The settings of the key, with every default filled in. */
  readonly settings: ResolvedKeySettings;
  /** The policy of the key. */
  readonly policy: KeyPolicy;
  /** `alias/` included. */
  readonly aliasName: string;
}

/** The SNS topic to make. */
export interface PlannedTopic {
  /** The name of the topic. */
  readonly name: string;
  /** Who may send to the topic. */
  readonly policy: TopicPolicy;
  /** The key to make; absent when one was given. */
  readonly key?: PlannedTopicKey;
}

/** What `KeyMonitoring` makes, and what it needs of what others own. */
export interface MonitoringPlan {
  /** The rules, in the order of `MONITORED_EVENTS`. */
  readonly rules: readonly PlannedRule[];
  /** The topic to make; absent when one was given. */
  readonly topic?: PlannedTopic;
  /** The ARN of the topic, made or given. */
  readonly topicArn: string;
  /** What the policy of the topic must say. A topic that is made says so already. */
  readonly topicPolicyStatements: readonly TopicPolicyStatement[];
  /** What the policy of the key that encrypts the topic must say. A key that is made says so already. */
  readonly topicKeyStatement: KeyPolicyStatement;
}

/** The most rules of an event bus, where AWS did not raise the quota. In a few Regions it is 100. */
const RULES_PER_BUS = 300;

/**
 * What `KeyMonitoring` makes.
 *
 * @throws PolicyError with every finding, NOTHING_TO_MONITOR, INVALID_TOPIC_ARN and TOO_MANY_RULES among them
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-kms.html
 * @example
 * ```ts
 * const { rules } = planMonitoring({
 *   region: "us-east-1", accountId: "123456789012", keyArn, repositories: ["my-app"],
 * });
 * eventPatternJson(rules[0].pattern);
 * // '{"source":["aws.kms"],"detail-type":["KMS CMK Rotation"],
 * //   "resources":["arn:aws:kms:us-east-1:123456789012:key/…"]}'
 * ```
 */
export function planMonitoring(config: KeyMonitoringConfig, isUnresolved: IsUnresolved = allResolved): MonitoringPlan {
  const findings = new FindingList();
  requireConfig(config, "KeyMonitoring");
  const read = readMonitoring(config, { findings, isUnresolved });
  return planOf(findings.orThrow("KeyMonitoring", read), findings);
}

function planOf(monitoring: ResolvedMonitoring, findings: FindingList): MonitoringPlan {
  const { events, namePrefix, topicArn, topicKeyArn, alarmTopicArn, deliveryAlarms } = monitoring;
  const rules = events.flatMap((event) => rulesOf(event, monitoring));
  if (rules.length > RULES_PER_BUS) {
    const message = `these repositories need ${rules.length} rules; an event bus allows ${RULES_PER_BUS}`;
    findings.add("TOO_MANY_RULES", "repositories", message);
  }
  findings.throwIfAny("KeyMonitoring");
  const subject = {
    ...monitoring,
    alarmsPublish: deliveryAlarms && alarmTopicArn === undefined,
    topicArn: topicArn ?? topicArnOf(monitoring),
  };
  const key = {
    settings: resolveKeySettings({ description: "Encrypts messages about the key of Amazon ECR repositories" }),
    policy: topicKeyPolicyOf(subject),
    aliasName: `alias/${topicNameOf(namePrefix)}`,
  };
  const topic = {
    name: topicNameOf(namePrefix),
    policy: topicPolicyOf(subject),
    ...(topicKeyArn === undefined ? { key } : {}),
  };
  return deepFreeze({
    rules,
    ...(topicArn === undefined ? { topic } : {}),
    topicArn: subject.topicArn,
    topicPolicyStatements: topicStatementsOf(subject),
    topicKeyStatement: topicKeyStatementOf(subject),
  });
}

function topicNameOf(namePrefix: string): string {
  return `${namePrefix}-monitoring`;
}

function topicArnOf({ partition, region, accountId, namePrefix }: ResolvedMonitoring): string {
  return `arn:${partition}:sns:${region}:${accountId}:${topicNameOf(namePrefix)}`;
}
