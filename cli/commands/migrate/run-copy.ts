import { connect } from "../../toolkit/aws/connect";
import { byteWords, counted, timeWords } from "../../toolkit/amounts";
import { CopyError } from "../../migrate/copy/copy-error";
import { copyImages } from "../../migrate/copy/copy-images";
import type { CopyProgress, CopyResult } from "../../migrate/copy/copy-options";
import { prepareCopy } from "../../migrate/destination/prepare-copy";
import type { MigrationPlan } from "../../migrate/migration-plan";
import { readPlan } from "../../migrate/plan/read-plan";
import { describeProblems } from "../../toolkit/input-error";
import { problemWithFlags } from "../flag-names";
import { progressOn, shareOf } from "../progress";
import { write } from "../write";
import type { CopyCommandOptions } from "./migrate-options";

/**
 * `ecr-kms migrate copy`: makes the destination where it is missing, copies every image of the plan, verifies all of
 * them, and only then gives the destination the source's lifecycle policy.
 *
 * @returns the exit code: 0, or 1 where something could not be copied
 * @throws InputError for what cannot be used: exit code 2
 */
export async function runCopy(path: string, options: CopyCommandOptions): Promise<number> {
  const plan = readPlan(path);
  const { source, destination, notes, finish } = await prepareCopy(await connect(options), plan, options);
  for (const note of notes) await write(process.stdout, `${note}\n`);

  const progress = progressOn(process.stderr);
  let result: CopyResult;
  try {
    result = await copyImages(plan, {
      source,
      destination,
      journal: options.journal ?? journalBeside(path, plan),
      ...(options.copier === undefined ? {} : { copier: options.copier }),
      ...(options.jobs === undefined ? {} : { jobs: options.jobs }),
      progress: (now) => {
        progress.show(() => progressLine(now));
      },
    });
  } catch (error) {
    progress.clear();
    if (!(error instanceof CopyError)) throw error;
    await write(process.stdout, `${resultLine(error.result)}\n`);
    await write(
      process.stderr,
      `${describeProblems(error.problems.map(problemWithFlags), "error: ")}\n${notCopied(error, path)}\n`,
    );
    return 1;
  } finally {
    progress.clear();
  }
  await write(process.stdout, `${resultLine(result)}\n`);
  for (const note of await finish()) await write(process.stdout, `${note}\n`);
  await write(process.stdout, `Next: ecr-kms migrate cutover ${path}\n`);
  return 0;
}

/** A file for each plan, so that one that was made anew does not meet the journal of the one before. */
function journalBeside(path: string, { madeAt }: MigrationPlan): string {
  return `${path.replace(/\.json$/, "")}.${madeAt.replace(/\.\d+Z$/, "Z").replaceAll(":", "")}.journal`;
}

function progressLine(now: CopyProgress): string {
  if (now.phase === "verifying") return `Verifying: ${shareOf(now.verified.done, now.verified.total)}`;
  const { manifests, bytes, bytesPerSecond, secondsLeft } = now;
  const left = secondsLeft === undefined ? "" : `, about ${timeWords(secondsLeft)} left`;
  return `Copying: ${shareOf(manifests.done, manifests.total)} manifests, ${byteWords(bytes.done)} of ${byteWords(bytes.total)}, ${byteWords(Math.round(bytesPerSecond))}/s${left}`;
}

function resultLine({ copied, alreadyThere, tagged, verified, bytes, seconds }: CopyResult): string {
  return (
    `${counted(copied, "manifest")} copied (${byteWords(bytes)}), ${alreadyThere.toLocaleString("en")} there before, ` +
    `${counted(tagged, "tag")} set, ${counted(verified, "digest")} verified, in ${seconds.toFixed(1)} s.`
  );
}

function notCopied({ isInterrupted }: CopyError, path: string): string {
  const why = isInterrupted ? "The copy was interrupted." : "The copy is not complete.";
  return `${why} The source is untouched. Run it again to go on: ecr-kms migrate copy ${path}`;
}
