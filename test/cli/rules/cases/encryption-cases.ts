import { unknown } from "../../../../cli/policy/unknown";
import { key, KEY_ARN, KEY_SUBJECT, model, repository, REPOSITORY_SUBJECT, withKey, withRepository } from "../model";
import type { RuleCase } from "./rule-case";

const ALIAS_ARN = "arn:aws:kms:us-east-1:123456789012:alias/ecr/registry";
const KEY_ID = "11111111-2222-3333-4444-555555555555";
const source = { input: "plan.json", address: "aws_ecr_repository.orders" };

export const ENCRYPTION_CASES: readonly RuleCase[] = [
  {
    rule: "repository-without-customer-key",
    breaks: withRepository({ encryption: { type: "AES256" }, source }),
    finds: [{ subject: REPOSITORY_SUBJECT, source, message: "It is encrypted with AES256." }],
    keeps: [
      model(),
      withRepository({ encryption: { type: "KMS" } }),
      withRepository({ encryption: { type: unknown("var.type") } }),
      withRepository({ encryption: { type: "AES256" }, change: { actions: "delete" } }),
    ],
  },
  {
    rule: "kms-without-key-arn",
    breaks: model({
      repositories: [
        repository({ encryption: { type: "KMS" } }),
        repository({ name: "secret", encryption: { type: "KMS_DSSE" } }),
      ],
    }),
    finds: [
      {
        subject: REPOSITORY_SUBJECT,
        message: "It has KMS encryption and no key: ECR takes the AWS managed key aws/ecr.",
      },
      {
        subject: "repository secret",
        message: "It has KMS encryption and no key: ECR takes the AWS managed key aws/ecr.",
      },
    ],
    keeps: [
      model(),
      withRepository({ encryption: { type: "AES256" } }),
      withRepository({ encryption: { type: unknown("var.type") } }),
      withRepository({ encryption: { type: "KMS", written: unknown("var.key"), keyArn: unknown("var.key") } }),
      withRepository({ encryption: { type: "KMS", reference: "var.key" } }),
    ],
  },
  {
    rule: "key-aws-managed",
    when: "the alias is written",
    breaks: withRepository({ encryption: { type: "KMS", written: "alias/aws/ecr" } }),
    finds: [{ subject: REPOSITORY_SUBJECT, message: "It is encrypted with the AWS managed key aws/ecr." }],
    keeps: [model(), withRepository({ encryption: { type: "KMS", written: "alias/not-aws/ecr" } })],
  },
  {
    rule: "key-aws-managed",
    when: "the ARN is that of an AWS managed key",
    breaks: withKey({ manager: "aws", rotation: false }),
    finds: [{ subject: REPOSITORY_SUBJECT, message: "It is encrypted with the AWS managed key aws/ecr." }],
    keeps: [withKey({ manager: "customer" })],
  },
  {
    rule: "key-reference-not-arn",
    when: "an id is written for it",
    breaks: withRepository({
      encryption: { type: "KMS", written: KEY_ID, reference: "aws_kms_key.key.key_id", keyArn: KEY_ARN },
    }),
    finds: [
      {
        subject: REPOSITORY_SUBJECT,
        message:
          "Its key is named by its id (aws_kms_key.key.key_id); ECR reports the ARN, so every later plan replaces the repository.",
        hint: "Write aws_kms_key.key.arn instead.",
      },
    ],
    keeps: [
      model(),
      withRepository({ encryption: { type: "KMS", written: KEY_ARN, keyArn: KEY_ARN } }),
      withRepository({
        encryption: { type: "KMS", written: KEY_ARN, reference: "data.aws_kms_alias.key.target_key_arn" },
      }),
      withRepository({ encryption: { type: "KMS", written: unknown("var.key"), reference: "var.key" } }),
      withRepository({ encryption: { type: "KMS", written: `arn:aws:kms:us-east-1:${unknown("var.hub")}:key/1` } }),
      withRepository({ encryption: { type: "AES256", written: "alias/ecr/registry" } }),
      // Found by key-aws-managed.
      withRepository({ encryption: { type: "KMS", written: "alias/aws/ecr" } }),
    ],
  },
  {
    rule: "key-reference-not-arn",
    when: "a variable holds an id",
    breaks: withRepository({ encryption: { type: "KMS", written: KEY_ID, reference: "var.kms_key_id" } }),
    finds: [
      {
        subject: REPOSITORY_SUBJECT,
        message:
          "Its key is named by its id (var.kms_key_id); ECR reports the ARN, so every later plan replaces the repository.",
      },
    ],
    keeps: [model()],
  },
  {
    rule: "key-reference-not-arn",
    when: "an alias is written for it",
    breaks: model({
      repositories: [
        repository({ encryption: { type: "KMS", written: ALIAS_ARN, reference: "aws_kms_alias.key.arn" } }),
        repository({ name: "by-name", encryption: { type: "KMS", written: "alias/ecr/registry" } }),
        repository({
          name: "later",
          encryption: { type: "KMS", written: unknown("x"), reference: 'data.aws_kms_alias.keys["a"].id' },
        }),
      ],
    }),
    finds: [
      {
        subject: REPOSITORY_SUBJECT,
        message:
          "Its key is named by an alias (aws_kms_alias.key.arn); ECR reports the ARN, so every later plan replaces the repository.",
        hint: "Write aws_kms_alias.key.target_key_arn instead.",
      },
      {
        subject: "repository by-name",
        message: "Its key is named by an alias; ECR reports the ARN, so every later plan replaces the repository.",
      },
      {
        subject: "repository later",
        message:
          'Its key is named by an alias (data.aws_kms_alias.keys["a"].id); ECR reports the ARN, so every later plan replaces the repository.',
        hint: 'Write data.aws_kms_alias.keys["a"].target_key_arn instead.',
      },
    ],
    keeps: [model()],
  },
  {
    rule: "key-in-another-region",
    breaks: withRepository({ region: "eu-central-1" }),
    finds: [{ subject: REPOSITORY_SUBJECT, message: "The repository is in eu-central-1, its key in us-east-1." }],
    keeps: [
      model(),
      withRepository({ region: unknown("var.region") }),
      withRepository({ region: "eu-central-1", encryption: { type: "KMS", keyArn: unknown("var.key") } }),
    ],
  },
  {
    rule: "key-not-symmetric",
    breaks: withKey({ keySpec: "RSA_2048", keyUsage: "SIGN_VERIFY" }),
    finds: [
      {
        subject: KEY_SUBJECT,
        message: "It has the key spec RSA_2048 and the usage SIGN_VERIFY; ECR cannot use it.",
      },
    ],
    keeps: [model(), withKey({ keySpec: unknown("var.spec"), keyUsage: unknown("var.usage") })],
  },
  {
    rule: "key-disabled",
    breaks: model({
      keys: [key({ state: "Disabled" })],
      repositories: ["a", "b"].map((name) => repository({ name })),
    }),
    finds: [
      {
        subject: KEY_SUBJECT,
        message: "It is disabled, so nobody can push or pull images of repositories a and b.",
      },
    ],
    keeps: [
      model(),
      withKey({ state: unknown("var.enabled") }),
      withKey({ state: "PendingDeletion" }),
      // A key of something else.
      model({ keys: [key(), key({ arn: KEY_ARN.replace("1111", "9999"), name: "alias/logs", state: "Disabled" })] }),
    ],
  },
  {
    rule: "key-pending-deletion",
    breaks: withKey({ state: "PendingDeletion" }),
    finds: [
      {
        subject: KEY_SUBJECT,
        message: "It is waiting for its deletion; with it, the images of repository orders are lost.",
      },
    ],
    keeps: [model(), withKey({ state: "Disabled" }), withKey({ state: unknown("its state") })],
  },
  {
    rule: "key-pending-deletion",
    when: "its repositories are in another input",
    breaks: model({ keys: [key({ state: "PendingDeletion" })], repositories: [] }),
    finds: [
      {
        subject: KEY_SUBJECT,
        message: "It is waiting for its deletion; with it, the images of its repositories are lost.",
      },
    ],
    keeps: [model({ repositories: [] })],
  },
];
