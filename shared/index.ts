/**
 * The pure core of ecr-kms: a topology in, policy documents and findings out. Depends on nothing.
 *
 * @module ecr-kms
 */
export type { PlannedRepository } from "./access/hub-documents";
export { identityPolicies, type KeyReference } from "./access/identity-policies";
export type { KeyDocuments } from "./access/key-documents";
export { type GrantOperation, type KeyGrant, keyGrants } from "./access/key-grants";
export { keyPolicy } from "./access/key-policy";
export type { PlannedIdentity } from "./access/planned-identities";
export { repositoryPolicy } from "./access/repository-policy";
export type { IdentityRights } from "./access/rights";
export { aliasName } from "./aws/alias-name";
export { type RegistryLocation, repositoryArn } from "./aws/arn";
export {
  encryptionConfiguration,
  type EncryptionConfiguration,
  type EncryptionType,
} from "./aws/encryption-configuration";
export { type Partition, partitionOf } from "./aws/partition";
export type { IsUnresolved } from "./base/unresolved";
export type { CreationTemplateConfig, CreationTemplateSettings } from "./creation-template/config";
export { ERROR_CODES, type ErrorCode, type ErrorCodeEntry } from "./findings/error-codes";
export { type Finding, PolicyError } from "./findings/findings";
export type { Grantee } from "./grantees/grantee";
export type { PrincipalStrategy } from "./grantees/principal-clauses";
export { type HubPlan, planHub, type RegistryHubConfig } from "./hub/plan-hub";
export { type PlanOptions, planRegistry, type RegistryPlan } from "./hub/plan-registry";
export { type EncryptedRepositoryConfig, planRepository, type RepositoryPlan } from "./hub/plan-repository";
export { planSpoke, type SpokeAccessConfig, type SpokePolicies } from "./hub/plan-spoke";
export { type KeyGrantsConfig, planGrants } from "./key/plan-grants";
export { planKey, type PlannedKey, type RepositoryKeyConfig } from "./key/plan-key";
export type { ReplicaKeyConfig, ReplicaKeySettings } from "./key/plan-replica-key";
export type { KeySafeguards } from "./key/safeguards";
export type { KeySettings } from "./key/settings";
export type { KeyMonitoringConfig } from "./monitoring/config";
export { type MonitoringPlan, planMonitoring } from "./monitoring/plan";
export {
  crossAccountKeyStatement,
  ecrServiceStatement,
  type EcrServiceStatementOptions,
  encryptionConfigurationArgument,
  keyUseStatement,
  pushPullStatements,
} from "./policies/article-statements";
export {
  type IdentityPolicy,
  type KeyPolicy,
  type PolicyDocument,
  policyJson,
  type RepositoryPolicy,
} from "./policies/document";
export {
  type DocumentKind,
  documentSize,
  type DocumentSize,
  SIZE_LIMITS,
  type SizeLimit,
  type SizeUnit,
} from "./policies/document-size";
export {
  type RegistryPolicy,
  type RegistryPolicyStatement,
  replicationStatement,
  type ReplicationStatementOptions,
} from "./policies/registry-policy";
export type {
  Condition,
  IdentityPolicyStatement,
  KeyPolicyStatement,
  PolicyStatement,
  Principal,
  RepositoryPolicyStatement,
} from "./policies/statement";
export type { PullThroughCacheConfig, PullThroughCacheRule } from "./pull-through-cache/config";
export { planPullThroughCache, type PullThroughCachePlan, pullThroughStatements } from "./pull-through-cache/plan";
export { type DestinationLocation, destinationTopology } from "./replication/destination-topology";
export { planReplica, type ReplicaPlan } from "./replication/plan-replica";
export { planReplicaTemplates, type ReplicaTemplatesConfig } from "./replication/plan-replica-templates";
export { planReplication, type ReplicatedRegistryConfig, type ReplicationPlan } from "./replication/plan-replication";
export type { ReplicaRegistryConfig } from "./replication/read-replica";
export type { ReplicaRepositories, ReplicationConfig, ReplicationDestination } from "./replication/replication";
export { lifecyclePolicy } from "./repository/lifecycle/policy";
export { expireUntagged, keepLast, protectTags } from "./repository/lifecycle/ready-made";
export type { LifecycleCount, LifecyclePolicy, LifecycleRule, LifecycleSelection } from "./repository/lifecycle/rule";
export type { RepositorySettings } from "./repository/settings";
export type { ImageTagMutabilityExclusionFilter, TagMutability } from "./repository/tag-mutability";
export {
  planScanning,
  type RegistryScanningConfig,
  type RegistryScanningPlan,
  type RegistryScanningRule,
  type ScanningRepositoryFilter,
} from "./scanning/plan";
export type { KmsAccess, RegistryTopology, RepositoryAccess } from "./topology/topology";
