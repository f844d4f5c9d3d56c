import { connect } from "../../toolkit/aws/connect";
import type { Deployed } from "../../doctor/deployed";
import { judgeDeployed } from "../../doctor/doctor";
import { doctorPermissions } from "../../doctor/permissions";
import { readDeployed } from "../../doctor/read/read-deployed";
import { readExpectation } from "../../expectation/read-expectation";
import { checkOutput } from "../../toolkit/write-output";
import { readJsonFile } from "../../toolkit/read-json-file";
import { explainReport, renderReport } from "../../report/render";
import { harmlessJson } from "../../toolkit/text-layout";
import { explainedCell } from "../explained-cell";
import { dataWithFlags } from "../flag-names";
import { configOf } from "../../config/read-options";
import type { Progress } from "../progress";
import { progressOn, shareOf } from "../progress";
import { putReport, terminalOf } from "../put-report";
import type { DoctorOptions } from "./doctor-options";
import { doctorExitCode } from "../exit-code";

/**
 * `ecr-kms doctor`: reads what is deployed, says what is wrong with it, proves who can do what, and shows it.
 *
 * @returns the exit code, as `doctorExitCode` says
 * @throws InputError for what cannot be used or read: exit code 2
 */
export async function runDoctor(options: DoctorOptions): Promise<number> {
  if (options.output !== undefined) checkOutput(options.output);
  if (options.permissions === true) {
    await putReport(options, harmlessJson(doctorPermissions({ ...options, things: options.repositories })));
    return 0;
  }
  const config = configOf(options.config);
  const expectation =
    options.expect === undefined
      ? undefined
      : readExpectation(readJsonFile(options.expect, options.expect), options.expect);
  const progress = progressOn(process.stderr);
  try {
    const deployed = await read(options, progress);
    const report = await judgeDeployed(deployed, {
      config,
      now: new Date(),
      ...(expectation === undefined ? {} : { expectation }),
      ...(options.kmsModel === undefined ? {} : { kmsModel: options.kmsModel }),
      onProgress: (done, total) => {
        progress.show(() => `Proving access: ${shareOf(done, total)}`);
      },
    });
    const terminal = terminalOf(options);
    if (options.explain !== undefined) {
      const explanation = await explainedCell(report.proof, options.explain);
      progress.clear();
      await putReport(options, explainReport(explanation, report.kmsModel, terminal));
      return 0;
    }
    const text = await renderReport(options.format, report, terminal);
    progress.clear();
    await putReport(options, text);
    return doctorExitCode(report, options.failOn);
  } finally {
    progress.clear();
  }
}

async function read(options: DoctorOptions, progress: Progress): Promise<Deployed> {
  const sessions = await connect(options);
  const asked = { repositories: options.repositories, principals: options.principal };
  const deployed = await readDeployed(sessions, asked, (line) => {
    progress.show(() => `Reading: ${line}`);
  });
  return dataWithFlags(deployed);
}
