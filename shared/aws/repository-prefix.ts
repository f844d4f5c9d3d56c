import type { RegistryLocation } from "./arn";
import { repositoryArn } from "./arn";
import type { CheckContext } from "../findings/checks";
import { checkText } from "../findings/checks";
import { shown } from "../findings/findings";

/** The prefix of every repository that no other prefix takes in. */
export const ROOT_PREFIX = "ROOT";

const PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const PREFIX = new RegExp(`^${PART}(?:/${PART})*$`);

/** The longest prefix of a repository creation template. */
export const LONGEST_TEMPLATE_PREFIX = 256;

/**
 * Checks what the names of repositories begin with: `"team"` takes in `team/web` and `team/api/v2`, `"ROOT"` every
 * repository.
 *
 * @param longest - How many characters AWS takes.
 */
export function checkRepositoryPrefix(value: unknown, path: string, longest: number, context: CheckContext): void {
  if (!checkText(value, path, context)) return;
  if (value === ROOT_PREFIX) return;
  if (value.length >= 2 && value.length <= longest && PREFIX.test(value)) return;
  const corrected = value.toLowerCase().replace(/\/+\**$/, "");
  const hint =
    corrected !== value && corrected.length >= 2 && corrected.length <= longest && PREFIX.test(corrected)
      ? { hint: `did you mean ${shown(corrected)}? AWS adds the / after it` }
      : {};
  context.findings.add(
    "INVALID_REPOSITORY_PREFIX",
    path,
    `${shown(value)} cannot be a prefix of at most ${longest} characters`,
    hint,
  );
}

/** The ARN of every repository below a prefix. */
export function repositoriesBelow(location: RegistryLocation, prefix: string): string {
  return repositoryArn(location, prefix === ROOT_PREFIX ? "*" : `${prefix}/*`);
}
