import { expect } from "chai";
import { aliasName } from "../../../shared";
import { expectFindings } from "../fixtures";

describe("aliasName", () => {
  for (const [given, expected] of [
    ["ecr-prod-encryption", "alias/ecr-prod-encryption"],
    ["alias/ecr-prod-encryption", "alias/ecr-prod-encryption"],
    ["ecr/team_a/registry", "alias/ecr/team_a/registry"],
    ["awsome", "alias/awsome"],
    ["a".repeat(250), `alias/${"a".repeat(250)}`],
  ] as const) {
    it(`makes ${expected.slice(0, 40)} of ${given.slice(0, 40)}`, () => {
      expect(aliasName(given)).to.equal(expected);
    });
  }

  for (const given of ["", "alias/", "alias/aws/ecr", "aws/ecr", "with space", "umlaut-ü", "a:b", "a".repeat(251)]) {
    it(`refuses ${JSON.stringify(given.slice(0, 40))}`, () => {
      expectFindings(
        () => aliasName(given),
        [
          {
            code: "INVALID_ALIAS_NAME",
            path: "name",
            message: `${JSON.stringify(given)} is not a valid alias for a key of your own`,
            hint: 'use a name of your own, such as "alias/ecr-prod-encryption"',
          },
        ],
      );
    });
  }

  it("refuses what is not a text", () => {
    expectFindings(
      () => aliasName(7 as unknown as string),
      [{ code: "INVALID_TYPE", path: "name", message: "must be a string, got 7" }],
    );
  });
});
