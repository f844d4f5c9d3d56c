import { tmpdir } from "node:os";
import type { Problem } from "../../toolkit/input-error";
import { InputError } from "../../toolkit/input-error";
import { Pace } from "../../toolkit/pace";
import type { MigrationPlan } from "../migration-plan";
import { isEcr } from "../registry/origin";
import { RegistryError, registryProblem } from "../registry/registry-error";
import { RegistryReader } from "../registry/registry-reader";
import { RegistryWriter } from "../registry/registry-writer";
import { checkPlan, refuseConflicts } from "./before-copy";
import { BlobsUnderway } from "./blobs-underway";
import { CopierFolder } from "./copiers/copier-folder";
import { findCopier } from "./copiers/find-copier";
import { copyAll } from "./copy-all";
import { CopyError } from "./copy-error";
import type { CopyOptions, CopyResult } from "./copy-options";
import type { Copying } from "./copying";
import { Journal } from "./journal";
import { headerOf } from "./journal-header";
import type { Stop } from "./stop-on-signals";
import { Interruption, stopOnSignals } from "./stop-on-signals";
import { Tally } from "./tally";
import type { Difference } from "./verify-copy";
import { compareWithPlan } from "./verify-copy";

const JOBS = 4;
const RETRIES = 5;
const PAUSE_MS = 1_000;
const STALL_MS = 120_000;
const SHOW_MS = 200;
/** Amazon ECR's default quota of PutImage, which may be raised. */
const ECR_TAGS_PER_SECOND = 10;

/**
 * Copies every manifest and every tag of a plan, and reads everything back. What is at the destination already is left
 * as it is, so that it can be run again after any interruption. The source is only read.
 *
 * @throws CopyError when something could not be copied or differs in the end: everything else has been copied
 * @throws InputError when it cannot begin: no copier, a journal of another plan, tags that point elsewhere, a registry
 * that refuses
 * @example
 * ```ts
 * const { source, destination, finish } = await prepareCopy(sessions, plan);
 * const { copied, alreadyThere } = await copyImages(plan, { source, destination, journal: "plan.json.journal" });
 * await finish();
 * ```
 */
export async function copyImages(plan: MigrationPlan, options: CopyOptions): Promise<CopyResult> {
  checkPlan(plan);
  const stop = stopOnSignals(options.signal);
  const tally = new Tally(plan.totals);
  const failures: Problem[] = [];
  const ticker = setInterval(() => options.progress?.(tally.progress()), SHOW_MS);
  try {
    return await copyAndVerify(plan, options, stop, tally, failures);
  } catch (error) {
    throw described(error, plan, tally, failures);
  } finally {
    clearInterval(ticker);
    options.progress?.(tally.progress());
    stop.release();
  }
}

async function copyAndVerify(
  plan: MigrationPlan,
  options: CopyOptions,
  { signal, stop }: Stop,
  tally: Tally,
  failures: Problem[],
): Promise<CopyResult> {
  const { jobs = JOBS, retries = RETRIES, pauseMs = PAUSE_MS, stallMs = STALL_MS, env = process.env } = options;
  const { tagsPerSecond = isEcr(options.destination.host) ? ECR_TAGS_PER_SECOND : undefined } = options;
  const patience = { retries, pauseMs, signal };
  const source = new RegistryReader(options.source, { ...patience, stallMs });
  const destination = new RegistryWriter(options.destination, { ...patience, stallMs, pace: new Pace(tagsPerSecond) });
  const found = await findCopier(options.copier, env);
  const journal = await Journal.open(options.journal, headerOf(plan, options.source, options.destination));
  try {
    await refuseConflicts(plan, destination, journal, jobs * 2);
    const folder = folderFor(source, destination, env);
    try {
      const blobs = new BlobsUnderway();
      const copying: Copying = { source, destination, found, folder, journal, tally, blobs, patience, stallMs, env };
      return await untilEqual(copying, plan, jobs, stop, failures);
    } finally {
      folder.remove();
    }
  } finally {
    await journal.close();
  }
}

/** Copies and reads back; where the journal claimed too much, once more without it. */
async function untilEqual(
  copying: Copying,
  plan: MigrationPlan,
  jobs: number,
  stop: (reason: unknown) => void,
  failures: Problem[],
): Promise<CopyResult> {
  const { tally, journal, destination } = copying;
  for (let isFirst = true; ; isFirst = false) {
    await copyAll(copying, plan, jobs, stop, failures);
    await journal.flush();
    if (failures.length > 0) throw new CopyError(failures, tally.result());
    const differences = await compareWithPlan(plan, destination, {
      jobs: jobs * 2,
      progress: (done, total) => {
        tally.checked(done, total);
      },
    });
    const wrong = differences.filter(({ kind }) => kind !== "tag-extra");
    tally.manifestsVerified(plan.manifests.length - manifestsIn(wrong));
    if (wrong.length === 0) {
      return tally.result(differences.filter(({ kind }) => kind === "tag-extra").map(({ what }) => what));
    }
    if (!isFirst) throw new CopyError(wrong.map(problemOf), tally.result());
    journal.distrust();
    tally.again();
  }
}

function manifestsIn(differences: readonly Difference[]): number {
  return new Set(differences.flatMap(({ kind, what }) => (kind.startsWith("tag") ? [] : [what]))).size;
}

function problemOf({ kind, what, message }: Difference): Problem {
  const path = kind.startsWith("tag") ? `tag ${what}` : what;
  return {
    path,
    message,
    hint: "somebody changes the destination meanwhile: find out who, and run the same command again",
  };
}

function folderFor(source: RegistryReader, destination: RegistryReader, env: NodeJS.ProcessEnv): CopierFolder {
  const temporary = env["TMPDIR"] ?? tmpdir();
  try {
    return new CopierFolder(source, destination, temporary);
  } catch (error) {
    const { code = "unknown reason" } = error as NodeJS.ErrnoException;
    const hint = "make room in it, or set TMPDIR to a folder that can be written";
    throw new InputError([{ path: temporary, message: `no temporary folder can be made there: ${code}`, hint }]);
  }
}

/** What the user reads: everything that failed, and what was done. */
function described(error: unknown, plan: MigrationPlan, tally: Tally, failures: readonly Problem[]): unknown {
  if (error instanceof CopyError) return error;
  const { source, destination } = plan;
  const result = tally.result();
  if (error instanceof Interruption) {
    const { manifests, tags } = tally.progress();
    const message = `was interrupted: ${manifests.done} of ${manifests.total} manifests and ${tags.done} of ${tags.total} tags are at the destination`;
    const hint = "nothing is lost: run the same command again, and it goes on from there";
    return new CopyError([{ path: "copy", message, hint }, ...failures], result, true);
  }
  if (error instanceof RegistryError) {
    const problem = registryProblem(error, `${source.name} to ${destination.name}`);
    return new CopyError([problem, ...failures], result);
  }
  const hasBegun = result.copied + result.alreadyThere + result.tagged > 0 || failures.length > 0;
  if (InputError.is(error) && hasBegun) return new CopyError([...error.problems, ...failures], result);
  return error;
}
