import type { Problem } from "../../toolkit/input-error";
import { atMost } from "../../toolkit/side-by-side";
import type { MigrationPlan, PlannedManifest } from "../migration-plan";
import { copiedBefore } from "../migration-plan";
import { concernsEverything } from "../registry/registry-error";
import { problemOfOne } from "./copy-failure";
import { copyManifest } from "./copy-manifest";
import type { Copying } from "./copying";
import { fullManifestName } from "./copying";
import { inOrder } from "./in-order";
import { TagSetter } from "./set-tags";

/**
 * Copies all manifests and sets all tags; one that fails does not keep back the others.
 *
 * @param stop - Called with an error that nothing can go on after; it is also thrown.
 * @param failures - Gets what failed, as it happens.
 */
export async function copyAll(
  copying: Copying,
  { manifests }: MigrationPlan,
  jobs: number,
  stop: (reason: unknown) => void,
  failures: Problem[],
): Promise<void> {
  const failed = new Set<string>();
  const tagging: Promise<void>[] = [];
  const tagLimit = atMost(jobs * 2);
  const items = manifests.map((planned) => ({
    planned,
    digest: planned.digest,
    after: copiedBefore(planned),
  }));
  const attempt = async (path: string, work: () => Promise<void>): Promise<boolean> => {
    try {
      await work();
      copying.journal.check();
      return true;
    } catch (error) {
      copying.patience.signal.throwIfAborted();
      const problem = concernsEverything(error) ? undefined : problemOfOne(error, path);
      if (problem === undefined) {
        stop(error);
        throw error;
      }
      failures.push(problem);
      return false;
    }
  };
  const tag = async (setter: TagSetter, name: string): Promise<void> => {
    await tagLimit(() => attempt(`tag ${name}`, () => setter.set(name)));
  };
  try {
    await inOrder(items, jobs, async ({ planned }) => {
      const missing = planned.children.filter((digest) => failed.has(digest));
      if (missing.length > 0) {
        failed.add(planned.digest);
        failures.push(waitsFor(planned, missing));
        return;
      }
      if (!(await attempt(fullManifestName(planned), () => copyManifest(copying, planned)))) {
        failed.add(planned.digest);
        return;
      }
      const setter = new TagSetter(copying, planned);
      for (const name of planned.tags) {
        const setting = tag(setter, name);
        // Looked at in the end, when all are settled.
        setting.catch(() => undefined);
        tagging.push(setting);
      }
    });
  } finally {
    await Promise.allSettled(tagging);
  }
  await Promise.all(tagging);
}

function waitsFor(planned: PlannedManifest, missing: readonly string[]): Problem {
  return {
    path: fullManifestName(planned),
    message: `was not copied, because what it refers to was not: ${missing.join(", ")}`,
    hint: "see what is said about that; then run the same command again",
  };
}
