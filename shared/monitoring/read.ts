import { checkAccountId, checkPartition, checkRegion, checkRepositoryName } from "../aws/checks";
import type { Partition } from "../aws/partition";
import { partitionOf } from "../aws/partition";
import { compareText } from "../base/canonical";
import { isRecord } from "../base/record";
import type { CheckContext } from "../findings/checks";
import { checkBoolean, checkProperties, checkText, joinPath } from "../findings/checks";
import { shown } from "../findings/findings";
import type { Shape } from "../findings/shape";
import { checkShape, knownNow, READ_APART, withDefaults } from "../findings/shape";
import { checkTopic, checkTopicKey, checkWatchedKey } from "./check-arns";
import type { KeyMonitoringConfig } from "./config";
import type { MonitoredEvent } from "./events";
import { isAboutKey, MONITORED_EVENTS } from "./events";

/** A configuration that has been checked, with its defaults filled in. */
export interface ResolvedMonitoring {
  readonly partition: Partition;
  readonly region: string;
  readonly accountId: string;
  readonly keyArn?: string;
  readonly repositories: readonly string[];
  /** The groups of events to watch, in canonical order. */
  readonly events: readonly MonitoredEvent[];
  readonly namePrefix: string;
  readonly topicArn?: string;
  readonly topicKeyArn?: string;
  readonly conditionOnRules: boolean;
  readonly deliveryAlarms: boolean;
  readonly alarmTopicArn?: string;
}

const WHY = "is known only at deployment, but decides which rules and alarms there are";
const checkFlag = knownNow(checkBoolean, WHY);

/** What `KeyMonitoring` is given. */
export const KEY_MONITORING = {
  region: { required: true, check: checkRegion },
  accountId: { required: true, check: checkAccountId },
  partition: { check: checkPartition, otherwise: "that of the Region" },
  keyArn: { check: checkWatchedKey, otherwise: "no key is watched" },
  repositories: { check: READ_APART, otherwise: "neither repositories nor their registry are watched" },
  events: { check: READ_APART, otherwise: "all groups of what is watched" },
  topicArn: { check: checkTopic, otherwise: "a topic is made" },
  topicKeyArn: { check: checkTopicKey, otherwise: "a key is made for the topic alone" },
  conditionOnRules: { check: checkFlag, default: false },
  deliveryAlarms: { check: checkFlag, default: true },
  alarmTopicArn: { check: checkTopic, otherwise: "the same topic" },
  namePrefix: { check: checkNamePrefix, default: "ecr-kms" },
} as const satisfies Shape<KeyMonitoringConfig>;

/** Reads what a `KeyMonitoring` was given and adds a finding for everything that is wrong with it. */
export function readMonitoring(config: KeyMonitoringConfig, context: CheckContext): ResolvedMonitoring | undefined {
  const found = context.findings.count;
  checkShape(config, KEY_MONITORING, "", context);
  const repositories = readRepositoriesToWatch(config.repositories, context);
  const events = readEvents(config, context);
  checkTogether(config, context);
  if (context.findings.count > found) return undefined;
  const filled = withDefaults(config, KEY_MONITORING);
  return { ...filled, partition: config.partition ?? partitionOf(config.region), repositories, events };
}

function checkNamePrefix(value: unknown, path: string, context: CheckContext): void {
  if (!checkText(value, path, context) || /^[A-Za-z0-9_-]{1,40}$/.test(value)) return;
  context.findings.add("INVALID_NAME_PREFIX", path, `${shown(value)} is not a valid beginning of a rule name`);
}

function checkTogether({ topicArn, topicKeyArn, ...config }: KeyMonitoringConfig, { findings }: CheckContext): void {
  const conflict = (path: string, message: string): void => {
    findings.add("CONFLICTING_OPTIONS", path, message);
  };
  if (topicArn !== undefined && topicKeyArn !== undefined)
    conflict("topicKeyArn", "an existing topic is given; its encryption is its own");
  if (topicArn !== undefined && config.conditionOnRules !== undefined)
    conflict("conditionOnRules", "an existing topic is given, whose policy is not managed here");
  if (config.alarmTopicArn !== undefined && config.deliveryAlarms === false)
    conflict("alarmTopicArn", "a topic for alarms is given, but alarms are switched off");
}

/** The names and beginnings of names to watch, without duplicates, in canonical order. */
function readRepositoriesToWatch(value: unknown, context: CheckContext): readonly string[] {
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
    const hint = 'name repositories, give ["*"] for the whole registry, or leave repositories out';
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
function readEvents(config: KeyMonitoringConfig, context: CheckContext): readonly MonitoredEvent[] {
  const { findings } = context;
  const { events = {}, keyArn, repositories } = config;
  if (!isRecord(events)) {
    findings.add("INVALID_TYPE", "events", `must map groups of events to true or false, got ${shown(events)}`);
    return [];
  }
  checkProperties(events, MONITORED_EVENTS, "events", context);
  const watched = MONITORED_EVENTS.filter((event) => {
    const path = joinPath("events", event);
    const about = isAboutKey(event) ? "keyArn" : "repositories";
    checkFlag(events[event], path, context, events);
    if (config[about] !== undefined) return events[event] !== false;
    if (events[event] === true)
      findings.add("CONFLICTING_OPTIONS", path, `there is no ${about} to watch`, { hint: `give ${about}` });
    return false;
  });
  if (keyArn === undefined && repositories === undefined) {
    findings.add("NOTHING_TO_MONITOR", "", "neither keyArn nor repositories is given");
  } else if (watched.length === 0) {
    findings.add("NOTHING_TO_MONITOR", "events", "every group of events is switched off", {
      hint: "leave at least one of them on",
    });
  }
  return watched;
}

function unresolvedStructure(path: string, { findings }: CheckContext): void {
  findings.add("UNRESOLVED_STRUCTURE", path, WHY);
}
