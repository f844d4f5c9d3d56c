import { parseOwnedArn } from "../aws/arn";
import { parseKeyArn } from "../aws/key-arn";
import type { CheckContext } from "../findings/checks";
import { checkText } from "../findings/checks";
import { shown } from "../findings/findings";

type Given = Readonly<Record<string, unknown>>;

/** Checks the key that encrypts a topic; it may be another account's. */
export function checkTopicKey(value: unknown, path: string, context: CheckContext, { region }: Given): void {
  const { findings, isUnresolved } = context;
  if (!checkText(value, path, context)) return;
  const key = parseKeyArn(value);
  if (!key) {
    findings.add("INVALID_KEY_ARN", path, `${shown(value)} is not the ARN of a key`);
  } else if (!isUnresolved(region) && key.region !== region) {
    findings.add("KEY_REGION_MISMATCH", path, `the key is in ${key.region}, the rules are in ${shown(region)}`, {
      hint: "give a key of the same Region",
    });
  }
}

/** A key that is watched sends its events to its own account and Region. */
export function checkWatchedKey(value: unknown, path: string, context: CheckContext, given: Given): void {
  const { findings, isUnresolved } = context;
  const { accountId } = given;
  checkTopicKey(value, path, context, given);
  const key = typeof value === "string" && !isUnresolved(value) ? parseKeyArn(value) : undefined;
  if (!key || isUnresolved(accountId) || key.accountId === accountId) return;
  const message = `the key belongs to ${key.accountId}, the rules to ${shown(accountId)}`;
  findings.add("KEY_ACCOUNT_MISMATCH", path, message, {
    hint: "make a KeyMonitoring in the account of the key: events about a key go there and nowhere else",
  });
}

/** Checks a topic: a standard one, where the rules are. */
export function checkTopic(value: unknown, path: string, context: CheckContext, { region, accountId }: Given): void {
  const { findings, isUnresolved } = context;
  if (!checkText(value, path, context)) return;
  const topic = parseOwnedArn(value, "sns");
  if (!topic?.region || !/^[A-Za-z0-9_-]{1,256}$/.test(topic.resource)) {
    findings.add("INVALID_TOPIC_ARN", path, `${shown(value)} is not the ARN of a standard topic`);
    return;
  }
  const elsewhere =
    (!isUnresolved(region) && topic.region !== region) || (!isUnresolved(accountId) && topic.accountId !== accountId);
  if (!elsewhere) return;
  const message = `the topic is in ${topic.region} of ${topic.accountId}, the rules are in ${shown(region)} of ${shown(accountId)}`;
  findings.add("INVALID_TOPIC_ARN", path, message);
}
