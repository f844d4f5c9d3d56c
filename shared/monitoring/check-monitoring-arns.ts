import { parseKeyArn } from "../aws/arn";
import type { CheckContext } from "../findings/check-values";
import { checkText } from "../findings/check-values";
import { shown } from "../findings/findings";
import type { KeyMonitoringConfig } from "./monitoring-config";

/** A key that is watched sends its events to its own account and Region; a topic's key may be another account's. */
export function checkMonitoringKey(
  property: "keyArn" | "topicKeyArn",
  config: KeyMonitoringConfig,
  context: CheckContext,
): void {
  const { findings, isUnresolved } = context;
  const { [property]: value, region, accountId } = config;
  if (value === undefined || !checkText(value, property, context)) return;
  const key = parseKeyArn(value);
  if (!key) {
    findings.add("INVALID_KEY_ARN", property, `${shown(value)} is not the ARN of a key`);
    return;
  }
  if (!isUnresolved(region) && key.region !== region) {
    findings.add("KEY_REGION_MISMATCH", property, `the key is in ${key.region}, the rules are in ${shown(region)}`, {
      hint: "give a key of the same Region",
    });
  }
  if (property === "keyArn" && !isUnresolved(accountId) && key.accountId !== accountId) {
    const message = `the key belongs to ${key.accountId}, the rules to ${shown(accountId)}`;
    findings.add("KEY_ACCOUNT_MISMATCH", property, message, {
      hint: "make a KeyMonitoring in the account of the key: events about a key go there and nowhere else",
    });
  }
}

const TOPIC_ARN = /^arn:(aws|aws-cn|aws-us-gov):sns:([a-z0-9-]+):(\d{12}):[A-Za-z0-9_-]{1,256}$/;

/** Checks a topic: a standard one, where the rules are. */
export function checkMonitoringTopic(
  property: "topicArn" | "alarmTopicArn",
  config: KeyMonitoringConfig,
  context: CheckContext,
): void {
  const { findings, isUnresolved } = context;
  const { [property]: value, region, accountId } = config;
  if (value === undefined || !checkText(value, property, context)) return;
  const [match, , topicRegion, topicAccountId] = TOPIC_ARN.exec(value) ?? [];
  if (match === undefined) {
    findings.add("INVALID_TOPIC_ARN", property, `${shown(value)} is not the ARN of a standard topic`);
    return;
  }
  const elsewhere =
    (!isUnresolved(region) && topicRegion !== region) || (!isUnresolved(accountId) && topicAccountId !== accountId);
  if (!elsewhere) return;
  const message = `the topic is in ${topicRegion} of ${topicAccountId}, the rules are in ${shown(region)} of ${shown(accountId)}`;
  findings.add("INVALID_TOPIC_ARN", property, message);
}
