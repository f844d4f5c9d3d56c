import type { Diagnosis } from "../../doctor/diagnosis";
import type { Examination, ExaminedKey, ExaminedRepository } from "../../doctor/examination";
import { verdictOf } from "../../doctor/examination";
import { isAwsManaged } from "../../doctor/diagnose/key-kind";
import { keyName } from "../../doctor/diagnose/words";
import { counted } from "../../toolkit/amounts";

/** What a diagnosis is called: what could not be read is nothing that was found. */
export function severityWord({ severity, code }: Diagnosis): "broken" | "at risk" | "unknown" | "note" {
  if (code.endsWith("not-read")) return "unknown";
  return severity === "at-risk" ? "at risk" : severity;
}

/** The verdict in a sentence. */
export function verdictSentence(examination: Examination): string {
  const { diagnoses } = examination;
  const broken = diagnoses.filter(({ severity }) => severity === "broken").length;
  const unread = diagnoses.filter((each) => severityWord(each) === "unknown").length;
  const unreadWords =
    unread === 0
      ? ""
      : ` ${counted(unread, "thing")} could not be read, and nothing is said about ${unread === 1 ? "it" : "them"}.`;
  switch (verdictOf(examination)) {
    case "broken":
      return `${counted(broken, "thing is", "things are")} broken.${unreadWords}`;
    case "not known":
      return `Nothing that could be read is broken.${unreadWords}`;
    case "healthy":
      return `Nothing is broken: ${fineWords(examination)}.${unreadWords}`;
  }
}

function fineWords({ repositories, diagnoses }: Examination): string {
  if (!repositories.some(({ keyArn }) => keyArn !== undefined)) return "no KMS key is involved";
  return diagnoses.some(({ code }) => code === "grants-not-visible-yet")
    ? "the keys can be used, and grants of new repositories may still appear"
    : "the keys can be used and ECR has its grants";
}

/** What a diagnosis is about, for people: a repository's name, or a key's alias. */
export function subjectName({ subject }: Diagnosis, { repositories, keys }: Examination): string {
  const repository = repositories.find(({ arn }) => arn === subject);
  if (repository !== undefined) return `repository ${repository.name}`;
  const key = keys.find(({ arn }) => arn === subject);
  return key === undefined ? subject : `key ${keyName(key)}`;
}

/** Name and value of one thing that is the case. */
export type Fact = readonly [name: string, value: string];

/** What is known of a key. */
export function keyFacts(key: ExaminedKey): readonly Fact[] {
  const { aliases, state, deletionDate, keySpec, keyUsage, origin, multiRegion, validTo, grants } = key;
  return [
    ["ARN", key.arn],
    ["Aliases", aliases.length === 0 ? "none" : aliases.join(", ")],
    ["Managed by", isAwsManaged(key) ? "AWS" : `account ${key.accountId}`],
    ["State", `${state ?? "not known"}${deletionDate === undefined ? "" : `, deletion on ${deletionDate}`}`],
    ["Kind", [keySpec, keyUsage, origin, multiRegion === true ? "multi-Region" : undefined].filter(Boolean).join(", ")],
    ...(validTo === undefined ? [] : [["Material expires", validTo] as const]),
    ["Rotation", rotationWords(key)],
    ["Grants", grants === undefined ? "not known" : grants.toLocaleString("en")],
  ];
}

function rotationWords(key: ExaminedKey): string {
  const { rotation } = key;
  if (isAwsManaged(key)) return "by AWS";
  if (rotation === undefined) return "not known";
  if (!rotation.enabled) return "off";
  return [
    "on",
    ...(rotation.periodInDays === undefined ? [] : [`every ${rotation.periodInDays} days`]),
    ...(rotation.nextDate === undefined ? [] : [`next on ${rotation.nextDate.slice(0, 10)}`]),
  ].join(", ");
}

/** What is known of a repository, in a line. */
export function repositoryFact(repository: ExaminedRepository, keys: readonly ExaminedKey[]): string {
  const { encryptionType, keyArn, ecrGrants, accountId, region } = repository;
  const key = keys.find(({ arn }) => arn === keyArn);
  return [
    `${accountId}, ${region}`,
    encryptionType,
    ...(keyArn === undefined ? [] : [key === undefined ? keyArn : `key ${keyName(key)}`]),
    ...(encryptionType === "AES256"
      ? []
      : [`ECR's grants: ${ecrGrants === undefined ? "not known" : `${ecrGrants} of 2`}`]),
  ].join("; ");
}
