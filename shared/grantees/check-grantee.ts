import type { FindingList } from "../findings/findings";
import { shown } from "../findings/findings";
import type { ParsedGrantee } from "./grantee";
import { parseGrantee } from "./grantee";
import { whyNot } from "./grantee-mistakes";
import type { Partition } from "../aws/partition";

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
    findings.add("INVALID_TYPE", path, `a grantee is a string, got ${shown(value)}`, numberHint(value));
    return undefined;
  }
  const parsed = parseGrantee(value);
  if (!parsed) {
    const { code, message, hint } = whyNot(value);
    findings.add(code, path, `${shown(value)} ${message}`, hint === undefined ? {} : { hint });
    return undefined;
  }
  const own = ARN_PARTITION.exec(value)?.[1];
  if (own !== undefined && partition !== undefined && own !== partition) {
    findings.add("PARTITION_MISMATCH", path, `${shown(value)} is in partition ${own}, the registry is in ${partition}`);
  }
  return parsed;
}

function numberHint(value: unknown): { hint?: string } {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) return {};
  return { hint: `account ids are strings: did you mean "${String(value).padStart(12, "0")}"?` };
}
