import type { FindingList } from "../findings/findings";
import { FindingList as Findings, shown } from "../findings/findings";

const ALIAS = /^alias\/[a-zA-Z0-9/_-]{1,250}$/;

/** Puts `alias/` in front where it is missing. */
export function withAliasPrefix(name: string): string {
  return name.startsWith("alias/") ? name : `alias/${name}`;
}

/**
 * The full name of a key alias.
 *
 * @param name - With or without `alias/` in front.
 * @returns For example `"alias/ecr-prod-encryption"`.
 * @throws PolicyError with INVALID_ALIAS_NAME
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html
 * @example
 * ```ts
 * aliasName("ecr-prod-encryption"); // "alias/ecr-prod-encryption"
 * ```
 */
export function aliasName(name: string): string {
  const findings = new Findings();
  checkAliasName(name, "name", findings);
  findings.throwIfAny("the alias");
  return withAliasPrefix(name);
}

/** Adds a finding when `name` cannot be an alias. */
export function checkAliasName(name: unknown, path: string, findings: FindingList): void {
  if (typeof name !== "string") {
    findings.add("INVALID_TYPE", path, `must be a string, got ${shown(name)}`);
    return;
  }
  const full = withAliasPrefix(name);
  if (!ALIAS.test(full) || full.startsWith("alias/aws/")) {
    findings.add("INVALID_ALIAS_NAME", path, `${shown(name)} is not a valid alias for a key of your own`);
  }
}
