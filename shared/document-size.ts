import { policyJson, type PolicyDocument } from "./document";
import type { FindingList } from "./findings";

/** The kinds of document and the size AWS allows for each. */
export type DocumentKind = "key-policy" | "repository-policy" | "identity-policy";

/** A limit: how much, of what, and where AWS says so. */
export interface SizeLimit {
  readonly limit: number;
  readonly unit: "bytes" | "characters" | "characters without whitespace";
  readonly source: string;
}

/** The size limits of AWS, by kind of document. None can be raised. */
export const SIZE_LIMITS: Readonly<Record<DocumentKind, SizeLimit>> = Object.freeze({
  "key-policy": {
    limit: 32_768,
    unit: "bytes",
    source: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html",
  },
  "repository-policy": {
    limit: 10_240,
    unit: "characters",
    source: "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_SetRepositoryPolicy.html",
  },
  "identity-policy": {
    limit: 6_144,
    unit: "characters without whitespace",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
  },
});

/** The size of one document of a plan. */
export interface DocumentSize {
  /** Which document, for example `key policy` or `repository policy of my-app`. */
  readonly name: string;
  readonly kind: DocumentKind;
  /** In the unit of the limit. A lower bound where the document holds unresolved values. */
  readonly size: number;
  readonly limit: number;
}

/** Measures a document in the unit of its limit. */
export function documentSize(name: string, kind: DocumentKind, document: PolicyDocument): DocumentSize {
  const json = policyJson(document);
  return { name, kind, size: measure(json, kind), limit: SIZE_LIMITS[kind].limit };
}

function measure(json: string, kind: DocumentKind): number {
  if (kind === "key-policy") return utf8Bytes(json);
  return kind === "identity-policy" ? json.replace(/\s/g, "").length : json.length;
}

function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** Adds a finding for each document that is larger than AWS accepts. */
export function checkSizes(sizes: readonly DocumentSize[], findings: FindingList): void {
  for (const { name, kind, size, limit } of sizes) {
    if (size <= limit) continue;
    findings.add("DOCUMENT_TOO_LARGE", "", `the ${name} has ${size} ${SIZE_LIMITS[kind].unit}, AWS allows ${limit}`, {
      hint: 'grant whole accounts or an organization instead of single roles, split the repositories over several keys, or choose kmsAccess "ecr-grants-only"',
    });
  }
}
