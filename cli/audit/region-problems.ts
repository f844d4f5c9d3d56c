import { REGION } from "../toolkit/aws-forms";
import type { Problem } from "../toolkit/input-error";

/** What is wrong with names of Regions: a wrong one would end in a host, or a folder of logs, that does not exist. */
export function regionProblems(argument: string, regions: readonly string[]): readonly Problem[] {
  return regions
    .filter((region) => !REGION.test(region))
    .map((region) => ({
      path: `${argument} ${JSON.stringify(region)}`,
      message: "is not a Region",
      hint: "write it as AWS does: us-east-1, eu-central-1",
    }));
}

/** The same, where at least one has to be named. */
export function regionsProblems(argument: string, regions: readonly string[]): readonly Problem[] {
  if (regions.length > 0) return regionProblems(argument, regions);
  return [{ path: argument, message: "names no Region", hint: `name one with \`${argument}\`: us-east-1` }];
}
