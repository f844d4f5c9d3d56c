import type { KmsAliasConfig } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import type { KmsKeyConfig } from "@cdktf/provider-aws/lib/kms-key";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { SnsTopicConfig } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import type { SnsTopicPolicyConfig } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import type { Construct } from "constructs";
import type { PlannedTopic, PlannedTopicKey } from "../shared/plans";
import type { CommonProps, Transform } from "./options";
import { commonOf, providerOf, transformed } from "./options";
import { policyText } from "./policy-text";

/** The resources of a topic that can be changed. */
export interface TopicTransforms {
  /** Changes the SNS topic. @default - as planned */
  readonly topic?: Transform<SnsTopicConfig>;
  /** Changes the policy of the topic. @default - as planned */
  readonly topicPolicy?: Transform<SnsTopicPolicyConfig>;
  /** Changes the key that encrypts the topic. @default - as planned */
  readonly topicKey?: Transform<KmsKeyConfig>;
  /** Changes the alias of the key of the topic. @default - as planned */
  readonly topicKeyAlias?: Transform<KmsAliasConfig>;
}

/** How a topic is made. */
export interface TopicOptions extends CommonProps {
  /** The key that was given; needed where the plan has none to make. */
  readonly topicKeyArn: string | undefined;
  readonly transform?: TopicTransforms;
}

/** Makes a planned topic with its key and its policy below `scope`, and returns its ARN. */
export function makeTopic(scope: Construct, plan: PlannedTopic, options: TopicOptions): string {
  const { topicKeyArn, transform = {} } = options;
  const kmsMasterKeyId = plan.key ? makeTopicKey(scope, plan.key, options) : topicKeyArn;
  const config = { name: plan.name, ...(kmsMasterKeyId === undefined ? {} : { kmsMasterKeyId }), ...commonOf(options) };
  const topic = new SnsTopic(scope, "topic", transformed<SnsTopicConfig>(config, transform.topic));
  const policy = { arn: topic.arn, policy: policyText(plan.policy), ...providerOf(options) };
  new SnsTopicPolicy(scope, "topic-policy", transformed<SnsTopicPolicyConfig>(policy, transform.topicPolicy));
  return topic.arn;
}

function makeTopicKey(
  scope: Construct,
  { settings, policy, aliasName }: PlannedTopicKey,
  options: TopicOptions,
): string {
  const { transform = {} } = options;
  const config = { ...settings, policy: policyText(policy), ...commonOf(options) };
  const key = new KmsKey(scope, "topic-key", transformed<KmsKeyConfig>(config, transform.topicKey));
  const alias = { name: aliasName, targetKeyId: key.keyId, ...providerOf(options) };
  new KmsAlias(scope, "topic-key-alias", transformed<KmsAliasConfig>(alias, transform.topicKeyAlias));
  return key.arn;
}
