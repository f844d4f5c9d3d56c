import { Command } from "commander";
import { addCheckCommand } from "./commands/check/command";
import { describeError } from "./commands/describe-error";
import { version } from "./version";

/** What is wrong with how the command was called, or with what it was given. */
const USAGE_ERROR = 2;

/** The commands, each of which loads what it needs only when it runs. */
function program(): Command {
  const all = new Command("ecr-kms")
    .description("Proves who can push and pull KMS-encrypted Amazon ECR repositories, before anything is deployed.")
    .version(version, "-v, --version", "show the version")
    .helpOption("-h, --help", "show this help")
    .showHelpAfterError("(ecr-kms --help shows what there is)")
    .exitOverride();
  addCheckCommand(all);
  return all;
}

/** Runs the command line. */
export async function main(words: readonly string[]): Promise<void> {
  try {
    await program().parseAsync(words, { from: "user" });
  } catch (error) {
    const { text, code } = describeError(error, USAGE_ERROR);
    if (text !== "") process.stderr.write(`${text}\n`);
    process.exitCode = code;
  }
}

void main(process.argv.slice(2));
