import { PAGES as RULE_PAGES } from "../../rules/pages";
import { listNames } from "../../toolkit/list-words";
import type { Deployed, DeployedKey, DeployedRepository } from "../deployed";

const ECR_GUIDE = "https://docs.aws.amazon.com/AmazonECR/latest/userguide";
const KMS_GUIDE = "https://docs.aws.amazon.com/kms/latest/developerguide";
const KMS_API = "https://docs.aws.amazon.com/kms/latest/APIReference";

/** The pages that the diagnoses come from. */
export const PAGES = {
  ...RULE_PAGES,
  encryption: `${ECR_GUIDE}/encryption-at-rest.html`,
  cloudTrail: `${ECR_GUIDE}/logging-using-cloudtrail.html`,
  importing: `${KMS_GUIDE}/importing-keys.html`,
  customKeyStores: `${KMS_GUIDE}/custom-key-store-overview.html`,
  awsManagedKeys: `${KMS_GUIDE}/concepts.html`,
  grants: `${KMS_GUIDE}/grants.html`,
  cancelDeletion: `${KMS_API}/API_CancelKeyDeletion.html`,
  revokeGrant: `${KMS_API}/API_RevokeGrant.html`,
} as const;

const MOST_NAMES = 5;

/** The repositories that a key encrypts, among those that were examined. */
export function encryptedBy(key: DeployedKey, { repositories }: Deployed): readonly DeployedRepository[] {
  return repositories.filter(({ keyArn }) => keyArn === key.arn);
}

/** `orders, payments and 3 more` */
export function repositoryNames(repositories: readonly DeployedRepository[]): string {
  return listNames(
    repositories.map(({ name }) => name),
    MOST_NAMES,
  );
}

/** A key as people know it: `alias/ecr/registry`, or its id. */
export function keyName({ aliases, keyId }: Pick<DeployedKey, "aliases" | "keyId">): string {
  return aliases[0] ?? keyId;
}

/** What nobody can do while a key is not usable. */
export function imagesBroken(key: DeployedKey, deployed: Deployed): string {
  const names = repositoryNames(encryptedBy(key, deployed));
  return `Pushes to ${names} fail with KmsException, and ECR cannot decrypt the images that are there for a pull.`;
}

/** How sure `imagesBroken` is. */
export const IMAGES_CERTAINTY =
  "AWS documents KmsException for pushes, and that KMS refuses to decrypt; which error a pull shows, it does not.";

/** The command line of the AWS CLI for a key, complete. */
export function kmsCommand(operation: string, key: DeployedKey, more = ""): string {
  return `aws kms ${operation} --key-id ${key.arn}${more} --region ${key.region}`;
}

/** `--key` is left to the user: which key is a decision. */
export function migrateCommand({ arn }: DeployedRepository): string {
  return `ecr-kms migrate plan ${arn} --key <key-arn>`;
}

/** `2026-12-01 09:30 UTC` */
export function dateWords(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whole days from one moment to another, rounded down. */
export function daysUntil(iso: string, now: Date): number {
  return Math.floor((new Date(iso).getTime() - now.getTime()) / DAY_MS);
}

/** `in 6 days`, `in less than a day`, `that is past` */
export function untilWords(iso: string, now: Date): string {
  const days = daysUntil(iso, now);
  if (days < 0) return "that is past";
  return days === 0 ? "in less than a day" : days === 1 ? "in 1 day" : `in ${days} days`;
}
