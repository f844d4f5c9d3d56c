import { expect } from "chai";
import { coversAction, patternsFor } from "../../../cli/policy/statement-parts";

/** A regular expression made of it would go through every way to share the text out among the stars. */
const MANY_STARS = `${"*a".repeat(60)}*b`;
const ONLY_A = "a".repeat(2_000);

describe("patterns of policies", () => {
  it("cover actions in any case, and end whatever the pattern is", () => {
    const action = `ecr:${ONLY_A}`;
    expect(coversAction({ Effect: "Allow", Action: `ecr:${MANY_STARS}` }, action)).to.equal(false);
    expect(coversAction({ Effect: "Allow", NotAction: `ecr:${MANY_STARS}` }, action)).to.equal(true);
    expect(coversAction({ Effect: "Allow", Action: "ECR:get*" }, "ecr:GetAuthorizationToken")).to.equal(true);
    expect(patternsFor({ Effect: "Allow", Action: ["ecr:*", "ecr:?et*"] }, "ecr:GetAuthorizationToken")).to.deep.equal([
      "ecr:?et*",
    ]);
  });
});
