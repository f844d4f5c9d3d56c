import { unknown } from "../../../../cli/policy/unknown";
import { key, KEY_ARN, KEY_SUBJECT, model, repository, REPOSITORY_SUBJECT, withKey, withRepository } from "../model";
import type { RuleCase } from "./rule-case";

const OLD_KEY = KEY_ARN.replace("1111", "9999");

export const SETTINGS_CASES: readonly RuleCase[] = [
  {
    rule: "key-rotation-off",
    breaks: withKey({ rotation: false }),
    finds: [{ subject: KEY_SUBJECT, message: "It is not rotated automatically." }],
    keeps: [
      model(),
      withKey({ rotation: unknown("var.rotate") }),
      withKey({ rotation: false, origin: "EXTERNAL" }),
      withKey({ rotation: false, origin: unknown("var.origin") }),
      withKey({ rotation: false, keySpec: "RSA_2048" }),
    ],
  },
  {
    rule: "rotation-period-out-of-range",
    breaks: withKey({ rotationPeriodInDays: 89 }),
    finds: [{ subject: KEY_SUBJECT, message: "It is to be rotated every 89 days; KMS takes 90 to 2560." }],
    keeps: [90, 2560, unknown("var.days")].map((rotationPeriodInDays) => withKey({ rotationPeriodInDays })),
  },
  {
    rule: "rotation-period-out-of-range",
    when: "it is too long",
    breaks: withKey({ rotationPeriodInDays: 2561 }),
    finds: [{ subject: KEY_SUBJECT, message: "It is to be rotated every 2561 days; KMS takes 90 to 2560." }],
    keeps: [model()],
  },
  {
    rule: "rotation-period-long",
    breaks: withKey({ rotationPeriodInDays: 366 }),
    finds: [{ subject: KEY_SUBJECT, message: "It is rotated every 366 days." }],
    keeps: [
      withKey({ rotationPeriodInDays: 365 }),
      withKey({ rotationPeriodInDays: 2561 }),
      withKey({ rotationPeriodInDays: 366, rotation: false }),
      withKey({ rotationPeriodInDays: unknown("var.days") }),
    ],
  },
  {
    rule: "deletion-window-short",
    breaks: withKey({ deletionWindowInDays: 13 }),
    finds: [{ subject: KEY_SUBJECT, message: "Once scheduled, it is deleted after 13 days." }],
    keeps: [14, 30, 6, unknown("var.days")].map((deletionWindowInDays) => withKey({ deletionWindowInDays })),
  },
  {
    rule: "deletion-window-out-of-range",
    breaks: model({ keys: [key({ deletionWindowInDays: 6 })] }),
    finds: [{ subject: KEY_SUBJECT, message: "Its deletion window is 6 days; KMS takes 7 to 30." }],
    keeps: [7, 30, unknown("var.days")].map((deletionWindowInDays) => withKey({ deletionWindowInDays })),
  },
  {
    rule: "deletion-window-out-of-range",
    when: "it is too long",
    breaks: withKey({ deletionWindowInDays: 31 }),
    finds: [{ subject: KEY_SUBJECT, message: "Its deletion window is 31 days; KMS takes 7 to 30." }],
    keeps: [model()],
  },
  {
    rule: "bypass-lockout-check",
    breaks: withKey({ bypassPolicyLockoutSafetyCheck: true }),
    finds: [{ subject: KEY_SUBJECT, message: "KMS's check against lockout is bypassed." }],
    keeps: [model(), withKey({ bypassPolicyLockoutSafetyCheck: unknown("var.bypass") })],
  },
  {
    rule: "mutable-tags",
    breaks: model({
      repositories: [
        repository({ tagMutability: "MUTABLE" }),
        repository({ name: "web", tagMutability: "MUTABLE_WITH_EXCLUSION" }),
      ],
    }),
    finds: [
      { subject: REPOSITORY_SUBJECT, message: "Its tags are MUTABLE." },
      { subject: "repository web", message: "Its tags are MUTABLE_WITH_EXCLUSION." },
    ],
    keeps: ["IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION", unknown("var.tags")].map((tagMutability) =>
      withRepository({ tagMutability }),
    ),
  },
  {
    rule: "no-scan",
    breaks: withRepository({ scanOnPush: false }),
    finds: [{ subject: REPOSITORY_SUBJECT, message: "Its images are not scanned when they are pushed." }],
    keeps: [model(), withRepository({ scanOnPush: unknown("var.scan") })],
  },
  {
    rule: "no-lifecycle-policy",
    breaks: withRepository({ hasLifecyclePolicy: false }),
    finds: [{ subject: REPOSITORY_SUBJECT, message: "It has no lifecycle policy." }],
    keeps: [model(), withRepository({ hasLifecyclePolicy: unknown("var.policy") })],
  },
  {
    rule: "force-delete",
    breaks: withRepository({ forceDelete: true }),
    finds: [{ subject: REPOSITORY_SUBJECT, message: "Deleting it deletes its images (force_delete)." }],
    keeps: [model(), withRepository({ forceDelete: unknown("var.force") })],
  },
  {
    rule: "not-protected",
    breaks: model({ keys: [key({ isProtected: false })], repositories: [repository({ isProtected: false })] }),
    finds: [
      { subject: REPOSITORY_SUBJECT, message: "A plan may delete it, and with it its images." },
      { subject: KEY_SUBJECT, message: "A plan may delete it, and with it every image that it encrypts." },
    ],
    keeps: [model(), withRepository({ isProtected: unknown("var.protect") }), withKey({ isProtected: true })],
  },
  {
    rule: "repository-replaced",
    breaks: model({
      repositories: [
        repository({ change: { actions: "replace", because: ["encryption_configuration.kms_key", "name"] } }),
        repository({ name: "old", change: { actions: "delete" } }),
        repository({ name: "new", change: { actions: "replace" } }),
      ],
    }),
    finds: [
      {
        subject: REPOSITORY_SUBJECT,
        message:
          "The plan replaces it because of encryption_configuration.kms_key and name, and deletes with the old one all its images.",
      },
      { subject: "repository old", message: "The plan deletes it, and with it all its images." },
      { subject: "repository new", message: "The plan replaces it, and deletes with the old one all its images." },
    ],
    keeps: (["create", "update", "none", "read"] as const).map((actions) => withRepository({ change: { actions } })),
  },
  {
    rule: "key-replaced-or-deleted",
    breaks: model({
      keys: [
        key({ change: { actions: "replace", because: ["customer_master_key_spec"] } }),
        key({ arn: OLD_KEY, name: "alias/ecr/old", change: { actions: "delete" } }),
      ],
    }),
    finds: [
      {
        subject: KEY_SUBJECT,
        message:
          "The plan replaces it because of customer_master_key_spec, and deletes with the old one every image that it encrypts.",
      },
      { subject: "key alias/ecr/old", message: "The plan deletes it, and with it every image that it encrypts." },
    ],
    keeps: [
      model(),
      withKey({ change: { actions: "update" } }),
      withKey({ manager: "aws", change: { actions: "delete" } }),
    ],
  },
];
