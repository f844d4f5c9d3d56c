/**
 * CDKTF constructs over the policy core. One source makes the entries `./cdktf` and `./cdktn`: same names, same
 * arguments.
 *
 * @module ecr-kms/cdktf
 */
export { EncryptedRepository, type EncryptedRepositoryProps } from "./encrypted-repository";
export { KeyGrants, type KeyGrantsProps, type KeyGrantTransforms } from "./key-grants";
export type { KeyPartTransforms } from "./key-parts";
export { KeyMonitoring, type KeyMonitoringProps, type KeyMonitoringTransforms } from "./key-monitoring";
export type { RepositoryAttributes, RepositoryTransforms } from "./managed-repository";
export type { CommonProps, Transform } from "./options";
export type { CreationTemplateTransforms } from "./creation-template";
export { PullThroughCache, type PullThroughCacheProps, type PullThroughCacheTransforms } from "./pull-through-cache";
export { RegistryHub, type RegistryHubProps } from "./registry-hub";
export { ReplicaKey, type ReplicaKeyProps, type ReplicaKeyTransforms } from "./replica-key";
export { RegistryScanning, type RegistryScanningProps, type RegistryScanningTransforms } from "./registry-scanning";
export { RepositoryKey, type RepositoryKeyProps, type RepositoryKeyTransforms } from "./repository-key";
export { ReplicaRegistry, type ReplicaRegistryProps, type ReplicaRegistryTransforms } from "./replica-registry";
export { ReplicatedRegistry, type ReplicatedRegistryProps } from "./replicated-registry";
export { SpokeAccess, type SpokeAccessProps } from "./spoke-access";
