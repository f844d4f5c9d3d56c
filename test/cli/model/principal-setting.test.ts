import { expect } from "chai";
import { settingFor, type OtherPolicies, type PrincipalSetting } from "../../../cli/model/principal-setting";

const CI = "arn:aws:iam::111111111111:role/ci-orders";

function settings(given: Readonly<Record<string, OtherPolicies>>): readonly PrincipalSetting[] {
  const source = { input: "ecr-kms.config.json", address: "principals" };
  return Object.entries(given).map(([pattern, otherPolicies]) => ({ pattern, otherPolicies, source }));
}

describe("the setting of a role", () => {
  const cases: Readonly<
    Record<string, readonly [given: Readonly<Record<string, OtherPolicies>>, expected: string | undefined]>
  > = {
    "is none where no pattern matches": [{ "arn:aws:iam::*:role/web-*": "none" }, undefined],
    "is that of all": [{ "*": "may-deny" }, "*"],
    "is that of its ARN before any pattern": [
      { "arn:aws:iam::111111111111:role/ci-order?": "none", [CI]: "may-allow", "*": "none" },
      CI,
    ],
    "is that of the pattern with the most characters": [
      { "*": "none", "arn:aws:iam::*:role/ci-*": "may-allow", "arn:aws:iam::111111111111:role/*": "may-deny" },
      "arn:aws:iam::111111111111:role/*",
    ],
    "is the first of patterns alike": [
      { "arn:aws:iam::*:role/ci-order*": "none", "arn:aws:iam::*:role/*i-orders": "may-allow" },
      "arn:aws:iam::*:role/ci-order*",
    ],
  };
  for (const [name, [given, expected]] of Object.entries(cases)) {
    it(name, () => {
      expect(settingFor(CI, settings(given))?.pattern).to.equal(expected);
    });
  }
});
