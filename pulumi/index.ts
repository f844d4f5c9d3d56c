/**
 * Pulumi components over the policy core.
 *
 * @module ecr-kms/pulumi
 */
export { EncryptedRepository, type EncryptedRepositoryArgs } from "./encrypted-repository";
export type { Inputs } from "./inputs";
export { KeyGrants, type KeyGrantsArgs, type KeyGrantTransforms } from "./key-grants";
export type { KeyPartTransforms } from "./key-parts";
export { KeyMonitoring, type KeyMonitoringArgs, type KeyMonitoringTransforms } from "./key-monitoring";
export type { RepositoryAttributes, RepositoryTransforms } from "./managed-repository";
export type { CommonArgs, ProtectionArgs, Transform } from "./options";
export type { CreationTemplateTransforms } from "./creation-template";
export { PullThroughCache, type PullThroughCacheArgs, type PullThroughCacheTransforms } from "./pull-through-cache";
export { RegistryHub, type RegistryHubArgs } from "./registry-hub";
export { ReplicaKey, type ReplicaKeyArgs, type ReplicaKeyTransforms } from "./replica-key";
export { RegistryScanning, type RegistryScanningArgs, type RegistryScanningTransforms } from "./registry-scanning";
export { RepositoryKey, type RepositoryKeyArgs, type RepositoryKeyTransforms } from "./repository-key";
export { ReplicaRegistry, type ReplicaRegistryArgs, type ReplicaRegistryTransforms } from "./replica-registry";
export { ReplicatedRegistry, type ReplicatedRegistryArgs } from "./replicated-registry";
export { SpokeAccess, type SpokeAccessArgs } from "./spoke-access";
