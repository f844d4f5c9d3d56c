import { REGION } from "../toolkit/aws-forms";
import type { Problem } from "../toolkit/input-error";

/** What is wrong with names of Regions: a wrong one would end in a host, or a folder of logs, that does not exist. */
export function regionProblems(option: string, regions: readonly string[]): readonly Problem[] {
  return regions
    .filter((region) => !REGION.test(region))
    .map((region) => ({
      path: `${option} ${JSON.stringify(region)}`,
      message: "is no Region",
      hint: "write it as AWS does: us-east-1, eu-central-1",
    }));
}

/** The same, where at least one has to be named. */
export function regionsProblems(option: string, regions: readonly string[]): readonly Problem[] {
  if (regions.length > 0) return regionProblems(option, regions);
  return [{ path: option, message: "names no Region", hint: `write ${option} us-east-1` }];
}
