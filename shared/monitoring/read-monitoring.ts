import type { CheckContext } from "../findings/check-values";
import { checkChoice, checkProperties, checkText } from "../findings/check-values";
import { checkAccountId, checkRegion } from "../aws/checks";
import { checkMonitoringKey, checkMonitoringTopic } from "./check-monitoring-arns";
import { shown } from "../findings/findings";
import type { MonitoredEvent } from "./monitored-events";
import type { KeyMonitoringConfig } from "./monitoring-config";
import type { Partition } from "../aws/partition";
import { isRegion, partitionOf, PARTITIONS } from "../aws/partition";
import { checkFlag, readEvents, readRepositoriesToWatch } from "./read-watched";

/** A configuration that has been checked, with its defaults filled in. */
export interface ResolvedMonitoring {
  readonly partition: Partition;
  readonly region: string;
  readonly accountId: string;
  readonly keyArn: string | undefined;
  readonly repositories: readonly string[];
  /** The groups of events to watch, in canonical order. */
  readonly events: readonly MonitoredEvent[];
  readonly namePrefix: string;
  readonly topicArn: string | undefined;
  readonly topicKeyArn: string | undefined;
  readonly conditionOnRules: boolean;
  readonly deliveryAlarms: boolean;
  readonly alarmTopicArn: string | undefined;
}

const PROPERTIES = [
  "region",
  "accountId",
  "partition",
  "keyArn",
  "repositories",
  "events",
  "namePrefix",
  "topicArn",
  "topicKeyArn",
  "conditionOnRules",
  "deliveryAlarms",
  "alarmTopicArn",
] as const;
const FLAGS = ["conditionOnRules", "deliveryAlarms"] as const;

/** Reads what a `KeyMonitoring` was given and adds a finding for everything that is wrong with it. */
export function readMonitoring(config: KeyMonitoringConfig, context: CheckContext): ResolvedMonitoring | undefined {
  const { findings } = context;
  const { region, accountId, namePrefix = "ecr-kms" } = config;
  const found = findings.count;
  checkProperties(config, PROPERTIES, "", context);
  checkRegion(region, "region", context);
  checkAccountId(accountId, "accountId", context);
  checkPartition(config, context);
  for (const property of ["keyArn", "topicKeyArn"] as const) checkMonitoringKey(property, config, context);
  for (const property of ["topicArn", "alarmTopicArn"] as const) checkMonitoringTopic(property, config, context);
  for (const flag of FLAGS) checkFlag(config[flag], flag, context);
  checkNamePrefix(namePrefix, context);
  const repositories = readRepositoriesToWatch(config.repositories, context);
  const events = readEvents(config, context);
  checkTogether(config, context);
  if (findings.count > found) return undefined;
  return {
    ...{ region, accountId, namePrefix, repositories, events },
    partition: config.partition ?? partitionOf(region),
    keyArn: config.keyArn,
    topicArn: config.topicArn,
    topicKeyArn: config.topicKeyArn,
    conditionOnRules: config.conditionOnRules ?? false,
    deliveryAlarms: config.deliveryAlarms ?? true,
    alarmTopicArn: config.alarmTopicArn,
  };
}

function checkPartition({ partition, region }: KeyMonitoringConfig, context: CheckContext): void {
  const { findings, isUnresolved } = context;
  checkChoice(partition, PARTITIONS, "partition", context);
  if (partition === undefined || isUnresolved(partition) || !PARTITIONS.includes(partition)) return;
  if (typeof region !== "string" || isUnresolved(region) || !isRegion(region) || partition === partitionOf(region))
    return;
  const message = `${region} is in partition ${partitionOf(region)}, not in ${partition}`;
  findings.add("PARTITION_MISMATCH", "partition", message);
}

function checkNamePrefix(value: unknown, context: CheckContext): void {
  if (!checkText(value, "namePrefix", context) || /^[A-Za-z0-9_-]{1,40}$/.test(value)) return;
  context.findings.add("INVALID_NAME_PREFIX", "namePrefix", `${shown(value)} cannot begin the name of a rule`);
}

function checkTogether({ topicArn, topicKeyArn, ...config }: KeyMonitoringConfig, { findings }: CheckContext): void {
  const conflict = (path: string, message: string): void => {
    findings.add("CONFLICTING_OPTIONS", path, message);
  };
  if (topicArn !== undefined && topicKeyArn !== undefined)
    conflict("topicKeyArn", "an existing topic is given, and it has its key or none");
  if (topicArn !== undefined && config.conditionOnRules !== undefined)
    conflict("conditionOnRules", "an existing topic is given, and its policy is not made here");
  if (config.alarmTopicArn !== undefined && config.deliveryAlarms === false)
    conflict("alarmTopicArn", "a topic for alarms is given, and there are no alarms");
}
