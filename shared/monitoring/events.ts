/** The events that `KeyMonitoring` can report, by the name of the option that leaves them out. */
export const MONITORED_EVENTS = Object.freeze([
  "keyRotation",
  "keyDeletion",
  "keyState",
  "keyPolicy",
  "keyGrants",
  "keyAliases",
  "repositoryPolicy",
  "repositoryDeletion",
  "repositorySettings",
  "registrySettings",
] as const);

/** One group of events. */
export type MonitoredEvent = (typeof MONITORED_EVENTS)[number];

/** What a group of events is about, and what its message says. */
export interface EventGroup {
  /**
   * Where the events come from: KMS itself, or CloudTrail's record of calls to KMS, to one repository, or to the
   * registry.
   */
  readonly about: "key-event" | "key-call" | "repository-call" | "registry-call";
  /** The last part of the rule's name. */
  readonly id: string;
  /** For a `key-event` its detail-types, otherwise the names of API calls. */
  readonly names: readonly string[];
  /** API calls that count only when a principal made them itself, and no AWS service on its behalf. */
  readonly namesWhenDirect?: readonly string[];
  /** What the events are, as the rule's description. */
  readonly description: string;
  /** What follows from them, and what to do: the end of the message. */
  readonly advice: string;
}

/**
 * What happens to a key, a repository or a registry that makes images unreadable or opens them to others.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-kms.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export const EVENT_GROUPS: Readonly<Record<MonitoredEvent, EventGroup>> = Object.freeze({
  keyRotation: {
    about: "key-event",
    id: "key-rotation",
    names: ["KMS CMK Rotation"],
    description: "The key of ECR repositories has new key material",
    advice: "Images stay readable; nothing has to be done.",
  },
  keyDeletion: {
    about: "key-event",
    id: "key-deletion",
    names: ["KMS CMK Deletion", "KMS Imported Key Material Expiration"],
    description: "The key of ECR repositories, or its imported key material, is gone",
    advice:
      "Images encrypted with it cannot be read. A deleted key does not come back; imported key material can be imported again.",
  },
  keyState: {
    about: "key-call",
    id: "key-state",
    names: ["CancelKeyDeletion", "DeleteImportedKeyMaterial", "DisableKey", "EnableKey", "ScheduleKeyDeletion"],
    description: "The key of ECR repositories was disabled, scheduled for deletion, or made usable again",
    advice:
      "While the key is not enabled, images can be neither pushed nor pulled. Way back: kms:EnableKey, or kms:CancelKeyDeletion and then kms:EnableKey.",
  },
  keyPolicy: {
    about: "key-call",
    id: "key-policy",
    names: ["PutKeyPolicy"],
    description: "The policy of the key of ECR repositories was changed",
    advice: "Compare the policy with what was planned: it decides who can use and delete the key.",
  },
  keyGrants: {
    about: "key-call",
    id: "key-grants",
    names: ["RevokeGrant"],
    namesWhenDirect: ["RetireGrant"],
    description: "A grant on the key of ECR repositories was taken away",
    advice:
      "If it was one of ECR's two grants of a repository, its images can no longer be read, and AWS documents no way to make the grant again.",
  },
  keyAliases: {
    about: "key-call",
    id: "key-aliases",
    names: ["DeleteAlias", "UpdateAlias"],
    description: "An alias of the key of ECR repositories was deleted or points to another key",
    advice: "Repositories keep their key; whoever looks the key up by its alias finds another one, or none.",
  },
  repositoryPolicy: {
    about: "repository-call",
    id: "repository-policy",
    names: ["DeleteRepositoryPolicy", "SetRepositoryPolicy"],
    description: "The policy of an ECR repository was changed or deleted",
    advice: "Compare the policy with what was planned: it decides which other accounts can push and pull.",
  },
  repositoryDeletion: {
    about: "repository-call",
    id: "repository-deletion",
    names: ["DeleteRepository"],
    description: "An ECR repository was deleted",
    advice: "Its images are gone.",
  },
  repositorySettings: {
    about: "repository-call",
    id: "repository-settings",
    names: ["PutImageTagMutability", "PutLifecyclePolicy"],
    description: "An ECR repository expires images by another rule, or its tags can be changed",
    advice: "A lifecycle policy deletes images; mutable tags let another image take the place of one that was checked.",
  },
  registrySettings: {
    about: "registry-call",
    id: "registry-settings",
    names: ["DeleteRegistryPolicy", "PutRegistryPolicy", "PutReplicationConfiguration"],
    description: "The policy or the replication of the ECR registry was changed",
    advice:
      "Compare both with what was planned: they decide which accounts may copy images here, and where images are copied.",
  },
});

/** Whether a group is about a key; the others are about repositories and their registry. */
export function isAboutKey(event: MonitoredEvent): boolean {
  return EVENT_GROUPS[event].about.startsWith("key-");
}
