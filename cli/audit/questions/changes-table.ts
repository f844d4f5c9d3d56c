/** What each change of a key means, in one sentence. */
export const KEY_CHANGES = {
  PutKeyPolicy: "The key policy was replaced: who may use and administer the key is decided again.",
  DisableKey: "The key cannot be used until it is enabled: KMS refuses ECR every use of it.",
  EnableKey: "The key can be used again.",
  ScheduleKeyDeletion:
    "The key cannot be used, and is deleted when the waiting period ends: what it encrypts is lost then.",
  CancelKeyDeletion: "The key stays, disabled: EnableKey makes it usable again.",
  DeleteKey: "KMS deleted the key after its waiting period: what it encrypted cannot be read any more.",
  RevokeGrant:
    "A grant was taken away at once; if it was one of ECR's, ECR can no longer use the key for that repository, and there is no documented way to make it again.",
  RetireGrant: "A grant was given up; ECR's grants are retired when their repository is deleted.",
  CreateAlias: "An alias was given to the key.",
  UpdateAlias: "An alias stands for another key now; repositories keep the key that they were created with.",
  DeleteAlias: "An alias was deleted; the key stays.",
  EnableKeyRotation: "The key rotates automatically.",
  DisableKeyRotation: "The key does not rotate automatically any more.",
  RotateKeyOnDemand: "The key was rotated at somebody's request.",
  RotateKey: "KMS rotated the key.",
  ImportKeyMaterial: "Key material was imported.",
  DeleteImportedKeyMaterial:
    "The imported key material was deleted: the key cannot be used until it is imported again.",
  DisconnectCustomKeyStore: "A key store was disconnected: its keys cannot be used until it is connected again.",
  ConnectCustomKeyStore: "A key store was connected.",
  ReplicateKey: "The key got a replica in another Region.",
  UpdatePrimaryRegion: "Another Region has the primary key now.",
} as const;

/** What a grant to somebody else than ECR means. */
export const GRANT_CHANGES = {
  CreateGrant: "Somebody got the right to use the key, outside its policy.",
} as const;

/** What a new repository means. */
export const CREATION_CHANGES = {
  CreateRepository: "A repository was created; its encryption cannot be changed any more.",
} as const;

/** What each change of a repository means, in one sentence. */
export const REPOSITORY_CHANGES = {
  DeleteRepository: "The repository was deleted, and its images with it.",
  SetRepositoryPolicy:
    "The repository policy was replaced: who may push and pull, from other accounts too, is decided again.",
  DeleteRepositoryPolicy: "The repository policy is gone: it gives nobody access any more.",
  PutImageTagMutability: "Whether tags can be moved to other images was set.",
  PutImageScanningConfiguration: "Whether images are scanned when pushed was set.",
  PutLifecyclePolicy: "The lifecycle policy was replaced: it decides which images are deleted.",
  DeleteLifecyclePolicy: "The lifecycle policy is gone: no image expires any more.",
} as const;

/** What each change of a whole registry means, in one sentence. */
export const REGISTRY_CHANGES = {
  PutRegistryPolicy:
    "The registry policy was replaced: who may replicate into and import through the registry is decided again.",
  DeleteRegistryPolicy: "The registry policy is gone.",
  PutReplicationConfiguration: "Where images are replicated to was set.",
  PutRegistryScanningConfiguration: "How the registry scans images was set.",
  CreateRepositoryCreationTemplate: "Repositories that ECR creates itself get other settings.",
  UpdateRepositoryCreationTemplate: "Repositories that ECR creates itself get other settings.",
  DeleteRepositoryCreationTemplate: "Repositories that ECR creates itself lose these settings, encryption included.",
  CreatePullThroughCacheRule: "Images of another registry can be pulled through this one.",
  UpdatePullThroughCacheRule: "A pull through cache rule was changed.",
  DeletePullThroughCacheRule: "A pull through cache rule is gone.",
  PutAccountSetting: "A setting of the registry was changed.",
} as const;

/** What a deletion of images means. */
export const IMAGE_CHANGES = {
  BatchDeleteImage: "An image, or one of its tags, was deleted.",
} as const;

/**
 * What ECR does by itself. AWS says that what a lifecycle policy failed to do is recorded, too, and not whether such an
 * image can stand in the same list; events with an error are left out.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/logging-using-cloudtrail.html for the fields of the event
 */
export const EXPIRY_CHANGES = {
  PolicyExecutionEvent: "The lifecycle policy expired an image.",
} as const;
