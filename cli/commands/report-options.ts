import { Option } from "commander";
import type { Format } from "../report/report";

/** The formats of these commands. */
export const FORMATS: readonly Format[] = ["table", "json", "markdown", "sarif", "html"];

/** What `--format` does, in every command that has it. */
export const FORMAT_WORDS = "how to show it (default: what the extension of --output says, else table)";

/** `--format` of the commands that report who has access. */
export function formatOption(): Option {
  return new Option("-f, --format <format>", FORMAT_WORDS).choices(FORMATS);
}

/** `--kms-model` of the same commands. */
export function kmsModelOption(): Option {
  const what = "which account of ECR and KMS decides (docs/kms-model.md)";
  return new Option("--kms-model <model>", what).choices(["documented", "two-way"]);
}

/** `--fail-on` of the same commands. */
export function failOnOption(): Option {
  const what = "end with exit code 1 for findings as severe as this";
  return new Option("--fail-on <severity>", what).choices(["critical", "high", "medium", "low"]);
}
