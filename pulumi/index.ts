/**
 * Pulumi components over the policy core.
 *
 * @module
 */
export { EncryptedRepository, type EncryptedRepositoryArgs } from "./encrypted-repository";
export type { Inputs } from "./inputs";
export { KeyGrants, type KeyGrantsArgs, type KeyGrantTransforms } from "./key-grants";
export type { RepositoryAttributes, RepositoryTransforms } from "./managed-repository";
export type { CommonArgs, ProtectionArgs, Transform } from "./options";
export { RegistryHub, type RegistryHubArgs } from "./registry-hub";
export { RepositoryKey, type RepositoryKeyArgs, type RepositoryKeyTransforms } from "./repository-key";
export { SpokeAccess, type SpokeAccessArgs } from "./spoke-access";
