import type { ComparisonFormat } from "../../report/comparison/comparison-report";
import { InputError, type Problem } from "../../toolkit/input-error";
import { reportFormat } from "../report-format";
import type { CheckOptions } from "./check-options";

/** What `check --against` was asked. */
export interface ComparisonOptions extends Pick<
  CheckOptions,
  "inputs" | "expect" | "output" | "config" | "account" | "region" | "kmsModel" | "color"
> {
  readonly against: readonly string[];
  readonly format: ComparisonFormat;
  readonly failOnNewAccess: boolean;
}

const COMPARISON_FORMATS: readonly ComparisonFormat[] = ["table", "json", "markdown"];

/**
 * What a comparison is asked, as far as `check` was asked for one.
 *
 * @returns `undefined` without `--against`
 * @throws InputError with everything that does not go together
 */
export function comparisonOptions(
  asked: Omit<CheckOptions, "format"> & Partial<Pick<CheckOptions, "format">>,
): ComparisonOptions | undefined {
  const { against, format, explain, failOn, failOnNewAccess = false, ...rest } = asked;
  if (against === undefined) {
    if (!failOnNewAccess) return undefined;
    throw new InputError([
      {
        path: "--fail-on-new-access",
        message: "nothing says what access is new",
        hint: "give the inputs to compare with: --against state.json --fail-on-new-access",
      },
    ]);
  }
  const known = format === undefined ? undefined : COMPARISON_FORMATS.find((each) => each === format);
  const problems: readonly Problem[] = [
    ...(format === undefined || known !== undefined ? [] : [notShownAs(format)]),
    ...(explain === undefined ? [] : [EXPLAINS_ONE_SIDE]),
    ...(failOn === undefined ? [] : [HAS_NO_FINDINGS]),
    ...(rest.inputs.includes("-") && against.includes("-") ? [READS_STDIN_TWICE] : []),
  ];
  if (problems.length > 0) throw new InputError(problems);
  const shown = reportFormat({ format: known, output: rest.output }, COMPARISON_FORMATS);
  return { ...rest, against, failOnNewAccess, format: shown };
}

function notShownAs(format: string): Problem {
  return {
    path: `--format ${format}`,
    message: "a comparison is not shown so",
    hint: "with --against take table, json or markdown",
  };
}

const EXPLAINS_ONE_SIDE: Problem = {
  path: "--explain",
  message: "explains an answer about one set of inputs, and cannot be given with --against",
  hint: "run check twice, once for each side",
};

const HAS_NO_FINDINGS: Problem = {
  path: "--fail-on",
  message: "is about findings, and a comparison shows access only",
  hint: "take --fail-on-new-access here, and run check without --against for findings",
};

const READS_STDIN_TWICE: Problem = {
  path: "--against -",
  message: "the standard input cannot be both what is compared and what it is compared with",
  hint: "write one of them to a file",
};
