import type { Problem } from "../../toolkit/input-error";
import { InputError } from "../../toolkit/input-error";
import { copiedBefore } from "../copied-before";
import type { MigrationPlan } from "../migration-plan";
import { isDigest } from "../registry/digest";
import { inCircles } from "./in-order";

const TAG = /^\w[\w.-]{0,127}$/;

/**
 * Checks what of a plan goes into addresses and command lines: somebody may have edited it.
 *
 * @throws InputError with everything that is wrong
 */
export function checkPlan({ manifests }: MigrationPlan): void {
  const problems: Problem[] = [];
  const wrong = (path: string, message: string): void => {
    problems.push({ path: `plan: ${path}`, message, hint: "make the plan again with ecr-kms migrate plan" });
  };
  const digests = new Set<string>();
  const tags = new Map<string, string>();
  manifests.forEach((manifest, index) => {
    const { digest } = manifest;
    if (!isDigest(digest)) wrong(`manifests[${index}].digest`, "is no sha256 digest");
    if (digests.has(digest)) wrong(`manifests[${index}].digest`, `${digest} is there twice`);
    digests.add(digest);
    manifest.tags.forEach((tag, place) => {
      const path = `manifests[${index}].tags[${place}]`;
      if (!TAG.test(tag)) wrong(path, "is no tag");
      else if (tags.has(tag)) wrong(path, `${tag} points to two digests: ${tags.get(tag) ?? ""} and ${digest}`);
      tags.set(tag, digest);
    });
  });
  const ordered = manifests.map((planned) => ({ digest: planned.digest, after: copiedBefore(planned) }));
  for (const digest of inCircles(ordered)) wrong(digest, "refers, through others, to itself");
  if (problems.length > 0) throw new InputError(problems);
}
