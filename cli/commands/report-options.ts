import { Option } from "commander";
import type { Format } from "../report/report";

const FORMATS: readonly Format[] = ["table", "json", "markdown", "sarif", "html"];

/** `--format` of the commands that report who has access. */
export function formatOption(): Option {
  return new Option("-f, --format <format>", "how to show it").choices(FORMATS).default("table");
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
