/**
 * CDKTF constructs over the policy core. One source makes the entries `./cdktf` and `./cdktn`: same names, same arguments.
 *
 * @module ecr-kms/cdktf
 */
export { EncryptedRepository, type EncryptedRepositoryConfig } from "./encrypted-repository";
export { KeyGrants, type KeyGrantsConfig, type KeyGrantTransforms } from "./key-grants";
export type { KeyPartTransforms } from "./key-parts";
export { KeyMonitoring, type KeyMonitoringConfig, type KeyMonitoringTransforms } from "./key-monitoring";
export type { RepositoryAttributes, RepositoryTransforms } from "./managed-repository";
export type { CommonConfig, Transform } from "./options";
export type { CreationTemplateTransforms } from "./creation-template";
export { PullThroughCache, type PullThroughCacheConfig, type PullThroughCacheTransforms } from "./pull-through-cache";
export { RegistryHub, type RegistryHubConfig } from "./registry-hub";
export { ReplicaKey, type ReplicaKeyConfig, type ReplicaKeyTransforms } from "./replica-key";
export { RegistryScanning, type RegistryScanningConfig, type RegistryScanningTransforms } from "./registry-scanning";
export { RepositoryKey, type RepositoryKeyConfig, type RepositoryKeyTransforms } from "./repository-key";
export { ReplicaRegistry, type ReplicaRegistryConfig, type ReplicaRegistryTransforms } from "./replica-registry";
export { ReplicatedRegistry, type ReplicatedRegistryConfig } from "./replicated-registry";
export { SpokeAccess, type SpokeAccessConfig } from "./spoke-access";
