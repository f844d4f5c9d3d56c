import { compareWithExpectation } from "../../expectation/compare-with-expectation";
import { readExpectation } from "../../expectation/read-expectation";
import type { AccessModel } from "../../model/access-model";
import { InputError } from "../../toolkit/input-error";
import { checkOutput } from "../../toolkit/write-output";
import { decidingModel } from "../../proof/kms-model";
import { proveAccessModel } from "../../proof/prove";
import type { AccessProof } from "../../proof/proof";
import { readInputs } from "../../readers/read-inputs";
import { readJsonFile } from "../../toolkit/read-json-file";
import type { CheckReport } from "../../report/report";
import { explainReport, renderReport } from "../../report/render";
import { findAll } from "../../rules/find-all";
import { withAccounts } from "../../config/with-accounts";
import { version } from "../../toolkit/version";
import type { CheckOptions } from "./check-options";
import { checkExitCode } from "../exit-code";
import { explainedCell } from "../explained-cell";
import { progressOn, shareOf } from "../progress";
import { configOf, readOptions } from "../../config/read-options";
import { putReport, terminalOf } from "../put-report";

/**
 * `ecr-kms check`: reads the inputs, proves who can do what, and shows it.
 *
 * @returns the exit code: 0, or 1 where access differs from what is expected or a finding is as severe as `--fail-on`
 * @throws InputError for what cannot be used: exit code 2
 */
export async function runCheck(options: CheckOptions): Promise<number> {
  if (options.output !== undefined) checkOutput(options.output);
  const config = configOf(options.config);
  const expectation =
    options.expect === undefined
      ? undefined
      : readExpectation(readJsonFile(options.expect, options.expect), options.expect);
  const reading = readOptions({ ...readAccountOption(options.account), region: options.region }, config);
  const model = withAccounts(await readInputs(options.inputs, reading), config);
  refuseEmpty(model, options.inputs);
  const kmsModel = decidingModel(options, expectation, config);
  const proof = await proved(model);
  const terminal = terminalOf(options);
  if (options.explain !== undefined) {
    const explanation = await explainedCell(proof, options.explain);
    await putReport(options, explainReport(explanation, kmsModel, terminal));
    return 0;
  }
  const report: CheckReport = {
    proof,
    kmsModel,
    version,
    findings: findAll({ model: proof.model, proof }, config),
    ...(expectation === undefined ? {} : await compareWithExpectation(proof, expectation, kmsModel)),
  };
  await putReport(options, await renderReport(options.format, report, terminal));
  return checkExitCode(report, options.failOn);
}

async function proved(model: AccessModel): Promise<AccessProof> {
  const progress = progressOn(process.stderr);
  try {
    return await proveAccessModel(model, {
      onProgress: (done, total) => {
        progress.show(() => `Proving access: ${shareOf(done, total)}`);
      },
    });
  } finally {
    progress.clear();
  }
}

/** An input without anything to judge is most likely the wrong one, and must not pass as "nothing wrong". */
function refuseEmpty({ repositories, keys }: AccessModel, inputs: readonly string[]): void {
  if (repositories.length > 0 || keys.length > 0) return;
  throw new InputError([
    {
      path: inputs.join(", "),
      message: "there is no ECR repository and no KMS key in it",
      hint: "give the plan, state or stack that makes the repositories; several inputs can be given at once",
    },
  ]);
}

/** The accounts that `--account` gives. */
interface GivenAccounts {
  /** Of providers that are not named. */
  readonly accountId?: string;
  /** Provider → account. */
  readonly accounts: Readonly<Record<string, string>>;
}

/**
 * Reads `--account`; the last of several for the same provider counts.
 *
 * @param given - `123456789012` or `aws.hub=123456789012`, each.
 * @throws InputError for an account id that does not have 12 digits
 */
export function readAccountOption(given: readonly string[]): GivenAccounts {
  const read = given.map((text) => /^(?:(?<provider>[^=]+)=)?(?<id>\d{12})$/.exec(text)?.groups ?? text);
  const wrong = read.filter((each) => typeof each === "string");
  if (wrong.length > 0) {
    throw new InputError(
      wrong.map((text) => ({
        path: "--account",
        message: `${JSON.stringify(text)} is not an account id`,
        hint: "write 12 digits, or <provider>=<12 digits>: --account aws.hub=123456789012",
      })),
    );
  }
  const known = read.filter((each) => typeof each !== "string");
  const providers = known.flatMap(({ provider, id }) => (provider && id ? [[provider, id] as const] : []));
  const accountId = known.findLast(({ provider }) => provider === undefined)?.["id"];
  return { ...(accountId === undefined ? {} : { accountId }), accounts: Object.fromEntries(providers) };
}
