import type { FindingList } from "../findings/findings";
import { shown } from "../findings/findings";
import { parseGrantee } from "./grantee";
import type { ParsedGrantee } from "./kinds";
import { whyNot } from "./mistakes";
import type { Partition } from "../aws/partition";
import { PARTITIONS } from "../aws/partition";

const ARN_PARTITION = /^arn:([\w-]+):/;

/**
 * Checks one grantee, and says for the common mistakes what was probably meant.
 *
 * @param partition - The partition of the registry; `undefined` when it is known only at deployment.
 * @returns The parsed grantee, or `undefined` after adding a finding.
 */
export function checkGrantee(
  value: unknown,
  path: string,
  partition: Partition | undefined,
  findings: FindingList,
): ParsedGrantee | undefined {
  if (typeof value !== "string") {
    findings.add("INVALID_TYPE", path, `must be a grantee, as a string, got ${shown(value)}`, numberHint(value));
    return undefined;
  }
  const parsed = parseGrantee(value);
  if (!parsed) {
    const { code, message, hint } = whyNot(value);
    findings.add(code, path, `${shown(value)} ${message}`, hint === undefined ? {} : { hint });
    return undefined;
  }
  checkPartition(value, path, partition, findings);
  return parsed;
}

function checkPartition(text: string, path: string, partition: Partition | undefined, findings: FindingList): void {
  const own = ARN_PARTITION.exec(text)?.[1];
  const possible: readonly string[] = partition === undefined ? PARTITIONS : [partition];
  if (own === undefined || possible.includes(own)) return;
  const message = `${shown(text)} is in partition ${own}, the registry is in ${possible.join(", ").replace(/, (?=[^,]*$)/, " or ")}`;
  findings.add("PARTITION_MISMATCH", path, message);
}

function numberHint(value: unknown): { hint?: string } {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) return {};
  return { hint: `account ids are strings: did you mean "${String(value).padStart(12, "0")}"?` };
}
