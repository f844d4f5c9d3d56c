import { policyJson, type PolicyDocument } from "./document";

/** The kinds of document for which AWS has a size limit. */
export type DocumentKind =
  | "key-policy"
  | "repository-policy"
  | "registry-policy"
  | "identity-policy"
  | "role-inline-policy"
  | "user-inline-policy";

/** How AWS counts the size of a document. */
export type SizeUnit = "bytes" | "characters" | "characters without whitespace";

/** A limit: how much, of what, and where AWS says so. */
export interface SizeLimit {
  /** In `unit`: the most that AWS takes. */
  readonly limit: number;
  /** How AWS counts. */
  readonly unit: SizeUnit;
  /** The page of AWS that says so. */
  readonly source: string;
}

const IAM_QUOTAS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";
const ECR_API = "https://docs.aws.amazon.com/AmazonECR/latest/APIReference";

/**
 * The size limits of AWS, by kind of document. None can be raised. The limits of inline policies are for all inline
 * policies of a role or user together.
 */
export const SIZE_LIMITS: Readonly<Record<DocumentKind, SizeLimit>> = Object.freeze({
  "key-policy": {
    limit: 32_768,
    unit: "bytes",
    source: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html",
  },
  "repository-policy": { limit: 10_240, unit: "characters", source: `${ECR_API}/API_SetRepositoryPolicy.html` },
  "registry-policy": { limit: 10_240, unit: "characters", source: `${ECR_API}/API_PutRegistryPolicy.html` },
  "identity-policy": { limit: 6_144, unit: "characters without whitespace", source: IAM_QUOTAS },
  "role-inline-policy": { limit: 10_240, unit: "characters without whitespace", source: IAM_QUOTAS },
  "user-inline-policy": { limit: 2_048, unit: "characters without whitespace", source: IAM_QUOTAS },
});

/** The most managed policies that a role or user can have, with the quota raised from the usual 10. */
export const POLICIES_PER_PRINCIPAL = 20;

/** The size of one document, with its limit. */
export interface DocumentSize {
  /** Which document, for example `key policy` or `repository policy of my-app`. */
  readonly name: string;
  /** Which limit it falls under. */
  readonly kind: DocumentKind;
  /** How AWS counts it. */
  readonly unit: SizeUnit;
  /** In `unit`. A lower bound where the document holds unresolved values. */
  readonly size: number;
  /** In `unit`: the most that AWS takes. */
  readonly limit: number;
  /** What is left; negative when the document is too large. */
  readonly remaining: number;
}

/**
 * Measures a document as AWS does.
 *
 * @param name - What the document is called.
 * @param kind - Which limit it falls under.
 * @example
 * ```ts
 * documentSize("key policy", "key-policy", plan.key.policy);
 * // { name: "key policy", kind: "key-policy", unit: "bytes", size: 1893, limit: 32768, remaining: 30875 }
 * ```
 */
export function documentSize(name: string, kind: DocumentKind, document: PolicyDocument): DocumentSize {
  const { limit, unit } = SIZE_LIMITS[kind];
  const size = textSize(policyJson(document), unit);
  return { name, kind, unit, size, limit, remaining: limit - size };
}

const WIDE = /[^\0-\x7f]/;
const SPACE = /\s/;

/** The size of a text in a unit. */
function textSize(text: string, unit: SizeUnit): number {
  if (unit === "bytes") return WIDE.test(text) ? utf8Bytes(text) : text.length;
  return unit === "characters" || !SPACE.test(text) ? text.length : text.replace(/\s/g, "").length;
}

function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
