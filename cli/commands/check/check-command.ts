import type { Command } from "commander";
import { InvalidArgumentError, Option } from "commander";
import { collect } from "../collect";
import { InputError } from "../../toolkit/input-error";
import { reportFormat } from "../report-format";
import { failOnOption, formatOption, FORMATS, kmsModelOption } from "../report-options";
import type { CheckOptions } from "./check-options";
import { comparisonOptions } from "./comparison-options";

const EXAMPLES = `
Examples:
  $ ecr-kms check cdktf.out
  $ terraform show -json plan.tfplan > plan.json && ecr-kms check plan.json
  $ pulumi preview --json --show-sames --show-reads > preview.json && ecr-kms check preview.json
  $ ecr-kms check hub.json spokes/*.json --expect expected-access.json
  $ ecr-kms check cdktf.out --write-expected expected-access.json
  $ ecr-kms check cdktf.out --explain ci-role orders push
  $ ecr-kms check cdktf.out --output access.html
  $ ecr-kms check plan.json --against state.json --fail-on-new-access
  $ ecr-kms check --against main/*.json --format markdown -- branch/*.json

Exit codes:
  0  nothing differs from --expect, no finding is as severe as --fail-on, and nobody gains access that --fail-on-new-access
     would fail on
  1  something does
  2  the command or an input cannot be used`;

/** Adds `ecr-kms check`, which loads what it needs only when it runs. */
export function addCheckCommand(program: Command): void {
  const command = program.command("check");
  command
    .configureOutput({
      outputError: (text, write) => {
        write(`${text}${command.opts<GivenOptions>().against === undefined ? "" : takenHint(text)}`);
      },
    })
    .description(
      "prove who can do what to which repository, and find what is wrong with keys, repositories and policies",
    )
    .argument(
      "<inputs...>",
      "what will be deployed, in any mixture: a CDKTF or CDK Terrain output folder; the output of `terraform show -json` for a plan or state, `pulumi stack export` or `pulumi preview --json --show-sames --show-reads`; a topology (.json, .ts, .js); - for the standard input",
    )
    .option("-e, --expect <file>", "intended access: any difference ends with exit code 1")
    .option(
      "--against <inputs...>",
      "compare with these inputs: who gains and who loses access. Takes everything up to the next option, or to --",
    )
    .option("--fail-on-new-access", "with --against: end with exit code 1 where somebody gains access, or may")
    .addOption(
      new Option("--write-expected <file>", "write what is there now as intended access, to be reviewed").conflicts([
        "expect",
        "explain",
        "against",
        "output",
      ]),
    )
    .option("--force", "with --write-expected: overwrite the file, and write down access of every AWS account")
    .option("--explain <what...>", "PRINCIPAL REPOSITORY OPERATION: show what decides one answer")
    .addOption(formatOption())
    .option("-o, --output <file>", "write the report to a file")
    .option("-c, --config <file>", "configuration (default: ecr-kms.config.json, if it exists)")
    .option(
      "--account <id>",
      "account of providers that do not say theirs: <id> or <provider>=<id>; repeatable",
      collect,
      [],
    )
    .option("--region <region>", "Region of providers that do not say theirs")
    .addOption(kmsModelOption())
    .addOption(failOnOption())
    .option("--color", "colours, wherever the output goes")
    .option("--no-color", "no colours")
    .addHelpText("after", EXAMPLES)
    .showHelpAfterError("(ecr-kms check --help shows what there is)")
    .exitOverride()
    .action(async (inputs: string[], options: GivenOptions) => {
      const asked = withInputs(inputs, options);
      if (asked.force === true && asked.writeExpected === undefined) {
        throw new InvalidArgumentError("--force goes with --write-expected alone");
      }
      const compared = comparisonOptions(asked);
      if (compared !== undefined) {
        const { runComparison } = await import("./run-comparison.js");
        process.exitCode = await runComparison(compared);
        return;
      }
      const { runCheck } = await import("./run-check.js");
      const format = reportFormat(asked, FORMATS);
      if (asked.explain !== undefined && format !== "table") throw explainedAsText(format);
      process.exitCode = await runCheck({ ...asked, format });
    });
}

/** As commander gives them: without a format where none is named. */
type AskedOptions = Omit<CheckOptions, "format"> & Partial<Pick<CheckOptions, "format">>;
type GivenOptions = Omit<AskedOptions, "inputs">;

function explainedAsText(format: string): InputError {
  const hint = "leave out --format, and let --output end with .txt; the JSON report has the reasons of each mistake";
  return new InputError([{ path: "--explain", message: `is shown as text only, not as ${format}`, hint }]);
}

/** Where `--against` took what was to be compared. */
function takenHint(text: string): string {
  if (!text.includes("missing required argument")) return "";
  return "--against takes everything up to the next option: write check NEW… --against OLD…, or check --against OLD… -- NEW…\n";
}

/** What follows the three words of `--explain` is an input. */
function withInputs(inputs: readonly string[], options: GivenOptions): AskedOptions {
  const { explain } = options;
  if (explain === undefined) return { ...options, inputs };
  if (explain.length < 3) {
    throw new InvalidArgumentError(
      "--explain needs PRINCIPAL REPOSITORY OPERATION, for example --explain ci-role orders push",
    );
  }
  return { ...options, explain: explain.slice(0, 3), inputs: [...inputs, ...explain.slice(3)] };
}
