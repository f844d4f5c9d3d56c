import { createHash } from "node:crypto";

/**
 * The content security policy of a page that holds all that it needs: its own stylesheet and scripts run, by their
 * hashes, and nothing is fetched.
 */
export function contentPolicy(style: string, scripts: readonly string[]): string {
  const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  return [
    "default-src 'none'",
    `style-src ${hash(style)}`,
    `script-src ${scripts.map(hash).join(" ")}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}
