import { compareText } from "../base/canonical";
import type { CheckContext } from "../findings/check-values";
import { isRecord } from "../base/record";
import { checkBoolean, checkProperties, joinPath } from "../findings/check-values";
import { checkRepositoryName } from "../aws/checks";
import { shown } from "../findings/findings";
import type { MonitoredEvent } from "./monitored-events";
import { isAboutKey, MONITORED_EVENTS } from "./monitored-events";
import type { KeyMonitoringConfig } from "./monitoring-config";

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
