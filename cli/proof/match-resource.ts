import type { StatementJson } from "../policy/policy-json";
import { listOf } from "../policy/policy-json";
import { replaceUnknowns } from "../policy/unknown";
import { hasWildcard, matchesPattern } from "../policy/patterns";

/**
 * Matches the resources of a statement with a repository or key: `yes`, `no`, `maybe` (a part is not known), or, when only the
 * simulator can say, a text that is the same for all ARNs of which it says the same.
 */
export type ResourceMatcher = (arn: string) => string;

/** A matcher for a statement's resources. Exact ARNs, by far the most, are found without a search. */
export function resourceMatcher({ Resource, NotResource }: StatementJson): ResourceMatcher {
  if (NotResource !== undefined) return (arn) => `not ${arn}`;
  if (Resource === undefined) return () => "yes";
  const values = listOf(Resource);
  if (values.includes("*")) return () => "yes";
  const exact = new Set<string>();
  const patterns: (readonly string[])[] = [];
  const others: { readonly pattern: string; readonly answer: (arn: string) => string }[] = [];
  for (const value of values) {
    const wide = replaceUnknowns(value, "*").replace(/\$\{[^}]*\}/g, "*");
    if (value.includes("$")) others.push({ pattern: wide, answer: (arn) => `variable ${arn}` });
    else if (wide !== value) others.push({ pattern: wide.startsWith("arn:") ? wide : "*", answer: () => "maybe" });
    else if (SIMPLE.test(value) && hasWildcard(value)) patterns.push(segmentsOf(value));
    else if (SIMPLE.test(value)) exact.add(value);
    else if (!isElsewhere(value)) others.push({ pattern: value, answer: () => `odd ${value}` });
  }
  return (arn) => {
    if (exact.has(arn)) return "yes";
    if (patterns.length > 0) {
      const segments = segmentsOf(arn);
      if (patterns.some((pattern) => pattern.every((part, index) => matchesPattern(part, segments[index] ?? ""))))
        return "yes";
    }
    if (others.length === 0) return "no";
    const answers = others.filter(({ pattern }) => matchesPattern(pattern, arn)).map(({ answer }) => answer(arn));
    return answers.length > 0 ? [...new Set(answers)].join() : "no";
  };
}

/** No wildcard in what stands before the name: there it has a meaning of its own. */
const SIMPLE = /^arn:[\w*-]+:(?:ecr|kms|[\w*]*\*[\w*]*):[\w*?-]*:[\d*?]*:(?:repository|key)\/[^:$]+$/;

/** The ARN of another service's resource, however it is written. */
function isElsewhere(value: string): boolean {
  return /^arn:[\w-]+:(?!ecr:|kms:)[a-z0-9-]+:/.test(value);
}

function segmentsOf(arn: string): readonly string[] {
  const [, partition = "", service = "", region = "", account = "", ...rest] = arn.split(":");
  return [partition, service, region, account, rest.join(":")];
}
