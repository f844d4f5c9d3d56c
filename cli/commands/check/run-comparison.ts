import { compareModels, readBoth } from "../../comparison/compare-inputs";
import { configOf, readOptions } from "../../config/read-options";
import { withAccounts } from "../../config/with-accounts";
import { compareWithExpectation } from "../../expectation/compare-with-expectation";
import { givenExpectation } from "../../expectation/read-expectation";
import type { AccessModel } from "../../model/access-model";
import { decidingModel } from "../../proof/kms-model";
import { readInputs } from "../../readers/read-inputs";
import { renderComparison } from "../../report/comparison/comparison-report";
import { readJsonFile } from "../../toolkit/read-json-file";
import { version } from "../../toolkit/version";
import { checkOutput } from "../../toolkit/write-output";
import { putReport, terminalOf } from "../put-report";
import type { ComparisonOptions } from "./comparison-options";
import { provedWithProgress } from "./proved-with-progress";
import { readAccountOption } from "./read-account-option";
import { refuseEmpty } from "./refuse-empty";

/**
 * `ecr-kms check --against`: reads both sets of inputs, and shows who gains and who loses access.
 *
 * @returns the exit code: 1 where access differs from what is expected of the new inputs, or where somebody gains access,
 * or may, and `--fail-on-new-access` is given; else 0
 * @throws InputError for what cannot be used: exit code 2
 */
export async function runComparison(options: ComparisonOptions): Promise<0 | 1> {
  if (options.output !== undefined) checkOutput(options.output);
  const config = configOf(options.config);
  const expectation = givenExpectation(options.expect, (path) => readJsonFile(path, path));
  const reading = readOptions({ ...readAccountOption(options.account), region: options.region }, config);
  const read = (paths: readonly string[]) => async (): Promise<AccessModel> =>
    withAccounts(await readInputs(paths, reading), config);
  const models = await readBoth(read(options.inputs), read(options.against));
  refuseEmpty(models.after, options.inputs);
  const kmsModel = decidingModel(options, expectation, config);
  const comparison = await compareModels(models, kmsModel, provedWithProgress);
  // What is expected is compared with the new inputs alone: the rows of the old ones are not asked about.
  const expected =
    expectation === undefined
      ? undefined
      : await compareWithExpectation(await provedWithProgress(models.after), expectation, kmsModel);
  await putReport(options, renderComparison(options.format, { comparison, version, ...expected }, terminalOf(options)));
  const differs = expected !== undefined && expected.differences.length > 0;
  return differs || (options.failOnNewAccess && comparison.hasNewAccess) ? 1 : 0;
}
