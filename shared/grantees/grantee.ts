import type { KindFacts, ParsedGrantee } from "./kinds";
import { GRANTEE_KINDS } from "./kinds";

/**
 * Who receives access, always one string:
 *
 * - an account id (`111111111111`);
 * - an IAM role or user ARN;
 * - an organization (`o-a1b2c3d4e5`);
 * - an organization path (`o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/`, a last `*` takes in its children);
 * - the ARN of a resource for which an AWS service reads or writes images as itself, such as the CodeBuild project
 *   `arn:aws:codebuild:eu-central-1:111111111111:project/my-app` (`*` may stand in its name).
 */
export type Grantee = string;

/** The longest ARN that IAM has: 512 characters of path, 64 of name, and what stands before. */
const LONGEST = 700;
const KINDS: readonly KindFacts[] = Object.values(GRANTEE_KINDS);

/**
 * Understands a grantee, in whichever partition: the one grammar of topologies, of intended access and of whoever is
 * asked about.
 *
 * @param text - The grantee as it is written. `arn:aws:iam::111111111111:root` is taken as the account id.
 * @returns The grantee, or `undefined` when the text has none of the accepted forms.
 * @example
 * ```ts
 * parseGrantee("arn:aws:iam::111111111111:role/path/ci");
 * // { kind: "role", value: "arn:aws:iam::111111111111:role/path/ci", accountId: "111111111111", name: "ci" }
 * ```
 */
export function parseGrantee(text: string): ParsedGrantee | undefined {
  if (text.length > LONGEST) return undefined;
  for (const { read } of KINDS) {
    const grantee = read(text);
    if (grantee !== undefined) return grantee;
  }
  return undefined;
}
