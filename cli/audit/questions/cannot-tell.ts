/** What several questions have to say about CloudTrail. */
export const INTERNAL_ADDRESS =
  "Calls that come through the registry (docker, containerd, Kubernetes, ECS) are reported to have `AWS Internal` as their address and client: CloudTrail then does not say from where. For an EC2 instance, its id is the session's name.";

/** Trails may leave out what was read. */
export const LOST_READS =
  "A trail that logs write events only has no events that CloudTrail counts as reads, and says nothing about what it left out.";

/** Trails may leave out KMS. */
export const LOST_KMS =
  "KMS counts Decrypt and GenerateDataKey as reads: a trail that logs write events only, or that excludes kms.amazonaws.com, has none of them.";

/** Where a call across accounts is logged. */
export const OTHER_ACCOUNTS =
  "AWS does not document in which account's trail a call on a repository of another account is logged. With logs of one account, calls may be missing; with logs of both, a call may appear twice, as two events.";

/** The service itself as the caller. */
export const SERVICE_CALLS =
  "ECR uses the key through its own grants, for whoever pushes or pulls. AWS does not document whom such KMS events name as the caller: where it is a service, the KMS event does not say for whom; ask `pulls` or `pushes` of the same repository and time.";
