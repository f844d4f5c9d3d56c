import { parseArn } from "../../shared/internal";
import type { Alias, Key } from "../model/access-model";
import { distinctBy } from "../toolkit/order";
import type { Maybe } from "../policy/unknown";
import { hasUnknown, isUnknown, unknown } from "../policy/unknown";
import { withoutUndefined } from "../toolkit/without-undefined";
import { standInId } from "./computed-attributes";
import type { KnownKeys } from "./key-arn";
import { isAwsManagedAlias, keyArnOf } from "./key-arn";
import { keyPolicyFor, keyState } from "./keys";
import { flagAt, knownTextAt, numberAt, textAt } from "./read-values";
import type { Reading } from "./reading";
import type { InfrastructureResource } from "./resource";
import type { ResourceSet } from "./resource-set";

/**
 * The key that a data source reads: one of the inputs', or one that exists already, by its ARN or a stand-in for it.
 */
export function readKeyArn(resource: InfrastructureResource, known: KnownKeys): string {
  const stated = knownTextAt(resource, isAlias(resource) ? "target_key_arn" : "arn");
  if (stated !== undefined) return stated;
  const written = textAt(resource, isAlias(resource) ? "name" : "key_id") ?? unknown(resource.source.address);
  const found = keyArnOf(written, resource, known);
  if (!isUnknown(found)) return found;
  const { partition, region, accountId, source } = resource;
  const start = `arn:${partition}:kms:${region}:${accountId}:key/`;
  if (/^(mrk-)?[0-9a-f-]{32,36}$/i.test(written)) return `${start}${written}`;
  const aliasName = written.slice(written.indexOf("alias/"));
  const meant = hasUnknown(written) ? [source.input, source.address] : [accountId, region, aliasName];
  return `${start}${standInId(meant.join("#"))}`;
}

/** What exists already and is only read: the state says how such a key is, nobody says its policy. */
export function existingKeysOf(reading: Reading, known: KnownKeys): readonly Key[] {
  const made = new Set(known.keys.map(({ arn }) => arn));
  // What a key data source says is more than what an alias data source does.
  const sources = [...reading.resources.data("aws_kms_key"), ...reading.resources.data("aws_kms_alias")];
  const keys = sources.map((resource) => existingKey(reading, resource, readKeyArn(resource, known)));
  return distinctBy(keys, ({ arn }) => arn).filter(({ arn }) => !made.has(arn));
}

/** Aliases that exist already. */
export function existingAliasesOf(resources: ResourceSet, known: KnownKeys): readonly Alias[] {
  const made = new Set(known.aliases.map(({ arn }) => arn));
  const read = [...resources.data("aws_kms_key"), ...resources.data("aws_kms_alias")].flatMap((resource) => {
    const { partition, region, accountId, source } = resource;
    const name = knownTextAt(resource, isAlias(resource) ? "name" : "key_id");
    if (name?.startsWith("alias/") !== true) return [];
    const arn = `arn:${partition}:kms:${region}:${accountId}:${name}`;
    return [{ arn, accountId, region, source, name, keyArn: readKeyArn(resource, known) }];
  });
  return distinctBy(read, ({ arn }) => arn).filter(({ arn }) => !made.has(arn));
}

function existingKey(reading: Reading, resource: InfrastructureResource, arn: string): Key {
  const { source } = resource;
  const { accountId, region } = parseArn(arn) ?? resource;
  const written = textAt(resource, "key_id") ?? textAt(resource, "name") ?? "";
  const deletionWindow = numberAt(resource, "pending_deletion_window_in_days");
  const isManagedByAws = textAt(resource, "key_manager") === "AWS" || isAwsManagedAlias(written);
  const notSeen = { name: "key policy", source, policy: unknown(`the policy of ${source.address}`) };
  return withoutUndefined({
    arn,
    accountId,
    region,
    source,
    name: source.address,
    manager: isManagedByAws ? ("aws" as const) : ("customer" as const),
    policy: { ...(keyPolicyFor(reading, arn) ?? notSeen), name: `key policy of ${source.address}` },
    policyIsDefault: false,
    state: existingState(resource),
    rotation: unknown(`the rotation of ${source.address}`),
    deletionWindowInDays: deletionWindow === 0 ? undefined : deletionWindow,
    multiRegion: isAlias(resource)
      ? undefined
      : flagAt(resource, "multi_region", unknown(`${source.address}.multi_region`)),
    keySpec:
      textAt(resource, "key_spec") ??
      textAt(resource, "customer_master_key_spec") ??
      unknown(`${source.address}.key_spec`),
    keyUsage: textAt(resource, "key_usage") ?? unknown(`${source.address}.key_usage`),
    origin: textAt(resource, "origin"),
  });
}

function existingState(resource: InfrastructureResource): Key["state"] {
  const { address } = resource.source;
  const given = textAt(resource, "key_state");
  if (given !== undefined) return keyState(given, address);
  const enabled: Maybe<boolean> = flagAt(resource, "enabled", unknown(`${address}.key_state`));
  return isUnknown(enabled) ? enabled : enabled ? "Enabled" : "Disabled";
}

function isAlias({ type }: InfrastructureResource): boolean {
  return type === "aws_kms_alias";
}
