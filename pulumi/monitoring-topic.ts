import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { PlannedTopic, PlannedTopicKey } from "../shared/plans";
import { policyJson } from "../shared";
import type { CommonArgs, Transform } from "./options";
import { tagsOf, transformed } from "./options";
import type { Planned } from "./planned";
import { part } from "./planned";

/** The resources of a topic that can be changed. */
export interface TopicTransforms {
  /** Changes the SNS topic. @default - as planned */
  readonly topic?: Transform<aws.sns.TopicArgs>;
  /** Changes the policy of the topic. @default - as planned */
  readonly topicPolicy?: Transform<aws.sns.TopicPolicyArgs>;
  /** Changes the key that encrypts the topic. @default - as planned */
  readonly topicKey?: Transform<aws.kms.KeyArgs>;
  /** Changes the alias of the key of the topic. @default - as planned */
  readonly topicKeyAlias?: Transform<aws.kms.AliasArgs>;
}

/** How a topic is made. */
export interface TopicOptions extends CommonArgs {
  readonly parent: pulumi.ComponentResource;
  /** The key that was given; needed where the plan has none to make. */
  readonly topicKeyArn: pulumi.Input<string> | undefined;
  readonly transform?: TopicTransforms;
}

/** Makes a planned topic with its key and its policy, and returns its ARN. */
export function makeTopic(name: string, plan: Planned<PlannedTopic>, options: TopicOptions): pulumi.Output<string> {
  const { parent, topicKeyArn, transform = {} } = options;
  const kmsMasterKeyId = plan.structure.key
    ? makeTopicKey(
        name,
        part(plan, ({ key }) => key as PlannedTopicKey),
        options,
      )
    : topicKeyArn;
  const args = {
    name: plan.leaf((topic) => topic.name),
    ...(kmsMasterKeyId === undefined ? {} : { kmsMasterKeyId }),
    ...tagsOf(options),
  };
  const topic = new aws.sns.Topic(`${name}-topic`, transformed<aws.sns.TopicArgs>(args, transform.topic), { parent });
  const policyArgs = { arn: topic.arn, policy: plan.value(({ policy }) => policyJson(policy)) };
  new aws.sns.TopicPolicy(
    `${name}-topic-policy`,
    transformed<aws.sns.TopicPolicyArgs>(policyArgs, transform.topicPolicy),
    { parent },
  );
  return topic.arn;
}

function makeTopicKey(name: string, plan: Planned<PlannedTopicKey>, options: TopicOptions): pulumi.Output<string> {
  const { parent, transform = {} } = options;
  const args = {
    ...plan.structure.settings,
    policy: plan.value(({ policy }) => policyJson(policy)),
    ...tagsOf(options),
  };
  const key = new aws.kms.Key(`${name}-topic-key`, transformed<aws.kms.KeyArgs>(args, transform.topicKey), { parent });
  const alias = { name: plan.leaf(({ aliasName }) => aliasName), targetKeyId: key.keyId };
  new aws.kms.Alias(`${name}-topic-key-alias`, transformed<aws.kms.AliasArgs>(alias, transform.topicKeyAlias), {
    parent,
  });
  return key.arn;
}
