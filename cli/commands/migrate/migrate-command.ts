import type { Command } from "commander";
import { InvalidArgumentError, Option } from "commander";
import { COPIER_NAMES } from "../../migrate/copy/copy-options";
import { collect } from "../collect";
import type { CopyCommandOptions, CutoverCommandOptions, PlanCommandOptions } from "./migrate-options";

const GROUP_EXAMPLES = `
In this order:
  $ ecr-kms migrate plan orders --key arn:aws:kms:us-east-1:123456789012:key/… --output plan.json
  $ ecr-kms migrate copy plan.json
  $ ecr-kms migrate cutover plan.json

The encryption of a repository cannot be changed: its images are copied into a new one. plan and cutover only read;
copy writes to the new repository alone. docs/migrate.md has the whole story.`;

const PLAN_EXAMPLES = `
Examples:
  $ ecr-kms migrate plan orders --key arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab --output plan.json
  $ ecr-kms migrate plan orders --key arn:aws:kms:… --to encrypted/orders --profile hub --format json

Exit codes:
  0  the plan is made
  2  the repository or key cannot be used, or AWS refuses`;

const COPY_EXAMPLES = `
Examples:
  $ ecr-kms migrate copy plan.json
  $ ecr-kms migrate copy plan.json --copier crane --jobs 8
  $ ecr-kms migrate copy plan.json --destination-endpoint vpce-0123.dkr.ecr.us-east-1.vpce.amazonaws.com

Run it again after any interruption: it goes on from there.

Exit codes:
  0  every manifest and tag is in the destination, read back with the same digest
  1  something could not be copied or differs, or the copy was interrupted; nothing is lost, and the source is untouched
  2  the plan cannot be used, no copier is installed, or AWS refuses`;

const CUTOVER_EXAMPLES = `
Examples:
  $ ecr-kms migrate cutover plan.json
  $ ecr-kms migrate cutover plan.json --delete-source --confirm arn:aws:ecr:us-east-1:123456789012:repository/orders

Exit codes:
  0  ready: the source is as planned and the destination complete; with --delete-source: the source is deleted
  1  not ready: something differs; with --delete-source: nothing was deleted
  2  the plan cannot be used, the deletion is not confirmed, something was pushed while the source was deleted, or AWS
     refuses`;

/** Adds `ecr-kms migrate` with its three commands, each of which loads what it needs only when it runs. */
export function addMigrateCommand(program: Command): void {
  const migrate = program
    .command("migrate")
    .description("move a repository onto a KMS key: copy its images into a new one, which is the only way")
    .addHelpText("after", GROUP_EXAMPLES)
    .showHelpAfterError("(ecr-kms migrate --help shows what there is)")
    .exitOverride();
  addPlan(migrate);
  addCopy(migrate);
  addCutover(migrate);
}

function addPlan(migrate: Command): void {
  withCredentials(migrate.command("plan"))
    .description("read a repository and write down what moving it onto a key will do; changes nothing")
    .argument("<repository>", "name or ARN of the repository")
    .requiredOption("-k, --key <arn>", "ARN of the KMS key that is to encrypt the images")
    .option("--to <name>", "name of the new repository (default: <repository>-kms)")
    .addOption(formatOption())
    .option("-o, --output <file>", "write the plan to a file, for copy and cutover")
    .option("--color", "colours, wherever the output goes")
    .option("--no-color", "no colours")
    .addHelpText("after", PLAN_EXAMPLES)
    .showHelpAfterError("(ecr-kms migrate plan --help shows what there is)")
    .exitOverride()
    .action(async (repository: string, options: PlanCommandOptions) => {
      const { runPlan } = await import("./run-plan.js");
      process.exitCode = await runPlan(repository, options);
    });
}

function addCopy(migrate: Command): void {
  withCredentials(migrate.command("copy"))
    .description("make the new repository and copy every image of a plan into it; never changes the source")
    .argument("<plan>", "the file that migrate plan wrote")
    .option("--no-create", "do not make the new repository: it has to exist")
    .addOption(
      new Option("--copier <name>", "what copies (default: the first that is installed)").choices(COPIER_NAMES),
    )
    .option("-j, --jobs <number>", "images that are copied at the same time", wholeNumber)
    .option("--journal <file>", "remembers what is copied (default: <plan>.<time of the plan>.journal)")
    .option("--source-endpoint <host[:port]>", "where the source answers in place of ECR's own name")
    .option("--destination-endpoint <host[:port]>", "where the destination answers in place of ECR's own name")
    .addHelpText("after", COPY_EXAMPLES)
    .showHelpAfterError("(ecr-kms migrate copy --help shows what there is)")
    .exitOverride()
    .action(async (plan: string, options: CopyCommandOptions) => {
      const { runCopy } = await import("./run-copy.js");
      process.exitCode = await runCopy(plan, options);
    });
}

function addCutover(migrate: Command): void {
  withCredentials(migrate.command("cutover"))
    .description(
      "check that nothing is missing, and print what has to be changed; deletes the source only when asked twice",
    )
    .argument("<plan>", "the file that migrate plan wrote")
    .addOption(formatOption())
    .option("-o, --output <file>", "write the report to a file")
    .option("--delete-source", "delete the source, with everything in it, when nothing differs")
    .option("--confirm <arn>", "with --delete-source: the whole ARN of the source, once more")
    .option("--ignore-recent-pulls", "with --delete-source: although images were pulled from it in the last 7 days")
    .option("--color", "colours, wherever the output goes")
    .option("--no-color", "no colours")
    .addHelpText("after", CUTOVER_EXAMPLES)
    .showHelpAfterError("(ecr-kms migrate cutover --help shows what there is)")
    .exitOverride()
    .action(async (plan: string, options: CutoverCommandOptions) => {
      const { runCutover } = await import("./run-cutover.js");
      process.exitCode = await runCutover(plan, options);
    });
}

function withCredentials(command: Command): Command {
  return command
    .option("--profile <name>", "profile of the AWS configuration files")
    .option("--region <region>", "Region, where profile and environment say none or another")
    .option("--also <profile or role ARN>", "credentials for another account; repeatable", collect, []);
}

function formatOption(): Option {
  return new Option("-f, --format <format>", "how to show it").choices(["table", "json"]).default("table");
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= 64) return number;
  throw new InvalidArgumentError("write a whole number from 1 to 64.");
}
