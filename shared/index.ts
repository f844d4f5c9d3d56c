/**
 * The pure core of ecr-kms: a topology in, policy documents and findings out. Depends on nothing.
 *
 * @module ecr-kms
 */
export { aliasName } from "./aws/alias-name";
export { repositoryArn, type RegistryLocation } from "./aws/arn";
export {
  crossAccountKeyStatement,
  ecrServiceStatement,
  encryptionConfigurationArgument,
  keyUseStatement,
  pushPullStatements,
  type EcrServiceStatementOptions,
} from "./policies/article-statements";
export { destinationTopology, type DestinationLocation } from "./replication/destination-topology";
export { planCreationTemplate, type PlannedCreationTemplate } from "./creation-template/plan";
export {
  type AppliedFor,
  type CreationTemplateConfig,
  type CreationTemplateSettings,
} from "./creation-template/config";
export {
  policyJson,
  type IdentityPolicy,
  type KeyPolicy,
  type PolicyDocument,
  type RepositoryPolicy,
} from "./policies/document";
export {
  documentSize,
  SIZE_LIMITS,
  type DocumentKind,
  type DocumentSize,
  type SizeLimit,
  type SizeUnit,
} from "./policies/document-size";
export {
  encryptionConfiguration,
  type EncryptionConfiguration,
  type EncryptionType,
} from "./aws/encryption-configuration";
export { ERROR_CODES, type ErrorCode, type ErrorCodeEntry } from "./findings/error-codes";
export {
  eventPatternJson,
  LONGEST_EVENT_PATTERN,
  type EventMatch,
  type EventPattern,
} from "./monitoring/event-pattern";
export type { Finding } from "./findings/findings";
export type { Grantee } from "./grantees/grantee";
export { identityPolicies, type KeyReference } from "./access/identity-policies";
export type { IdentityRights } from "./access/rights";
export { keyGrants, type GrantOperation, type KeyGrant } from "./access/key-grants";
export { keyPolicy } from "./access/key-policy";
export type { KeySafeguards } from "./key/safeguards";
export { keySettings, type KeySettings, type ResolvedKeySettings } from "./key/settings";
export { lifecyclePolicy } from "./repository/lifecycle/policy";
export type { LifecycleCount, LifecyclePolicy, LifecycleRule, LifecycleSelection } from "./repository/lifecycle/rule";
export { expireUntagged, keepLast, protectTags } from "./repository/lifecycle/ready-made";
export { MONITORED_EVENTS, type MonitoredEvent } from "./monitoring/events";
export type { DeliveryAlarm } from "./monitoring/rules";
export type { KeyMonitoringConfig } from "./monitoring/config";
export type { PlannedRule } from "./monitoring/rules";
export type { TopicPolicy, TopicPolicyStatement } from "./monitoring/topic";
export { partitionOf, type Partition } from "./aws/partition";
export { planGrants, type KeyGrantsConfig } from "./key/plan-grants";
export { planHub, type HubPlan, type RegistryHubConfig, type RepositoryToMake } from "./hub/plan-hub";
export { planKey, type PlannedKey, type RepositoryKeyConfig } from "./key/plan-key";
export type { PlannedIdentity } from "./access/planned-identities";
export { planMonitoring, type MonitoringPlan, type PlannedTopic, type PlannedTopicKey } from "./monitoring/plan";
export type { KeyDocuments } from "./access/key-documents";
export type { PlannedRepository } from "./access/hub-documents";
export { planPullThroughCache, pullThroughStatements, type PullThroughCachePlan } from "./pull-through-cache/plan";
export type { PlannedCacheRule } from "./pull-through-cache/planned-rule";
export type { PullThroughCacheConfig, PullThroughCacheRule } from "./pull-through-cache/config";
export { planRegistry, type PlanOptions, type RegistryPlan } from "./hub/plan-registry";
export { planRepository, type EncryptedRepositoryConfig, type RepositoryPlan } from "./hub/plan-repository";
export {
  planReplicaKey,
  type PlannedReplicaKey,
  type ReplicaKeyConfig,
  type ReplicaKeySettings,
  type ResolvedReplicaKeySettings,
} from "./key/plan-replica-key";
export { planReplica, type ReplicaPlan } from "./replication/plan-replica";
export { planReplicaTemplates, type ReplicaTemplatesConfig } from "./replication/plan-replica-templates";
export {
  planReplication,
  type ReplicatedRegistryConfig,
  type ReplicationPlan,
  type ReplicationRule,
  type ReplicationRuleDestination,
  type ReplicationRuleFilter,
} from "./replication/plan-replication";
export { planSpoke, type SpokeAccessConfig, type SpokePolicies } from "./hub/plan-spoke";
export { PolicyError } from "./findings/findings";
export type { PrincipalStrategy } from "./grantees/principal-clauses";
export {
  replicationStatement,
  type RegistryPolicy,
  type RegistryPolicyStatement,
  type ReplicationStatementOptions,
} from "./policies/registry-policy";
export type { ReplicaRepositories, ReplicationConfig, ReplicationDestination } from "./replication/replication";
export {
  planScanning,
  type RegistryScanningConfig,
  type RegistryScanningPlan,
  type RegistryScanningRule,
  type ScanningRepositoryFilter,
} from "./scanning/plan";
export type { ReplicaRegistryConfig } from "./replication/read-replica";
export { repositoryPolicy } from "./access/repository-policy";
export type { PlannedServiceRole, TrustPolicy } from "./policies/service-role";
export type { RepositorySettings, ResolvedRepositorySettings } from "./repository/settings";
export type {
  Condition,
  IdentityPolicyStatement,
  KeyPolicyStatement,
  PolicyStatement,
  Principal,
  RepositoryPolicyStatement,
} from "./policies/statement";
export type { ImageTagMutabilityExclusionFilter, TagMutability } from "./repository/tag-mutability";
export type { KmsAccess, RegistryTopology, RepositoryAccess } from "./topology/topology";
export type { IsUnresolved } from "./base/unresolved";
