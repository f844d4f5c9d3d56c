import type { CheckContext } from "../../findings/checks";
import { isRecord } from "../../base/record";
import { checkProperties, checkText, joinPath } from "../../findings/checks";
import { shown } from "../../findings/findings";

const RULE_PROPERTIES = ["rulePriority", "description", "selection", "action"];
const SELECTION_PROPERTIES = ["tagStatus", "tagPatternList", "tagPrefixList", "countType", "countUnit", "countNumber"];
const NEWER =
  "use a value listed here; for what AWS has added since, give the policy as text: JSON.stringify({ rules: [ … ] })";
const MOST_WILDCARDS = 4;

/** Adds a finding for everything that is wrong with one rule of a lifecycle policy. */
export function checkLifecycleRule(rule: unknown, path: string, context: CheckContext): void {
  const { findings, isUnresolved } = context;
  if (!isRecord(rule)) {
    findings.add("INVALID_TYPE", path, `must be a rule, got ${shown(rule)}`);
    return;
  }
  const { rulePriority, description, selection, action = { type: "expire" } } = rule;
  const at = (property: string): string => joinPath(path, property);
  checkProperties(rule, RULE_PROPERTIES, path, context);
  if (isUnresolved(rulePriority))
    findings.add("UNRESOLVED_STRUCTURE", at("rulePriority"), "the order of rules is known only at deployment");
  else if (rulePriority !== undefined) checkCount(rulePriority, at("rulePriority"), context);
  if (description !== undefined) checkText(description, at("description"), context);
  if (!isRecord(action)) findings.add("INVALID_TYPE", at("action"), `must be an action, got ${shown(action)}`);
  else {
    checkProperties(action, ["type"], at("action"), context);
    checkOneOf(action["type"], ["expire"], `${at("action")}.type`, context);
  }
  if (!isRecord(selection))
    findings.add("INVALID_TYPE", at("selection"), `must be a selection, got ${shown(selection)}`);
  else checkSelection(selection, at("selection"), context);
}

function checkSelection(selection: Readonly<Record<string, unknown>>, path: string, context: CheckContext): void {
  const { tagStatus, tagPatternList, tagPrefixList, countType, countUnit, countNumber } = selection;
  const wrong = (property: string, message: string, hint?: string): void => {
    context.findings.add("INVALID_LIFECYCLE_RULE", `${path}.${property}`, message, hint === undefined ? {} : { hint });
  };
  checkProperties(selection, SELECTION_PROPERTIES, path, context);
  const lists = { tagPatternList, tagPrefixList };
  const given = Object.entries(lists).filter(([, list]) => list !== undefined);
  if (checkOneOf(tagStatus, ["tagged", "untagged", "any"], `${path}.tagStatus`, context)) {
    if (tagStatus === "tagged" && given.length !== 1)
      wrong("tagStatus", `"tagged" needs exactly one list of tags, got ${given.length}`, "give tagPatternList");
    if (tagStatus !== "tagged" && given.length > 0)
      wrong(given[0]?.[0] ?? "", `cannot be combined with tagStatus ${shown(tagStatus)}`, 'use tagStatus: "tagged"');
  }
  for (const [property, list] of given) checkTags(list, `${path}.${property}`, property === "tagPatternList", context);
  if (checkOneOf(countType, ["imageCountMoreThan", "sinceImagePushed"], `${path}.countType`, context)) {
    if (countUnit !== undefined && countType !== "sinceImagePushed")
      wrong("countUnit", `cannot be combined with countType ${shown(countType)}`, "leave countUnit out");
  }
  if (countUnit !== undefined) checkOneOf(countUnit, ["days"], `${path}.countUnit`, context);
  checkCount(countNumber, `${path}.countNumber`, context);
}

/** A choice that the shape of the policy hangs on: it must be given, and known when the program runs. */
function checkOneOf(value: unknown, choices: readonly string[], path: string, context: CheckContext): boolean {
  const { findings, isUnresolved } = context;
  if (isUnresolved(value)) findings.add("UNRESOLVED_STRUCTURE", path, "is known only at deployment");
  else if (choices.includes(value as string)) return true;
  else
    findings.add("INVALID_OPTION", path, `${shown(value)} is not one of ${choices.map(shown).join(", ")}`, {
      hint: NEWER,
    });
  return false;
}

function checkCount(value: unknown, path: string, { findings, isUnresolved }: CheckContext): void {
  if (isUnresolved(value) || (typeof value === "number" && Number.isSafeInteger(value) && value > 0)) return;
  findings.add("INVALID_LIFECYCLE_RULE", path, `must be a whole number of at least 1, got ${shown(value)}`);
}

function checkTags(list: unknown, path: string, isPattern: boolean, context: CheckContext): void {
  const { findings, isUnresolved } = context;
  if (isUnresolved(list))
    findings.add("UNRESOLVED_STRUCTURE", path, "how many tags there are is known only at deployment");
  else if (!Array.isArray(list) || list.length === 0)
    findings.add(
      "INVALID_TYPE",
      path,
      `must be a list of at least one tag, got ${Array.isArray(list) ? "none" : shown(list)}`,
    );
  else {
    for (const [index, tag] of list.entries()) {
      if (checkText(tag, `${path}[${index}]`, context)) checkTag(tag, `${path}[${index}]`, isPattern, context);
    }
  }
}

function checkTag(tag: string, path: string, isPattern: boolean, { findings }: CheckContext): void {
  const wrong = (message: string, hint: string): void => {
    findings.add("INVALID_LIFECYCLE_RULE", path, message, { hint });
  };
  if (!/^[\w.*-]+$/.test(tag))
    wrong(
      `${shown(tag)} matches no tag`,
      "tags have letters, digits, and the characters . _ -; in a pattern * stands for any of them",
    );
  else if (!isPattern && tag.includes("*"))
    wrong(`${shown(tag)} is a pattern, not a prefix`, "use tagPatternList for patterns");
  else if (tag.split("*").length - 1 > MOST_WILDCARDS)
    wrong(`${shown(tag)} has more than ${MOST_WILDCARDS} wildcards`, `use at most ${MOST_WILDCARDS} "*"`);
}
