/**
 * The pure core of ecr-kms: a topology in, policy documents and findings out. Depends on nothing.
 *
 * @module
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
export type { Finding } from "./findings";
export type { Grantee } from "./grantee";
export { identityPolicies, type KeyReference } from "./identity-policies";
export type { IdentityRights } from "./identity-rights";
export { keyGrants, type GrantOperation, type KeyGrant } from "./key-grants";
export { keyPolicy } from "./key-policy";
export { keySettings, type KeySettings, type ResolvedKeySettings } from "./key-settings";
export { partitionOf, type Partition } from "./partition";
export { planGrants, type KeyGrantsConfig } from "./plan-grants";
export { planHub, type HubPlan, type RegistryHubConfig, type RepositoryToMake } from "./plan-hub";
export { planKey, type PlannedKey, type RepositoryKeyConfig } from "./plan-key";
export type { PlannedIdentity } from "./plan-identities";
export type { KeyDocuments } from "./plan-key-documents";
export type { PlannedRepository } from "./hub-documents";
export { planRegistry, type PlanOptions, type RegistryPlan } from "./plan-registry";
export { planRepository, type EncryptedRepositoryConfig, type RepositoryPlan } from "./plan-repository";
export { planSpoke, type SpokeAccessConfig, type SpokePolicies } from "./plan-spoke";
export { PolicyError } from "./policy-error";
export type { PrincipalStrategy } from "./principal-clauses";
export { repositoryPolicy } from "./repository-policy";
export type { RepositorySettings, ResolvedRepositorySettings } from "./repository-settings";
export type {
  Condition,
  IdentityPolicyStatement,
  KeyPolicyStatement,
  PolicyStatement,
  Principal,
  RepositoryPolicyStatement,
} from "./statement";
export type { KmsAccess, RegistryTopology, RepositoryAccess } from "./topology";
export type { IsUnresolved } from "./unresolved";
