import type { CheckContext } from "../findings/checks";
import { shown } from "../findings/findings";
import { compareText } from "../base/canonical";
import { REPLICATION_LIMITS } from "./replication";

/**
 * What ECR takes as a filter.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_RepositoryFilter.html
 */
const FILTER = /^(?:[a-z0-9]+(?:[._-][a-z0-9]*)*\/)*[a-z0-9]*(?:[._-][a-z0-9]*)*$/;

/** Whether a prefix reaches only what is below it, as creation templates do. */
export function isNamespace(prefix: string): boolean {
  return prefix.endsWith("/");
}

/** Checks the prefixes of a replication; `undefined` when there was a finding. */
export function readPrefixes(
  prefixes: unknown,
  path: string,
  repositoryNames: readonly string[],
  context: CheckContext,
): readonly string[] | undefined {
  const { findings, isUnresolved } = context;
  if (isUnresolved(prefixes)) {
    findings.add("UNRESOLVED_STRUCTURE", path, "the prefixes are known only at deployment");
    return undefined;
  }
  if (!Array.isArray(prefixes)) {
    findings.add("INVALID_TYPE", path, `must be a list of prefixes, got ${shown(prefixes)}`);
    return undefined;
  }
  if (prefixes.length === 0) {
    findings.add("INVALID_OPTION", path, "names no prefix", { hint: "leave prefixes out, or name at least one" });
    return undefined;
  }
  const found = findings.count;
  // A list with holes is read as one that holds undefined there.
  Array.from(prefixes as readonly unknown[]).forEach((prefix, index) => {
    checkPrefix(prefix, `${path}[${index}]`, repositoryNames, context);
  });
  return findings.count === found ? (prefixes as readonly string[]) : undefined;
}

function checkPrefix(value: unknown, path: string, names: readonly string[], context: CheckContext): void {
  const { findings, isUnresolved } = context;
  if (isUnresolved(value)) {
    findings.add(
      "UNRESOLVED_STRUCTURE",
      path,
      "the prefix is known only at deployment, but decides what is replicated",
    );
  } else if (typeof value !== "string") {
    findings.add("INVALID_TYPE", path, `must be a string, got ${shown(value)}`);
  } else if (value.length < 2 || value.length > 256 || !FILTER.test(value)) {
    findings.add("INVALID_REPLICATION_PREFIX", path, `${shown(value)} is not a valid beginning of a repository name`);
  } else if (!names.some((name) => name.startsWith(value))) {
    findings.add("PREFIX_WITHOUT_REPOSITORY", path, `no repository of the topology begins with ${shown(value)}`);
  }
}

/** The prefixes that no other prefix reaches, in fixed order: what ECR is given as filters. */
export function filtersOf(prefixes: readonly string[]): readonly string[] {
  const filters: string[] = [];
  for (const prefix of [...prefixes].sort(compareText)) {
    // In sorted order a prefix comes before, and next to, everything that begins with it.
    const last = filters.at(-1);
    if (last === undefined || !prefix.startsWith(last)) filters.push(prefix);
  }
  return filters;
}

/** Adds a finding when there are more filters than AWS takes. */
export function checkFilterCount(filters: readonly string[], path: string, { findings }: CheckContext): void {
  const most = REPLICATION_LIMITS.rules * REPLICATION_LIMITS.filtersPerRule;
  if (filters.length <= most) return;
  findings.add(
    "REPLICATION_LIMIT_EXCEEDED",
    path,
    `the replication would have ${filters.length} filters; ECR allows ${most} (${REPLICATION_LIMITS.rules} rules of ${REPLICATION_LIMITS.filtersPerRule})`,
    { hint: 'give namespaces as prefixes: prefixes: ["team/"]' },
  );
}
