import type { Key, ModelDocument } from "../model/access-model";
import { isUnknown, unknown, type Maybe } from "../policy/unknown";
import { withoutUndefined } from "../toolkit/without-undefined";
import { arnOf } from "./arn-of";
import { flagAt, numberAt, textAt, valueAt } from "./read-values";
import { documentFrom, type Reading } from "./reading";
import type { InfrastructureResource } from "./resource";
import type { PolicyJson } from "../policy/policy-json";

/** The kinds of key that an input makes. */
export const KEY_TYPES = ["aws_kms_key", "aws_kms_replica_key", "aws_kms_external_key", "aws_kms_replica_external_key"];

/** The keys that the inputs make, still without the names that their aliases give them. */
export function keysOf(reading: Reading): readonly Key[] {
  return reading.resources.managedOrDeleted(...KEY_TYPES).map((resource) => keyMadeBy(reading, resource));
}

function keyMadeBy(reading: Reading, resource: InfrastructureResource): Key {
  const { type, source, accountId, region, change, isProtected } = resource;
  const arn = arnOf(resource);
  const policy = policyOf(reading, resource, arn);
  const isReplica = type.includes("replica");
  const hasForeignMaterial = type.includes("external");
  return withoutUndefined({
    arn,
    accountId,
    region,
    source,
    change,
    isProtected,
    name: source.address,
    manager: "customer" as const,
    policy: policy.document,
    policyIsDefault: policy.isDefault,
    state: stateOf(resource),
    rotation: isReplica ? replicaRotation(reading, resource) : rotationOf(resource),
    rotationPeriodInDays: rotationPeriodOf(resource),
    deletionWindowInDays: numberAt(resource, "deletion_window_in_days") ?? 30,
    multiRegion: isReplica || flagAt(resource, "multi_region", false),
    keySpec: textAt(resource, "customer_master_key_spec") ?? textAt(resource, "key_spec") ?? "SYMMETRIC_DEFAULT",
    keyUsage: textAt(resource, "key_usage") ?? "ENCRYPT_DECRYPT",
    origin: hasForeignMaterial ? "EXTERNAL" : originOf(resource),
    bypassPolicyLockoutSafetyCheck: flagAt(resource, "bypass_policy_lockout_safety_check", false),
  });
}

/** A key's own policy resource is applied after the key, and stays. */
function policyOf(
  reading: Reading,
  resource: InfrastructureResource,
  arn: string,
): { readonly document: ModelDocument; readonly isDefault: boolean } {
  const { source, partition, accountId } = resource;
  const name = `key policy of ${source.address}`;
  const own = keyPolicyFor(reading, arn);
  if (own !== undefined) return { document: { ...own, name }, isDefault: false };
  const written = valueAt(resource, "policy");
  if (written === undefined || written === "") {
    return { document: { name, source, policy: defaultKeyPolicy(partition, accountId) }, isDefault: true };
  }
  return { document: documentFrom(reading, resource, "policy", name, written), isDefault: false };
}

/** What an `aws_kms_key_policy` says about a key. */
export function keyPolicyFor(reading: Reading, arn: string): ModelDocument | undefined {
  const resource = reading.resources.managed("aws_kms_key_policy").find((policy) => isKeyPolicyOf(arn, policy));
  if (resource === undefined) return undefined;
  return documentFrom(
    reading,
    resource,
    "policy",
    "key policy",
    valueAt(resource, "policy") ?? unknown(`${resource.source.address}.policy`),
  );
}

/** Whether an `aws_kms_key_policy` is that of a key. */
export function isKeyPolicyOf(arn: string, policy: InfrastructureResource): boolean {
  const id = textAt(policy, "key_id");
  return id !== undefined && (id === arn || arn.endsWith(`:key/${id}`));
}

function stateOf(resource: InfrastructureResource): Key["state"] {
  const given = textAt(resource, "key_state");
  if (given !== undefined) return keyState(given, resource.source.address);
  // Material that is not given here is imported later: until then the key cannot be used.
  const isEmpty = resource.type.includes("external") && (resource.values["key_material_base64"] ?? "") === "";
  const enabled = flagAt(resource, "is_enabled", flagAt(resource, "enabled", !isEmpty));
  return isUnknown(enabled) ? enabled : enabled ? "Enabled" : "Disabled";
}

/** KMS's key states, as far as they decide; of the others only the key's owner knows what comes next. */
export function keyState(given: string, address: string): Key["state"] {
  if (isUnknown(given)) return given;
  if (given === "Enabled" || given === "Disabled" || given === "PendingDeletion") return given;
  if (given === "PendingReplicaDeletion") return "PendingDeletion";
  return unknown(`${address}.key_state (${given})`);
}

/** A state holds 0 where AWS reported no period. */
function rotationPeriodOf(resource: InfrastructureResource): Maybe<number> | undefined {
  const days = numberAt(resource, "rotation_period_in_days");
  return days === 0 ? undefined : days;
}

/** Keys with material from elsewhere are not rotated by KMS. */
function rotationOf(resource: InfrastructureResource): Maybe<boolean> {
  return resource.type.includes("external") ? false : flagAt(resource, "enable_key_rotation", false);
}

/** A replica is rotated with its primary key. */
function replicaRotation({ resources }: Reading, replica: InfrastructureResource): Maybe<boolean> {
  if (replica.type.includes("external")) return false;
  const primaryArn = textAt(replica, "primary_key_arn");
  const primary = resources.managed("aws_kms_key").find((key) => arnOf(key) === primaryArn);
  const fallback = unknown(`${replica.source.address}.key_rotation_enabled`);
  return primary === undefined ? flagAt(replica, "key_rotation_enabled", fallback) : rotationOf(primary);
}

function originOf(resource: InfrastructureResource): string {
  if (textAt(resource, "xks_key_id") !== undefined) return "EXTERNAL_KEY_STORE";
  return textAt(resource, "custom_key_store_id") === undefined ? "AWS_KMS" : "AWS_CLOUDHSM";
}

/**
 * The policy that KMS gives to a key that is made without one: the account's IAM policies decide.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
function defaultKeyPolicy(partition: string, accountId: string): PolicyJson {
  return {
    Version: "2012-10-17",
    Id: "key-default-1",
    Statement: [
      {
        Sid: "Enable IAM User Permissions",
        Effect: "Allow",
        Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  };
}
