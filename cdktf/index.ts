/**
 * CDKTF constructs over the policy core.
 *
 * @module
 */
export { EncryptedRepository, type EncryptedRepositoryConfig } from "./encrypted-repository";
export { KeyGrants, type KeyGrantsConfig, type KeyGrantTransforms } from "./key-grants";
export type { RepositoryAttributes, RepositoryTransforms } from "./managed-repository";
export type { CommonConfig, Transform } from "./options";
export { RegistryHub, type RegistryHubConfig } from "./registry-hub";
export { RepositoryKey, type RepositoryKeyConfig, type RepositoryKeyTransforms } from "./repository-key";
export { SpokeAccess, type SpokeAccessConfig } from "./spoke-access";
