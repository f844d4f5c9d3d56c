import { accountRootArn } from "../aws/arn";
import type { KeyPolicy, PolicyDocument } from "../policies/document";
import { policyDocument, statement } from "../policies/document";
import { deepFreeze } from "../base/canonical";
import type { Partition } from "../aws/partition";
import type { Condition, IdentityPolicyStatement, KeyPolicyStatement, Principal } from "../policies/statement";

/** A statement of the policy of an SNS topic. */
export interface TopicPolicyStatement extends IdentityPolicyStatement {
  /** Who may, or may not. */
  readonly Principal: Principal;
}

/** The policy of an SNS topic. */
export type TopicPolicy = PolicyDocument<TopicPolicyStatement>;

/**
 * Where the topic is, and who sends to it. Rules and alarms are known by their prefix, so that more of them change no
 * policy.
 */
export interface TopicSubject {
  readonly partition: Partition;
  readonly region: string;
  readonly accountId: string;
  readonly topicArn: string;
  /** The beginning of the names of rules and alarms. */
  readonly namePrefix: string;
  /** Whether there are alarms that send to this topic. */
  readonly alarmsPublish: boolean;
  /** Whether only rules with this prefix may publish, by `aws:SourceArn`. */
  readonly conditionOnRules: boolean;
}

/**
 * What the policy of the topic must say: the rules and alarms may publish.
 *
 * AWS documents that a topic policy cannot have conditions for EventBridge, so there are none unless asked for. Alarms
 * have them.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 */
export function topicStatementsOf(topic: TopicSubject): readonly TopicPolicyStatement[] {
  const { partition, region, accountId, namePrefix, topicArn } = topic;
  const publish = (sid: string, service: string, condition?: Condition): TopicPolicyStatement =>
    statement<TopicPolicyStatement>({
      Sid: sid,
      Effect: "Allow",
      Principal: { Service: [service] },
      Action: ["sns:Publish"],
      Resource: topicArn,
      ...(condition ? { Condition: condition } : {}),
    });
  const sentBy = (service: string, kind: string): Condition => ({
    ArnLike: { "aws:SourceArn": `arn:${partition}:${service}:${region}:${accountId}:${kind}${namePrefix}-*` },
    StringEquals: { "aws:SourceAccount": accountId },
  });
  return deepFreeze([
    publish(
      "AllowRulesToPublish",
      "events.amazonaws.com",
      topic.conditionOnRules ? sentBy("events", "rule/") : undefined,
    ),
    ...(topic.alarmsPublish
      ? [publish("AllowAlarmsToPublish", "cloudwatch.amazonaws.com", sentBy("cloudwatch", "alarm:"))]
      : []),
  ]);
}

/** The policy of a topic that is made for the rules: what must be said, and nothing over plain HTTP. */
export function topicPolicyOf(topic: TopicSubject): TopicPolicy {
  return policyDocument<TopicPolicyStatement>([
    ...topicStatementsOf(topic),
    {
      Sid: "DenyPublishingWithoutTls",
      Effect: "Deny",
      Principal: { AWS: ["*"] },
      Action: ["sns:Publish"],
      Resource: topic.topicArn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
}

/**
 * What the policy of the key that encrypts the topic must say. `aws:SourceArn` and `aws:SourceAccount` are not
 * supported in a key policy for EventBridge: a statement with them lets no message through. The encryption context of
 * the topic binds it instead.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 * @see https://docs.aws.amazon.com/gameliftservers/latest/flexmatchguide/queue-notification-sns-sse.html
 */
export function topicKeyStatementOf({ topicArn, alarmsPublish }: TopicSubject): KeyPolicyStatement {
  return deepFreeze(
    statement<KeyPolicyStatement>({
      Sid: "AllowPublishersToEncryptMessages",
      Effect: "Allow",
      Principal: {
        Service: [...(alarmsPublish ? ["cloudwatch.amazonaws.com"] : []), "events.amazonaws.com"],
      },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
      Condition: { StringEquals: { "kms:EncryptionContext:aws:sns:topicArn": topicArn } },
    }),
  );
}

/** The policy of a key that is made for the topic alone. */
export function topicKeyPolicyOf(topic: TopicSubject): KeyPolicy {
  return policyDocument<KeyPolicyStatement>([
    {
      Sid: "EnableIAMUserPermissions",
      Effect: "Allow",
      Principal: { AWS: [accountRootArn(topic.partition, topic.accountId)] },
      Action: ["kms:*"],
      Resource: "*",
    },
    topicKeyStatementOf(topic),
  ]);
}
