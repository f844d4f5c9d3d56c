import type { Command } from "commander";
import { Option } from "commander";
import type { AnswerFormat } from "../../audit/report/render-answer";
import { InputError } from "../../toolkit/input-error";
import { collect } from "../collect";
import { reportFormat } from "../report-format";
import { FORMAT_WORDS } from "../report-options";
import type { AuditOptions } from "./audit-options";

const FORMATS: readonly AnswerFormat[] = ["table", "json", "csv", "html"];

const EXAMPLES = `
Questions:
  pulls      who pulled images: by tag or digest, from which account
  pushes     who pushed what
  key-usage  which principals caused use of a key, for which repository
  denied     what was refused around ECR and its keys, and which permission was missing
  changes    changes of keys, grants, repositories and their policies

Examples:
  Logs of a trail, as they lie in its bucket, of one account or an organization:
  $ aws s3 sync s3://my-trail/AWSLogs/111111111111/CloudTrail/us-east-1/2026/11 logs/
  $ ecr-kms audit pulls logs/ --repository orders --image 1.4.2 --since 30d
  $ ecr-kms audit denied logs/ --since 2026-11-01 --until 2026-11-08 --output denied.html
  $ ecr-kms audit changes logs/ --since 24h --fail-if-any

  The last 90 days of an account and Region, without a trail:
  $ ecr-kms audit key-usage --lookup-events --profile hub --key arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab
  $ ecr-kms audit pulls --lookup-events --since 30d --regions us-east-1,eu-central-1 --resume pulls.resume --output pulls.csv

  Amazon Athena: shows the table definition and the query; with --run, asks Athena:
  $ ecr-kms audit pulls --athena --athena-location s3://my-trail/AWSLogs/ --accounts 111111111111 --regions us-east-1 --since 30d
  $ ecr-kms audit pulls --athena --athena-location s3://my-trail/AWSLogs/ --accounts 111111111111 --regions us-east-1 --run --results s3://my-results/

Exit codes:
  0  the question was answered, also when nothing was found
  1  with --fail-if-any: something was found
  2  the command, an input or AWS did not let it be answered`;

/** Adds `ecr-kms audit`, which loads what it needs only when it runs. */
export function addAuditCommand(program: Command): void {
  program
    .command("audit")
    .description("answer from CloudTrail who used which image or key, what was denied, and what was changed")
    .argument("<question>", "pulls, pushes, key-usage, denied or changes")
    .argument("[logs...]", "logs of CloudTrail: .json and .json.gz files, and folders of any depth with them")
    .optionsGroup("What is asked about:")
    .option("--repository <repository>", "a name, <account>/<name> or ARN")
    .option("--image <image>", "a tag, or a digest sha256:…")
    .option("--key <key>", "the ARN or id of a key")
    .option("--principal <text>", "part of the ARN of who called")
    .option("--account <id>", "account of who called")
    .option("--since <time>", "the first moment: 2026-10-01, 2026-10-01T08:30:00Z, or how long ago: 12h, 30d, 4w (UTC)")
    .option("--until <time>", "the moment that is too late, written the same way")
    .optionsGroup("The answer:")
    .addOption(new Option("-f, --format <format>", FORMAT_WORDS).choices(FORMATS))
    .option("-o, --output <file>", "write the answer to a file")
    .option("--events", "in the table: each event, instead of how often it was (csv always has each)")
    .option("--limit <count>", "show no more lines than this", countOf)
    .option("--fail-if-any", "end with exit code 1 when something was found")
    .option("--color", "colours, wherever the output goes")
    .option("--no-color", "no colours")
    .optionsGroup("Logs:")
    .option("--skip-unreadable", "go on without files that cannot be read; the answer names them")
    .optionsGroup("LookupEvents:")
    .option("--lookup-events", "ask CloudTrail itself: the last 90 days, at two requests a second")
    .option(
      "--profile <profile>",
      "a profile of the AWS configuration files (default: as the AWS CLI finds credentials)",
    )
    .option("--region <region>", "the Region (default: that of the profile or environment)")
    .option("--regions <regions>", "several Regions, with commas between", listOf)
    .option("--also <who>", "a further account: a profile, or a role to assume; repeatable", also)
    .option(
      "--resume <file>",
      "keep in this file what was read: an interrupted run goes on from it, and then removes it",
    )
    .option("--keep-resume", "do not remove that file: other formats then come from it without asking again")
    .optionsGroup("Athena:")
    .option("--athena", "show the table definition and the query of this question for Amazon Athena")
    .option("--athena-location <location>", "where the logs are: s3://<bucket>/<prefix>/AWSLogs/")
    .option("--athena-database <name>", "the database of the table")
    .option("--athena-table <name>", "the name of the table")
    .option("--organization <id>", "the organization of an organization's trail: o-…")
    .option("--accounts <ids>", "the accounts in the logs, with commas between", listOf)
    .option("--run", "make the table, ask the query, and show the answer")
    .option("--workgroup <name>", "the workgroup that asks")
    .option("--results <location>", "where Athena puts results: s3://<bucket>/<prefix>/")
    .optionsGroup("Options:")
    .addHelpText("after", EXAMPLES)
    .showHelpAfterError("(ecr-kms audit --help shows what there is)")
    .exitOverride()
    .action(async (question: string, logs: string[], options: GivenOptions) => {
      const { runAudit } = await import("./run-audit.js");
      process.exitCode = await runAudit({ ...options, format: answerFormat(options), question, logs });
    });
}

type GivenOptions = Omit<AuditOptions, "question" | "logs" | "format"> & Partial<Pick<AuditOptions, "format">>;

/** What Athena is asked is SQL, whatever its file is called. */
function answerFormat(options: GivenOptions): AnswerFormat {
  const isQuery = options.athena === true && options.run !== true;
  return isQuery ? (options.format ?? "table") : reportFormat(options, FORMATS);
}

function countOf(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  const path = `--limit ${JSON.stringify(text)}`;
  throw new InputError([{ path, message: "is not a number from 1 up", hint: "write --limit 100" }]);
}

function listOf(text: string): readonly string[] {
  return text
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");
}

function also(value: string, before: readonly string[] = []): readonly string[] {
  return collect(value, before);
}
