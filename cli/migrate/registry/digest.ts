import { createHash } from "node:crypto";

const DIGEST = /^sha256:[\da-f]{64}$/;

/** The name that a registry knows these bytes by. */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

/** Whether a text is a digest as Amazon ECR writes them. */
export function isDigest(text: unknown): boolean {
  return typeof text === "string" && DIGEST.test(text);
}
