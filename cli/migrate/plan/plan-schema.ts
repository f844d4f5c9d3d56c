import { z } from "zod";
import { isRecord } from "../../../shared/internal";
import { refusal } from "../../toolkit/schema/refusal";
import { shownValue } from "../../toolkit/schema/value-words";
import { isDigest } from "../registry/digest";

/** What to do about whatever is wrong with a plan. */
export const PLAN_AGAIN = "make the plan again with ecr-kms migrate plan: it is not meant to be edited";

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

const text = z.string();
const texts = z.array(text);
const digest = text.refine(isDigest, refused("is not a digest (sha256: and 64 hexadecimal digits)"));
const time = text.regex(TIME, refused("is not a time (2026-01-31T12:00:00.000Z)"));
const count = z.custom<number>((value) => Number.isSafeInteger(value) && (value as number) >= 0, {
  error: ({ input }) =>
    input === undefined ? refusal("is missing", PLAN_AGAIN) : refused("is not a number from 0 up").error({ input }),
});
const place = { arn: text, registryId: text, region: text, name: text, uri: text };

/** Texts by any keys; zod's own records look at none of the name `__proto__`, which a tag may have. */
const tags = z.unknown().superRefine((given, context) => {
  if (!isRecord(given)) {
    context.addIssue({ code: "invalid_type", expected: "record", input: given });
    return;
  }
  for (const [key, value] of Object.entries(given)) {
    if (typeof value !== "string") {
      context.addIssue({ code: "invalid_type", expected: "string", path: [key], input: value });
    }
  }
});

/** What a plan file holds; that it fits together is looked at by `planProblems`. */
export const PLAN_SCHEMA = z.strictObject({
  formatVersion: z.literal(1, {
    error: ({ input }) =>
      input === undefined
        ? refusal("is missing", PLAN_AGAIN)
        : refusal(`is not 1: it is ${shownValue(input)}`, PLAN_AGAIN),
  }),
  madeBy: text,
  madeAt: time,
  source: z.strictObject({ ...place, encryption: z.strictObject({ type: text, keyArn: text.optional() }) }),
  destination: z.strictObject({
    ...place,
    encryption: z.strictObject({ type: z.enum(["KMS", "KMS_DSSE"]), keyArn: text }),
    tagMutability: z.enum(["MUTABLE", "IMMUTABLE", "MUTABLE_WITH_EXCLUSION", "IMMUTABLE_WITH_EXCLUSION"]),
    tagMutabilityExclusionFilters: z.array(z.strictObject({ filterType: text, filter: text })).optional(),
    scanOnPush: z.boolean(),
    tags,
    repositoryPolicy: text.optional(),
    lifecyclePolicy: text.optional(),
  }),
  manifests: z.array(
    z.strictObject({
      digest,
      mediaType: text,
      kind: z.enum(["image", "index", "artifact", "signature", "attestation"]),
      tags: texts,
      bytes: count,
      children: z.array(digest),
      subject: digest.optional(),
      platform: text.optional(),
      pushedAt: time.optional(),
    }),
  ),
  totals: z.strictObject({ manifests: count, tags: count, bytes: count, blobs: count }),
  references: z.array(z.strictObject({ what: text, from: text, to: text, where: text })),
  touchedBy: z.array(
    z.strictObject({
      kind: text,
      rule: text,
      touches: z.enum(["source", "destination", "both"]),
      consequence: text,
    }),
  ),
  warnings: texts,
});

function refused(message: string): { readonly error: (issue: { readonly input?: unknown }) => string } {
  return { error: ({ input }) => refusal(`${message}: ${shownValue(input)}`, PLAN_AGAIN) };
}
