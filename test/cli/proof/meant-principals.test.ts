import { expect } from "chai";
import { meantBy } from "../../../cli/proof/meant-principals";
import { fakePrincipal } from "../support/fake-proof";

const ACCOUNT = "arn:aws:iam::222222222222:root";
const FUNCTIONS = "arn:aws:lambda:us-east-1:222222222222:function:*";
const ROLE = "arn:aws:iam::222222222222:role/app";
const ROWS = [
  fakePrincipal(ACCOUNT, "account"),
  fakePrincipal(FUNCTIONS, "lambda"),
  fakePrincipal(ROLE),
  fakePrincipal("o-a1b2c3d4e5", "organization"),
];

describe("the rows that a text means", () => {
  const CASES = [
    ["222222222222", "pull", [ACCOUNT]],
    ["222222222222", "pull-by-lambda", [FUNCTIONS]],
    [ACCOUNT, "pull", [ACCOUNT]],
    [ACCOUNT, "pull-by-lambda", [FUNCTIONS]],
    // The account of that number in China is somebody else's.
    [ACCOUNT.replace("arn:aws:", "arn:aws-cn:"), "pull", []],
    [ACCOUNT.replace("arn:aws:", "arn:aws-cn:"), "pull-by-lambda", []],
    [ROLE, "pull", [ROLE]],
    [ROLE.replace("arn:aws:", "arn:aws-cn:"), "pull", []],
    ["o-a1b2c3d4e5", "pull", ["o-a1b2c3d4e5"]],
    ["333333333333", "pull", []],
  ] as const;
  for (const [text, operation, rows] of CASES)
    it(`${text}, to ${operation}: ${rows.join() || "none"}`, () => {
      const isMeant = meantBy(text, operation);
      expect(ROWS.filter((row) => isMeant?.(row)).map(({ arn }) => arn)).to.deep.equal(rows);
    });

  it("is none where the text is neither an account, an ARN nor an organization", () => {
    expect(meantBy("ci", "pull")).to.equal(undefined);
  });
});
