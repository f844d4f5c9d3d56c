import { Command } from "commander";
import { addMigrateCommand } from "../../cli/commands/migrate/migrate-command";
import { describeError } from "../../cli/commands/describe-error";

/** `ecr-kms migrate` alone, from its source: the words after it are the command's. */
const program = new Command("ecr-kms").exitOverride();
addMigrateCommand(program);
program.parseAsync(["migrate", ...process.argv.slice(2)], { from: "user" }).catch((error: unknown) => {
  const { text, code } = describeError(error, 2);
  if (text !== "") console.error(text);
  process.exitCode = code;
});
