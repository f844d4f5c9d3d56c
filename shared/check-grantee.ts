import type { FindingList } from "./findings";
import { shown } from "./findings";
import type { ParsedGrantee } from "./grantee";
import { parseGrantee } from "./grantee";
import type { Partition } from "./partition";

const ARN_PARTITION = /^arn:([\w-]+):/;
const SESSION = /^arn:([\w-]+):sts::(\d{12}):assumed-role\/([^/]+)\/.+$/;
const GROUP = /^arn:[\w-]+:iam::\d{12}:group\/.+$/;
const UNIQUE_ID = /^(AROA|AIDA|AGPA|ANPA|AIPA)[A-Z0-9]{12,}$/;
const SHORT_ACCOUNT = /^\d{1,11}$/;

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
    refuse(value, path, findings);
    return undefined;
  }
  const own = ARN_PARTITION.exec(value)?.[1];
  if (own !== undefined && partition !== undefined && own !== partition) {
    findings.add("PARTITION_MISMATCH", path, `${shown(value)} is in partition ${own}, the registry is in ${partition}`);
  }
  return parsed;
}

function refuse(value: string, path: string, findings: FindingList): void {
  const session = SESSION.exec(value);
  if (session) {
    const [, partition = "aws", accountId = "", role = ""] = session;
    const hint = `did you mean "arn:${partition}:iam::${accountId}:role/${role}"? (add the path, if the role has one)`;
    findings.add("GRANTEE_IS_SESSION", path, `${shown(value)} is an assumed-role session`, { hint });
  } else if (value.includes("*")) {
    findings.add("GRANTEE_IS_WILDCARD", path, `${shown(value)} holds a wildcard`);
  } else if (GROUP.test(value)) {
    findings.add("GRANTEE_IS_GROUP", path, `${shown(value)} is an IAM group`);
  } else if (UNIQUE_ID.test(value)) {
    findings.add("GRANTEE_IS_UNIQUE_ID", path, `${shown(value)} is a unique id`);
  } else if (SHORT_ACCOUNT.test(value)) {
    findings.add("INVALID_ACCOUNT_ID", path, `an account id has 12 digits, got ${shown(value)}`, {
      hint: `did you mean "${value.padStart(12, "0")}"? Leading zeros belong to the id`,
    });
  } else {
    findings.add("INVALID_GRANTEE", path, `${shown(value)} is no grantee`);
  }
}

function numberHint(value: unknown): { hint?: string } {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) return {};
  return { hint: `account ids are strings: did you mean "${String(value).padStart(12, "0")}"?` };
}
