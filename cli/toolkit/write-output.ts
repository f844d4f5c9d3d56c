import { closeSync, constants, lstatSync, openSync, realpathSync, renameSync, rmSync, writeSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { InputError } from "./input-error";

/**
 * Checks that a report can be written where the user asks: to be called before long work.
 *
 * @throws InputError for a folder that does not exist, a folder or special file in its place, and a symbolic link
 * anywhere in the path: through one, a file that somebody else chose would be overwritten
 */
export function checkOutput(path: string): void {
  const file = resolve(path);
  const folder = dirname(file);
  let real: string;
  try {
    real = realpathSync(folder);
  } catch {
    throw refused(path, `the folder ${folder} does not exist`, "make the folder first");
  }
  if (real !== folder) {
    throw refused(
      path,
      "a folder in this path is a symbolic link",
      `give the real path: ${join(real, basename(file))}`,
    );
  }
  const existing = lstatSync(file, { throwIfNoEntry: false });
  if (existing?.isSymbolicLink() === true) {
    throw refused(
      path,
      "is a symbolic link, and nothing is written through one",
      "give the file itself, or remove the link",
    );
  }
  if (existing !== undefined && !existing.isFile()) {
    throw refused(path, "exists and is not a file", "give the path of a file");
  }
}

/**
 * Writes a report: whole or not at all. It goes to a new file beside the target first, which then takes its place.
 *
 * @throws InputError when it cannot be written
 */
export function writeOutput(path: string, text: string): void {
  checkOutput(path);
  const file = resolve(path);
  const beside = join(dirname(file), `.${basename(file)}.${process.pid}.part`);
  try {
    // O_EXCL: something that waits there already, a symbolic link included, is refused and not followed.
    const descriptor = openSync(beside, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o666);
    try {
      const bytes = Buffer.from(text);
      for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
    } finally {
      closeSync(descriptor);
    }
    renameSync(beside, file);
  } catch (error) {
    const { code = "unknown reason" } = error as NodeJS.ErrnoException;
    if (code !== "EEXIST") rmSync(beside, { force: true });
    throw refused(path, `cannot be written: ${code}`, "check the permissions of its folder and the space on the disk");
  }
}

function refused(path: string, message: string, hint: string): InputError {
  return new InputError([{ path, message, hint }]);
}
