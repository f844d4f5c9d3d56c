import { checkLifecycleRule } from "./check-rule";
import type { CheckContext } from "../../findings/checks";
import { isRecord } from "../../base/record";
import { checkProperties, joinPath } from "../../findings/checks";
import { shown } from "../../findings/findings";
import type { LifecyclePolicy } from "./rule";
import { lifecyclePolicyText } from "./text";

const MOST_RULES = 50;
const SHORTEST_TEXT = 100;
const LONGEST_TEXT = 30_720;

/** Adds a finding for everything that is wrong with a lifecycle policy, given as text or as rules. */
export function checkLifecyclePolicy(policy: unknown, path: string, context: CheckContext): void {
  const { findings, isUnresolved } = context;
  if (isUnresolved(policy)) return;
  if (typeof policy === "string") {
    checkText(policy, path, context);
    return;
  }
  if (!isRecord(policy)) {
    findings.add("INVALID_TYPE", path, `must be a lifecycle policy, as an object or JSON text, got ${shown(policy)}`);
    return;
  }
  const { rules } = policy;
  const before = findings.count;
  checkProperties(policy, ["rules"], path, context);
  if (!checkNumberOfRules(rules, joinPath(path, "rules"), context)) return;
  for (const [index, rule] of rules.entries())
    checkLifecycleRule(rule, `${joinPath(path, "rules")}[${index}]`, context);
  if (findings.count > before) return;
  checkRulesTogether((policy as unknown as LifecyclePolicy).rules, joinPath(path, "rules"), context);
  if (findings.count > before) return;
  const text = lifecyclePolicyText(policy as unknown as LifecyclePolicy);
  if (!isUnresolved(text)) checkLength(text, path, context);
}

function checkNumberOfRules(rules: unknown, path: string, context: CheckContext): rules is readonly unknown[] {
  const { findings, isUnresolved } = context;
  if (isUnresolved(rules))
    findings.add("UNRESOLVED_STRUCTURE", path, "how many rules there are is known only at deployment");
  else if (!Array.isArray(rules)) findings.add("INVALID_TYPE", path, `must be a list of rules, got ${shown(rules)}`);
  else if (rules.length === 0 || rules.length > MOST_RULES)
    findings.add("INVALID_LIFECYCLE_POLICY", path, `has ${rules.length} rules; AWS allows 1 to ${MOST_RULES}`, {
      hint: rules.length === 0 ? "leave lifecyclePolicy out to keep every image" : "give fewer rules",
    });
  else return true;
  return false;
}

/** What AWS demands of the rules of one policy; each by itself is right. */
function checkRulesTogether(
  rules: LifecyclePolicy["rules"],
  path: string,
  { findings, isUnresolved }: CheckContext,
): void {
  const add = (index: number, property: string, message: string, hint: string): void => {
    findings.add("INVALID_LIFECYCLE_POLICY", `${path}[${index}].${property}`, message, { hint });
  };
  const given = rules.filter(({ rulePriority }) => rulePriority !== undefined).length;
  const numbered = given === rules.length;
  const last = numbered ? Math.max(...rules.map(({ rulePriority = 0 }) => rulePriority)) : rules.length;
  const seen = new Map<string, number>();
  for (const [index, { rulePriority, selection }] of rules.entries()) {
    const priority = numbered ? rulePriority : index + 1;
    if (given > 0 && rulePriority === undefined)
      add(index, "rulePriority", "is missing, and other rules have one", "number every rule, or none");
    const taken = rulePriority === undefined ? undefined : firstWith(`priority ${rulePriority}`, index, seen);
    if (taken !== undefined)
      add(index, "rulePriority", `${rulePriority} is the priority of rules[${taken}] too`, "give each rule its own");
    if (selection.tagStatus === "any" && priority !== last)
      add(
        index,
        "selection.tagStatus",
        '"any" is not in the last rule',
        'put the rule with "any" last: it selects every image',
      );
    const { tagPatternList, tagPrefixList } = selection;
    const tags = tagPatternList ?? tagPrefixList ?? [];
    if (tags.some((tag) => isUnresolved(tag))) continue;
    const kind = tagPatternList ? "tagPatternList" : tagPrefixList ? "tagPrefixList" : "tagStatus";
    const same = firstWith(`${kind} ${selection.tagStatus} ${[...new Set(tags)].sort().join(" ")}`, index, seen);
    if (same !== undefined)
      add(
        index,
        `selection.${kind}`,
        `selects what rules[${same}] selects, which alone can expire it`,
        "keep one of the two rules",
      );
  }
}

/** The first rule with the same mark, or nothing: then this one is the first. */
function firstWith(mark: string, index: number, seen: Map<string, number>): number | undefined {
  const first = seen.get(mark);
  if (first === undefined) seen.set(mark, index);
  return first;
}

function checkText(text: string, path: string, context: CheckContext): void {
  const rules = rulesOf(text);
  if (rules === undefined) {
    context.findings.add("INVALID_TYPE", path, "is not the JSON text of an object", {
      hint: "give JSON.stringify({ rules: [ … ] })",
    });
  } else if (checkNumberOfRules(rules.rules, joinPath(path, "rules"), context)) checkLength(text, path, context);
}

function rulesOf(text: string): { readonly rules: unknown } | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isRecord(parsed) ? { rules: parsed["rules"] } : undefined;
  } catch {
    return undefined;
  }
}

function checkLength({ length }: string, path: string, { findings }: CheckContext): void {
  const allowed = `AWS allows ${SHORTEST_TEXT} to 30,720`;
  if (length > LONGEST_TEXT)
    findings.add("DOCUMENT_TOO_LARGE", path, `has ${length} characters; ${allowed}`, {
      hint: "give fewer rules or tags",
    });
  if (length < SHORTEST_TEXT)
    findings.add("INVALID_LIFECYCLE_POLICY", path, `has ${length} characters; ${allowed}`, {
      hint: "give whole rules",
    });
}
