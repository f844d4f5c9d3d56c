import { Command } from "commander";
import { addAuditCommand } from "./commands/audit/audit-command";
import { addCheckCommand } from "./commands/check/check-command";
import { addDoctorCommand } from "./commands/doctor/doctor-command";
import { addMigrateCommand } from "./commands/migrate/migrate-command";
import { describeError } from "./commands/describe-error";
import { version } from "./toolkit/version";

// The SDK would tell everybody who runs Node 20, in each run, that its versions of 2027 need a later one.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

/** What is wrong with how the command was called, or with what it was given. */
const USAGE_ERROR = 2;

/** The commands, each of which loads what it needs only when it runs. */
function program(): Command {
  const all = new Command("ecr-kms")
    .description(
      "Amazon ECR with a KMS key you own: proves who can push and pull before anything is deployed, and looks after what is.",
    )
    .version(version, "-v, --version", "show the version")
    .helpOption("-h, --help", "show this help")
    .showHelpAfterError("(ecr-kms --help shows what there is)")
    .exitOverride();
  addCheckCommand(all);
  addDoctorCommand(all);
  addAuditCommand(all);
  addMigrateCommand(all);
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

// A reader that has seen enough, such as `head`, is not an error: help and messages are written without anybody waiting
// for them.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

void main(process.argv.slice(2));
