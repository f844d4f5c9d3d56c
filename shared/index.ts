/**
 * The pure core of ecr-kms: a topology in, policy documents and findings out. Depends on nothing.
 *
 * @module ecr-kms
 */
export { aliasName } from "./alias-name";
export { repositoryArn, type RegistryLocation } from "./arn";
export {
  crossAccountKeyStatement,
  ecrServiceStatement,
  encryptionConfigurationArgument,
  keyUseStatement,
  pushPullStatements,
  type EcrServiceStatementOptions,
} from "./article-statements";
export { destinationTopology, type DestinationLocation } from "./destination-topology";
export { planCreationTemplate, type PlannedCreationTemplate } from "./creation-template";
export {
  type AppliedFor,
  type CreationTemplateConfig,
  type CreationTemplateSettings,
} from "./creation-template-config";
export {
  policyJson,
  type IdentityPolicy,
  type KeyPolicy,
  type PolicyDocument,
  type RepositoryPolicy,
} from "./document";
export {
  documentSize,
  SIZE_LIMITS,
  type DocumentKind,
  type DocumentSize,
  type SizeLimit,
  type SizeUnit,
} from "./document-size";
export { encryptionConfiguration, type EncryptionConfiguration, type EncryptionType } from "./encryption-configuration";
export { ERROR_CODES, type ErrorCode, type ErrorCodeEntry } from "./error-codes";
export { eventPatternJson, LONGEST_EVENT_PATTERN, type EventMatch, type EventPattern } from "./event-pattern";
export type { Finding } from "./findings";
export type { Grantee } from "./grantee";
export { identityPolicies, type KeyReference } from "./identity-policies";
export type { IdentityRights } from "./identity-rights";
export { keyGrants, type GrantOperation, type KeyGrant } from "./key-grants";
export { keyPolicy } from "./key-policy";
export type { KeySafeguards } from "./key-safeguards";
export { keySettings, type KeySettings, type ResolvedKeySettings } from "./key-settings";
export { lifecyclePolicy } from "./lifecycle-policy";
export type { LifecycleCount, LifecyclePolicy, LifecycleRule, LifecycleSelection } from "./lifecycle-rule";
export { expireUntagged, keepLast, protectTags } from "./lifecycle-rules";
export { MONITORED_EVENTS, type MonitoredEvent } from "./monitored-events";
export type { DeliveryAlarm } from "./monitoring-alarm";
export type { KeyMonitoringConfig } from "./monitoring-config";
export type { PlannedRule } from "./monitoring-rules";
export type { TopicPolicy, TopicPolicyStatement } from "./monitoring-topic";
export { partitionOf, type Partition } from "./partition";
export { planGrants, type KeyGrantsConfig } from "./plan-grants";
export { planHub, type HubPlan, type RegistryHubConfig, type RepositoryToMake } from "./plan-hub";
export { planKey, type PlannedKey, type RepositoryKeyConfig } from "./plan-key";
export type { PlannedIdentity } from "./plan-identities";
export { planMonitoring, type MonitoringPlan, type PlannedTopic, type PlannedTopicKey } from "./plan-monitoring";
export type { KeyDocuments } from "./plan-key-documents";
export type { PlannedRepository } from "./hub-documents";
export { planPullThroughCache, pullThroughStatements, type PullThroughCachePlan } from "./plan-pull-through-cache";
export type { PlannedCacheRule } from "./planned-cache-rule";
export type { PullThroughCacheConfig, PullThroughCacheRule } from "./pull-through-cache-config";
export { planRegistry, type PlanOptions, type RegistryPlan } from "./plan-registry";
export { planRepository, type EncryptedRepositoryConfig, type RepositoryPlan } from "./plan-repository";
export {
  planReplicaKey,
  type PlannedReplicaKey,
  type ReplicaKeyConfig,
  type ReplicaKeySettings,
  type ResolvedReplicaKeySettings,
} from "./plan-replica-key";
export { planReplica, type ReplicaPlan } from "./plan-replica";
export { planReplicaTemplates, type ReplicaTemplatesConfig } from "./plan-replica-templates";
export {
  planReplication,
  type ReplicatedRegistryConfig,
  type ReplicationPlan,
  type ReplicationRule,
  type ReplicationRuleDestination,
  type ReplicationRuleFilter,
} from "./plan-replication";
export { planSpoke, type SpokeAccessConfig, type SpokePolicies } from "./plan-spoke";
export { PolicyError } from "./policy-error";
export type { PrincipalStrategy } from "./principal-clauses";
export {
  replicationStatement,
  type RegistryPolicy,
  type RegistryPolicyStatement,
  type ReplicationStatementOptions,
} from "./registry-policy";
export type { ReplicaRepositories, ReplicationConfig, ReplicationDestination } from "./replication";
export {
  planScanning,
  type RegistryScanningConfig,
  type RegistryScanningPlan,
  type RegistryScanningRule,
  type ScanningRepositoryFilter,
} from "./registry-scanning";
export type { ReplicaRegistryConfig } from "./read-replica";
export { repositoryPolicy } from "./repository-policy";
export type { PlannedServiceRole, TrustPolicy } from "./service-role";
export type { RepositorySettings, ResolvedRepositorySettings } from "./repository-settings";
export type {
  Condition,
  IdentityPolicyStatement,
  KeyPolicyStatement,
  PolicyStatement,
  Principal,
  RepositoryPolicyStatement,
} from "./statement";
export type { ImageTagMutabilityExclusionFilter, TagMutability } from "./tag-mutability";
export type { KmsAccess, RegistryTopology, RepositoryAccess } from "./topology";
export type { IsUnresolved } from "./unresolved";
