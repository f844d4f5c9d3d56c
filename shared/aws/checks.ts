import { shown } from "../findings/findings";
import type { CheckContext } from "../findings/checks";
import { checkChoice, checkText } from "../findings/checks";
import { isRegion, partitionOf, PARTITIONS } from "./partition";

/** Checks the Region. */
export function checkRegion(value: unknown, path: string, context: CheckContext): void {
  if (checkText(value, path, context) && !isRegion(value)) {
    context.findings.add("INVALID_REGION", path, `${shown(value)} is not a Region of aws, aws-cn or aws-us-gov`);
  }
}

/** Checks a partition, and that it is that of the Region it is given with. */
export function checkPartition(
  value: unknown,
  path: string,
  context: CheckContext,
  { region }: Readonly<Record<string, unknown>>,
): void {
  const { findings, isUnresolved } = context;
  checkChoice(value, PARTITIONS, path, context);
  if (isUnresolved(value) || !(PARTITIONS as readonly unknown[]).includes(value)) return;
  if (typeof region !== "string" || isUnresolved(region) || !isRegion(region) || value === partitionOf(region)) return;
  findings.add("PARTITION_MISMATCH", path, `${region} is in partition ${partitionOf(region)}, not in ${String(value)}`);
}

/** Checks an account id. */
export function checkAccountId(value: unknown, path: string, { findings, isUnresolved }: CheckContext): void {
  if (isUnresolved(value) || (typeof value === "string" && /^\d{12}$/.test(value))) return;
  findings.add("INVALID_ACCOUNT_ID", path, `must be a 12-digit account id, as a string, got ${shown(value)}`);
}

const REPOSITORY_NAME = /^[a-z0-9]+(?:[._-][a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-][a-z0-9]+)*)*$/;

/** Checks a repository name. */
export function checkRepositoryName(value: unknown, path: string, context: CheckContext): void {
  if (!checkText(value, path, context)) return;
  if (value.length >= 2 && value.length <= 256 && REPOSITORY_NAME.test(value)) return;
  context.findings.add(
    "INVALID_REPOSITORY_NAME",
    path,
    `${shown(value)} is not a valid repository name`,
    repositoryNameHint(value),
  );
}

/** What to do about a name that is wrong in one way only; the rule of the code says the rest. */
function repositoryNameHint(name: string): { readonly hint?: string } {
  if (REPOSITORY_NAME.test(name)) return { hint: `a name has 2 to 256 characters, this one has ${name.length}` };
  const lowered = name.toLowerCase();
  return REPOSITORY_NAME.test(lowered) ? { hint: `did you mean ${shown(lowered)}?` } : {};
}

/** Checks that a repository asked for stands in the topology. */
export function checkKnownRepository(
  name: unknown,
  path: string,
  { repositories }: { readonly repositories: Readonly<Record<string, unknown>> },
  { findings }: CheckContext,
): void {
  if (typeof name === "string" && Object.hasOwn(repositories, name)) return;
  const known = Object.keys(repositories).slice(0, 5).join(", ");
  findings.add("UNKNOWN_REPOSITORY", path, `${shown(name)} is not a repository of the topology (which has ${known})`);
}
