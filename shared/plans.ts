/**
 * What the adapters take of the core besides what `ecr-kms` exports: plans of parts, and what is in a plan. The package
 * does not export it.
 */
export type { AppliedFor } from "./creation-template/config";
export { planCreationTemplate, type PlannedCreationTemplate } from "./creation-template/plan";
export { joinPath } from "./findings/checks";
export type { RepositoryToMake } from "./hub/plan-hub";
export { type PlannedReplicaKey, planReplicaKey, type ResolvedReplicaKeySettings } from "./key/plan-replica-key";
export type { ResolvedKeySettings } from "./key/settings";
export {
  type EventMatch,
  type EventPattern,
  eventPatternJson,
  LONGEST_EVENT_PATTERN,
} from "./monitoring/event-pattern";
export { MONITORED_EVENTS, type MonitoredEvent } from "./monitoring/events";
export type { PlannedTopic, PlannedTopicKey } from "./monitoring/plan";
export type { DeliveryAlarm, PlannedRule } from "./monitoring/rules";
export type { TopicPolicy, TopicPolicyStatement } from "./monitoring/topic";
export type { PlannedServiceRole, TrustPolicy } from "./policies/service-role";
export type { PlannedCacheRule } from "./pull-through-cache/planned-rule";
export type {
  ReplicationRule,
  ReplicationRuleDestination,
  ReplicationRuleFilter,
} from "./replication/plan-replication";
export type { ResolvedRepositorySettings } from "./repository/settings";
