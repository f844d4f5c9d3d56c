import type { AliasListEntry, KeyMetadata } from "@aws-sdk/client-kms";
import { distinctBy } from "../../toolkit/order";
import { unknown } from "../../policy/unknown";
import type { DeployedGrant, DeployedKey } from "../deployed";
import type { Answer } from "./asking";
import type { MadeResource, ResourcePlace } from "./made-resource";
import { made, seen } from "./made-resource";

/** What was read of a key. */
export interface KeyFacts {
  readonly key: DeployedKey;
  readonly place: ResourcePlace;
  /** Absent where it may not be read. */
  readonly metadata: KeyMetadata | undefined;
  readonly policy: Answer<string | undefined>;
  readonly aliases: Answer<readonly AliasListEntry[]>;
}

/** A key for the model, with its policy, aliases and grants. */
export function keyResources(facts: KeyFacts): readonly MadeResource[] {
  const { key, place, metadata, policy, aliases } = facts;
  const text = policy.kind === "answered" ? policy.value : unknown(`the policy of key ${key.keyId}`);
  const isOwn = metadata !== undefined && key.manager === "customer";
  return [
    ...(isOwn
      ? [made(typeOf(metadata), key.arn, place, { ...ownValues(key, metadata), policy: text })]
      : [
          seen("aws_kms_key", key.arn, place, seenValues(key, metadata)),
          made("aws_kms_key_policy", key.arn, place, { key_id: key.arn, policy: text }),
        ]),
    ...(aliases.kind === "answered" ? aliases.value : []).map(({ AliasName = "", AliasArn = "" }) =>
      made("aws_kms_alias", AliasArn, place, {
        arn: AliasArn,
        name: AliasName,
        target_key_id: key.keyId,
        target_key_arn: key.arn,
      }),
    ),
    ...grantResources(facts),
  ];
}

function typeOf({ Origin, MultiRegionConfiguration }: KeyMetadata): string {
  const isReplica = MultiRegionConfiguration?.MultiRegionKeyType === "REPLICA";
  return `aws_kms_${isReplica ? "replica_" : ""}${Origin === "EXTERNAL" ? "external_" : ""}key`;
}

function ownValues(key: DeployedKey, metadata: KeyMetadata): Record<string, unknown> {
  const { arn, keyId, rotation } = key;
  const enabled = rotation === undefined ? unknown(`the rotation of key ${keyId}`) : rotation.enabled;
  return {
    arn,
    key_id: keyId,
    id: keyId,
    key_state: metadata.KeyState,
    multi_region: metadata.MultiRegion ?? false,
    customer_master_key_spec: metadata.KeySpec,
    key_usage: metadata.KeyUsage,
    enable_key_rotation: enabled,
    // The same, as it is called at a replica.
    key_rotation_enabled: enabled,
    rotation_period_in_days: rotation?.periodInDays,
    custom_key_store_id: metadata.CustomKeyStoreId,
    xks_key_id: metadata.XksKeyConfiguration?.Id,
    primary_key_arn: metadata.MultiRegionConfiguration?.PrimaryKey?.Arn,
  };
}

/** A key that is AWS's, or of which it is not known whose it is. */
function seenValues({ arn, keyId, manager }: DeployedKey, metadata: KeyMetadata | undefined): Record<string, unknown> {
  if (metadata === undefined) return { arn, key_id: keyId };
  return {
    arn,
    key_id: keyId,
    key_manager: manager === "aws" ? "AWS" : "CUSTOMER",
    key_state: metadata.KeyState,
    key_spec: metadata.KeySpec,
    key_usage: metadata.KeyUsage,
    origin: metadata.Origin,
    multi_region: metadata.MultiRegion ?? false,
  };
}

/**
 * Grants of people and roles, each kind once. Those of services (ECR has two for each repository) decide about no
 * principal: they are judged by the diagnosis.
 */
function grantResources({ key, place }: KeyFacts): readonly MadeResource[] {
  if ("unread" in key.grants) {
    const what = unknown(`the grants on key ${key.keyId}`);
    const anything = { grantee_principal: what, operations: what };
    return [made("aws_kms_grant", key.arn, place, { id: `${key.keyId}:*`, key_id: key.arn, ...anything })];
  }
  const others = key.grants.filter(({ granteePrincipal }) => !isService(granteePrincipal));
  return distinctBy(others, meaningOf).map((grant) =>
    made("aws_kms_grant", key.arn, place, {
      id: `${key.keyId}:${grant.grantId}`,
      grant_id: grant.grantId,
      key_id: key.arn,
      name: grant.name,
      grantee_principal: grant.granteePrincipal,
      operations: grant.operations,
      constraints: constraintsOf(grant),
    }),
  );
}

function constraintsOf(grant: DeployedGrant): readonly unknown[] {
  const { encryptionContextSubset, encryptionContextEquals } = grant;
  if (encryptionContextSubset === undefined && encryptionContextEquals === undefined) return [];
  return [{ encryption_context_subset: encryptionContextSubset, encryption_context_equals: encryptionContextEquals }];
}

function meaningOf(grant: DeployedGrant): string {
  return JSON.stringify([grant.granteePrincipal, grant.operations, constraintsOf(grant)]);
}

/** `ecr.us-east-1.amazonaws.com` */
function isService(grantee: string): boolean {
  return /\.(amazonaws\.com(\.cn)?|aws\.internal)$/.test(grantee);
}
