import { compareWithExpectation } from "../../expectation/compare-with-expectation";
import { givenExpectation } from "../../expectation/read-expectation";
import { checkOutput } from "../../toolkit/write-output";
import { assumptionsOf } from "../../proof/assumptions";
import { decidingModel } from "../../proof/kms-model";
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
import { checkWriteExpected, writeExpected } from "./write-expected";
import { configOf, readOptions } from "../../config/read-options";
import { putReport, terminalOf } from "../put-report";
import { provedWithProgress } from "./proved-with-progress";
import { readAccountOption } from "./read-account-option";
import { refuseEmpty } from "./refuse-empty";

/**
 * `ecr-kms check`: reads the inputs, proves who can do what, and shows it.
 *
 * @returns the exit code: 0, or 1 where access differs from what is expected or a finding is as severe as `--fail-on`
 * @throws InputError for what cannot be used: exit code 2
 */
export async function runCheck(options: CheckOptions): Promise<number> {
  if (options.output !== undefined) checkOutput(options.output);
  const written =
    options.writeExpected === undefined ? undefined : { file: options.writeExpected, force: options.force ?? false };
  if (written !== undefined) checkWriteExpected(written);
  const config = configOf(options.config);
  const expectation = givenExpectation(options.expect, (path) => readJsonFile(path, path));
  const reading = readOptions({ ...readAccountOption(options.account), region: options.region }, config);
  const model = withAccounts(await readInputs(options.inputs, reading), config);
  refuseEmpty(model, options.inputs);
  const kmsModel = decidingModel(options, expectation, config);
  const proof = await provedWithProgress(model);
  if (written !== undefined) {
    await writeExpected(proof, kmsModel, written);
    return 0;
  }
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
    assumptions: assumptionsOf(proof.model),
    ...(expectation === undefined ? {} : await compareWithExpectation(proof, expectation, kmsModel)),
  };
  await putReport(options, await renderReport(options.format, report, terminal));
  return checkExitCode(report, options.failOn);
}
