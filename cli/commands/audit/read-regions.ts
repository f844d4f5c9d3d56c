import type { Problem } from "../../model/input-error";

const REGION = /^[a-z]{2}(-[a-z]+)+-\d{1,2}$/;

/** What is wrong with names of Regions: a wrong one would end in a host that does not exist. */
export function regionProblems(option: string, regions: readonly string[]): readonly Problem[] {
  if (regions.length === 0) return [{ path: option, message: "names no Region", hint: `write ${option} us-east-1` }];
  return regions
    .filter((region) => !REGION.test(region))
    .map((region) => ({
      path: `${option} ${JSON.stringify(region)}`,
      message: "is no Region",
      hint: "write it as AWS does: us-east-1, eu-central-1",
    }));
}
