import * as fc from "fast-check";
import type { Addition } from "./one-more-grantee";
import type { Scenario } from "./scenario";
import { factsOf } from "./scenario";

/** Who is added: by letters, an account that other grantees may be of, or one that no topology names. */
const NEWCOMERS = [
  "111111111111",
  "777777777777",
  "role 111111111111",
  "role 777777777777",
  "user 222222222222",
  "codebuild 111111111111",
  "codebuild 777777777777",
  "o-a1b2c3d4e5",
  "o-z9y8x7w6v5",
  "o-a1b2c3d4e5/r-ab12/*",
] as const;

const specs = fc.record({
  repository: fc.nat(),
  right: fc.constantFrom("push" as const, "pull" as const),
  newcomer: fc.constantFrom(...NEWCOMERS),
});

/** Scenarios, each with a grantee that is to be added to one of its repositories. */
export function additions(scenarios: fc.Arbitrary<Scenario>): fc.Arbitrary<readonly [Scenario, Addition]> {
  return fc.tuple(scenarios, specs).map(([scenario, { repository, right, newcomer }]) => {
    const names = Object.keys(scenario.topology.repositories);
    const chosen = names[repository % names.length] as string;
    return [scenario, { repository: chosen, right, grantee: granteeOf(scenario, newcomer) }] as const;
  });
}

function granteeOf(scenario: Scenario, newcomer: (typeof NEWCOMERS)[number]): string {
  const { partition, region, model } = factsOf(scenario);
  // Organizations cannot hold grants: in that model their place is taken by an account.
  if (newcomer.startsWith("o-")) return model === "kms-grants" ? "666666666666" : newcomer;
  const [kind = "", accountId] = newcomer.split(" ");
  if (accountId === undefined) return newcomer;
  return kind === "codebuild"
    ? `arn:${partition}:codebuild:${region}:${accountId}:project/newcomer`
    : `arn:${partition}:iam::${accountId}:${kind}/newcomer`;
}
