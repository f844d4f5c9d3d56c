import type { CheckContext } from "../findings/checks";
import { checkChoice, checkProperties, checkText, checkBoolean, joinPath } from "../findings/checks";
import { checkAccountId, checkRegion, checkRepositoryName } from "../aws/checks";
import { shown } from "../findings/findings";
import type { MonitoredEvent } from "./events";
import type { KeyMonitoringConfig } from "./config";
import type { Partition } from "../aws/partition";
import { isRegion, partitionOf, PARTITIONS } from "../aws/partition";
import { compareText } from "../base/canonical";
import { isRecord } from "../base/record";
import { isAboutKey, MONITORED_EVENTS } from "./events";
import { parseOwnedArn } from "../aws/arn";
import { parseKeyArn } from "../aws/key-arn";

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

/** The names and beginnings of names to watch, without duplicates, in canonical order. */
export function readRepositoriesToWatch(value: unknown, context: CheckContext): readonly string[] {
  const { findings, isUnresolved } = context;
  if (value === undefined) return [];
  if (isUnresolved(value)) {
    unresolvedStructure("repositories", context);
    return [];
  }
  if (!Array.isArray(value)) {
    findings.add("INVALID_TYPE", "repositories", `must be a list of repository names, got ${shown(value)}`);
    return [];
  }
  if (value.length === 0) {
    const hint = 'name repositories, give ["*"] for all of the registry, or leave repositories out';
    findings.add("NOTHING_TO_MONITOR", "repositories", "the list is empty", { hint });
  }
  // A place that was left empty is a value like any other: `forEach` would skip it.
  Array.from<unknown>(value).forEach((repository, index) => {
    const path = `repositories[${index}]`;
    if (isUnresolved(repository)) unresolvedStructure(path, context);
    else if (!isBeginning(repository)) checkRepositoryName(repository, path, context);
  });
  const names = value.filter((repository: unknown): repository is string => typeof repository === "string");
  return [...new Set(names)].sort(compareText);
}

/** Whether a text is the beginning of repository names and a star, or a star alone. */
function isBeginning(value: unknown): boolean {
  return typeof value === "string" && value.length <= 256 && /^(?:[a-z0-9][a-z0-9._/-]*)?\*$/.test(value);
}

/** The groups of events to watch, in canonical order. */
export function readEvents(config: KeyMonitoringConfig, context: CheckContext): readonly MonitoredEvent[] {
  const { findings } = context;
  const { events = {}, keyArn, repositories } = config;
  if (!isRecord(events)) {
    findings.add("INVALID_TYPE", "events", `must be an object of groups of events, got ${shown(events)}`);
    return [];
  }
  checkProperties(events, MONITORED_EVENTS, "events", context);
  const watched = MONITORED_EVENTS.filter((event) => {
    const path = joinPath("events", event);
    const about = isAboutKey(event) ? "keyArn" : "repositories";
    checkFlag(events[event], path, context);
    if (config[about] !== undefined) return events[event] !== false;
    if (events[event] === true)
      findings.add("CONFLICTING_OPTIONS", path, `there is no ${about} to watch`, { hint: `give ${about}` });
    return false;
  });
  if (keyArn === undefined && repositories === undefined) {
    findings.add("NOTHING_TO_MONITOR", "", "neither keyArn nor repositories is given");
  } else if (watched.length === 0) {
    findings.add("NOTHING_TO_MONITOR", "events", "every group of events is left out", {
      hint: "leave in at least one",
    });
  }
  return watched;
}

/** Checks an optional true or false that decides how many rules and alarms there are: it must be known when the program runs. */
export function checkFlag(value: unknown, path: string, context: CheckContext): void {
  if (context.isUnresolved(value)) unresolvedStructure(path, context);
  else checkBoolean(value, path, context);
}

function unresolvedStructure(path: string, { findings }: CheckContext): void {
  const message = "is known only at deployment, but decides which rules and alarms there are";
  findings.add("UNRESOLVED_STRUCTURE", path, message);
}

/** A key that is watched sends its events to its own account and Region; a topic's key may be another account's. */
export function checkMonitoringKey(
  property: "keyArn" | "topicKeyArn",
  config: KeyMonitoringConfig,
  context: CheckContext,
): void {
  const { findings, isUnresolved } = context;
  const { [property]: value, region, accountId } = config;
  if (value === undefined || !checkText(value, property, context)) return;
  const key = parseKeyArn(value);
  if (!key) {
    findings.add("INVALID_KEY_ARN", property, `${shown(value)} is not the ARN of a key`);
    return;
  }
  if (!isUnresolved(region) && key.region !== region) {
    findings.add("KEY_REGION_MISMATCH", property, `the key is in ${key.region}, the rules are in ${shown(region)}`, {
      hint: "give a key of the same Region",
    });
  }
  if (property === "keyArn" && !isUnresolved(accountId) && key.accountId !== accountId) {
    const message = `the key belongs to ${key.accountId}, the rules to ${shown(accountId)}`;
    findings.add("KEY_ACCOUNT_MISMATCH", property, message, {
      hint: "make a KeyMonitoring in the account of the key: events about a key go there and nowhere else",
    });
  }
}

/** Checks a topic: a standard one, where the rules are. */
export function checkMonitoringTopic(
  property: "topicArn" | "alarmTopicArn",
  config: KeyMonitoringConfig,
  context: CheckContext,
): void {
  const { findings, isUnresolved } = context;
  const { [property]: value, region, accountId } = config;
  if (value === undefined || !checkText(value, property, context)) return;
  const topic = parseOwnedArn(value, "sns");
  if (!topic?.region || !/^[A-Za-z0-9_-]{1,256}$/.test(topic.resource)) {
    findings.add("INVALID_TOPIC_ARN", property, `${shown(value)} is not the ARN of a standard topic`);
    return;
  }
  const elsewhere =
    (!isUnresolved(region) && topic.region !== region) || (!isUnresolved(accountId) && topic.accountId !== accountId);
  if (!elsewhere) return;
  const message = `the topic is in ${topic.region} of ${topic.accountId}, the rules are in ${shown(region)} of ${shown(accountId)}`;
  findings.add("INVALID_TOPIC_ARN", property, message);
}
