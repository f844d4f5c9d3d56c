import { parseKeyArn } from "../aws/arn";
import { checkKeyArn } from "../aws/check-key-arn";
import { checkDeletionWindow, checkOwnProperties, checkSharedValues } from "./check-key-settings";
import type { CheckContext } from "../findings/check-values";
import { checkBoolean } from "../findings/check-values";
import { shown } from "../findings/findings";
import { SAFEGUARDS } from "./key-safeguards";
import { partitionOf } from "../aws/partition";
import type { ResolvedTopology } from "../topology/resolved-topology";

const PROPERTIES = ["description", "enabled", "deletionWindowInDays", ...SAFEGUARDS];

/** What a replica has from its primary key and nowhere else, or cannot have because its primary key could not be replicated. */
const OF_THE_PRIMARY = ["enableKeyRotation", "rotationPeriodInDays", "multiRegion", "customKeyStoreId", "xksKeyId"];

/** Adds a finding for everything that is wrong with the settings of a replica. */
export function checkReplicaKeySettings(settings: object, context: CheckContext): void {
  const given = settings as Readonly<Record<string, unknown>>;
  const at = (property: string): string => property;
  const own = Object.fromEntries(Object.entries(given).filter(([property]) => !OF_THE_PRIMARY.includes(property)));
  for (const property of OF_THE_PRIMARY.filter((each) => given[each] !== undefined)) {
    context.findings.add("REPLICA_KEY_CONFLICT", property, `a replica has no ${property} of its own`, {
      hint: "leave it out here, and set it on the primary key",
    });
  }
  checkOwnProperties(own, PROPERTIES, "", context);
  checkBoolean(given["enabled"], "enabled", context);
  checkSharedValues(given, at, context);
  checkDeletionWindow(given, at, context);
}

/** Checks the ARN of the primary key, and that the key can have a replica in the Region of the topology. */
export function checkPrimaryKeyArn(
  value: unknown,
  topology: ResolvedTopology | undefined,
  context: CheckContext,
): void {
  const { findings, isUnresolved } = context;
  const path = "primaryKeyArn";
  const primary = typeof value === "string" && !isUnresolved(value) ? parseKeyArn(value) : undefined;
  // The Region is that of the primary key, and is to be another than the topology's.
  const expected = { region: primary?.region ?? "", keyAccountId: topology?.keyAccountId ?? primary?.accountId ?? "" };
  const found = findings.count;
  checkKeyArn(value, path, expected, context);
  if (primary === undefined || findings.count > found) return;
  if (!primary.keyId.startsWith("mrk-")) {
    findings.add("REPLICA_KEY_CONFLICT", path, `${shown(value)} is no multi-Region key`, {
      hint: "make a primary key with multiRegion: true; a key that exists cannot become one",
    });
  }
  if (topology === undefined || isUnresolved(topology.region)) return;
  const { region } = topology;
  if (partitionOf(region) !== primary.partition) {
    const message = `the primary key is in partition ${primary.partition}, the registry in ${partitionOf(region)}`;
    findings.add("PARTITION_MISMATCH", path, message, { hint: "make a key of its own for the other partition" });
  } else if (region === primary.region) {
    findings.add("REPLICA_KEY_CONFLICT", path, `the primary key is in ${region} already, the Region of the topology`, {
      hint: 'give the topology the Region of the replica: { ...topology, region: "…" }',
    });
  }
}
