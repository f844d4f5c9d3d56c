import { existsSync } from "node:fs";
import { writeExpectation } from "../../expectation/write-expectation";
import type { AccessProof, KmsModel } from "../../proof/proof";
import { counted } from "../../toolkit/amounts";
import { InputError } from "../../toolkit/input-error";
import { listNames } from "../../toolkit/list-words";
import { checkOutput, writeOutput } from "../../toolkit/write-output";
import { write } from "../write";

/** Where what is there now is written. */
export interface WriteExpected {
  readonly file: string;
  /** Whether a file that exists is overwritten, and every AWS account may be expected. */
  readonly force: boolean;
}

/**
 * Refuses a file that exists: to be called before long work.
 *
 * @throws InputError for one that must not be overwritten, or cannot be written
 */
export function checkWriteExpected({ file, force }: WriteExpected): void {
  checkOutput(file);
  if (force || !existsSync(file)) return;
  throw new InputError([
    { path: file, message: "exists already", hint: "give another file, or --force to overwrite it" },
  ]);
}

/**
 * Writes who may do what now as a file of expected access, and says what is to do with it.
 *
 * @throws InputError where every AWS account has access, unless that is forced
 */
export async function writeExpected(
  proof: AccessProof,
  kmsModel: KmsModel,
  { file, force }: WriteExpected,
): Promise<void> {
  const { expectation, open } = await writeExpectation(proof, kmsModel);
  if (open.length > 0 && !force) {
    throw new InputError([
      {
        path: file,
        message: `every AWS account can ${openWords(open)}, and would be expected to`,
        hint: "close it, or write the file all the same with --force",
      },
    ]);
  }
  checkWriteExpected({ file, force });
  // A list of one stands on its line.
  const text = JSON.stringify(expectation, undefined, 2).replace(/\[\n\s+("[^"\n]*")\n\s+\]/g, "[$1]");
  writeOutput(file, `${text}\n`);
  if (open.length > 0) {
    await write(process.stderr, `warning: ${file} expects every AWS account to ${openWords(open)}\n`);
  }
  const { accept = [] } = expectation;
  const unknown =
    accept.length === 0
      ? ""
      : `${counted(accept.length, "thing")} that nobody knows ${accept.length === 1 ? "stands" : "stand"} under accept with an empty reason: the file is refused until each has a reason, or is taken out.\n`;
  await write(
    process.stdout,
    `${file} says who may do what now. Review it, then prove it with --expect ${file}.\n${unknown}`,
  );
}

function openWords(open: readonly string[]): string {
  return listNames(open, 3);
}
