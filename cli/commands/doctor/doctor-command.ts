import type { Command } from "commander";
import { InvalidArgumentError } from "commander";
import { collect } from "../collect";
import { reportFormat } from "../report-format";
import { failOnOption, formatOption, FORMATS, kmsModelOption } from "../report-options";
import type { DoctorOptions } from "./doctor-options";

const EXAMPLES = `
It asks AWS and changes nothing: its clients cannot send anything but what --permissions lists.

Examples:
  $ ecr-kms doctor orders
  $ ecr-kms doctor orders payments --profile hub --region eu-central-1
  $ ecr-kms doctor arn:aws:ecr:us-east-1:111111111111:repository/orders --also cicd \\
      --also arn:aws:iam::222222222222:role/read-only --principal arn:aws:iam::222222222222:role/orders-execution
  $ ecr-kms doctor orders --explain orders-execution orders pull
  $ ecr-kms doctor orders --expect expected-access.json --format markdown
  $ ecr-kms doctor --permissions --region us-east-1 > doctor-policy.json

Exit codes:
  0  nothing is broken, nothing differs from --expect, and no finding is as severe as --fail-on
  1  something is broken, or differs, or is as severe as --fail-on
  2  the command cannot run, or may not read the state of a key or its grants: the report then says what it lacks`;

/** Adds `ecr-kms doctor`, which loads what it needs only when it runs. */
export function addDoctorCommand(program: Command): void {
  program
    .command("doctor")
    .description(
      "find out why pushes and pulls of live repositories fail: the state of their keys, ECR's grants, and who can do what",
    )
    .argument("[repositories...]", "names, or ARNs for other accounts and Regions")
    .option("--profile <name>", "profile of the AWS configuration files (default: what the environment says)")
    .option("--region <region>", "Region of repositories that are named without ARN")
    .option(
      "--also <profile-or-role-arn>",
      "credentials for another account: a profile, or a role to assume; repeatable",
      collect,
      [],
    )
    .option("--principal <name-or-arn>", "a role or user to ask about; repeatable", collect, [])
    .option("--permissions", "print the IAM policy that this command needs, and ask AWS nothing")
    .option("-e, --expect <file>", "intended access: any difference ends with exit code 1")
    .option("--explain <what...>", "PRINCIPAL REPOSITORY OPERATION: show what decides one answer")
    .addOption(formatOption())
    .option("-o, --output <file>", "write the report to a file")
    .option("-c, --config <file>", "configuration (default: ecr-kms.config.json, if it exists)")
    .addOption(kmsModelOption())
    .addOption(failOnOption())
    .option("--color", "colours, wherever the output goes")
    .option("--no-color", "no colours")
    .addHelpText("after", EXAMPLES)
    .showHelpAfterError("(ecr-kms doctor --help shows what there is)")
    .exitOverride()
    .action(async (repositories: string[], options: GivenOptions) => {
      const asked = withRepositories(repositories, options);
      const { runDoctor } = await import("./run-doctor.js");
      process.exitCode = await runDoctor({
        ...asked,
        format: asked.permissions === true ? "json" : reportFormat(asked, FORMATS),
      });
    });
}

/** As commander gives them: without a format where none is named. */
type AskedOptions = Omit<DoctorOptions, "format"> & Partial<Pick<DoctorOptions, "format">>;
type GivenOptions = Omit<AskedOptions, "repositories">;

/** What follows the three words of `--explain` is a repository. */
function withRepositories(repositories: readonly string[], options: GivenOptions): AskedOptions {
  const { explain, permissions } = options;
  if (explain !== undefined && explain.length < 3) {
    throw new InvalidArgumentError(
      "--explain needs PRINCIPAL REPOSITORY OPERATION, for example --explain orders-execution orders pull",
    );
  }
  const all = [...repositories, ...(explain?.slice(3) ?? [])];
  if (all.length === 0 && permissions !== true) {
    throw new InvalidArgumentError("name the repositories to look at, for example: ecr-kms doctor orders");
  }
  return { ...options, ...(explain === undefined ? {} : { explain: explain.slice(0, 3) }), repositories: all };
}
