import { parseOwnedArn } from "./arn";
import type { CheckContext } from "../findings/checks";
import { checkText } from "../findings/checks";
import { shown } from "../findings/findings";
import { partitionOf } from "./partition";

/** The parts of a KMS key ARN. */
export interface KeyArnParts {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  readonly keyId: string;
}

/** Takes a KMS key ARN apart; `undefined` when it is anything else (an alias, a key id). */
export function parseKeyArn(value: string): KeyArnParts | undefined {
  const arn = parseOwnedArn(value, "kms");
  const keyId = /^key\/((?:mrk-)?[0-9a-fA-F-]{32,36})$/.exec(arn?.resource ?? "")?.[1];
  if (arn === undefined || arn.region === "" || keyId === undefined) return undefined;
  const { partition, region, accountId } = arn;
  return { partition, region, accountId, keyId };
}

/** What a key ARN has to agree with. */
export interface ExpectedKey {
  readonly region: string;
  readonly keyAccountId: string;
}

/** A multi-Region key's id, and any other's: what is shorter was cut off while copying. */
const KEY_ID = /^(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** Checks a key ARN, and that it belongs to the Region and account of the topology. */
export function checkKeyArn(value: unknown, path: string, expected: ExpectedKey, context: CheckContext): void {
  if (!checkText(value, path, context)) return;
  const { findings, isUnresolved } = context;
  const parts = parseKeyArn(value);
  if (!parts) {
    findings.add("INVALID_KEY_ARN", path, `${shown(value)} is not the ARN of a key`);
    return;
  }
  if (!KEY_ID.test(parts.keyId)) {
    const message = `${shown(parts.keyId)} is not a whole key id, which is a UUID, or mrk- and 32 hexadecimal digits`;
    findings.add("INVALID_KEY_ARN", path, message);
  }
  if (parts.partition !== partitionOf(parts.region)) {
    findings.add(
      "PARTITION_MISMATCH",
      path,
      `${parts.region} is in partition ${partitionOf(parts.region)}, not in ${parts.partition}`,
    );
  }
  if (!isUnresolved(expected.region) && parts.region !== expected.region) {
    findings.add(
      "KEY_REGION_MISMATCH",
      path,
      `the key is in ${parts.region}, the registry in ${shown(expected.region)}`,
    );
  }
  if (!isUnresolved(expected.keyAccountId) && parts.accountId !== expected.keyAccountId) {
    findings.add(
      "KEY_ACCOUNT_MISMATCH",
      path,
      `the key belongs to ${parts.accountId}, the key account is ${shown(expected.keyAccountId)}`,
    );
  }
}
