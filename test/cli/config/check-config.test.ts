import { expect } from "chai";
import { readConfig } from "../../../cli/config/check-config";
import type { OtherPolicies, PrincipalSetting } from "../../../cli/model/principal-setting";
import type { Problem } from "../../../cli/toolkit/input-error";
import { InputError } from "../../../cli/toolkit/input-error";
import { EVERYTHING, FILE, MISTAKES } from "./configurations";

const NOTHING = { rules: {}, accounts: {}, principals: [], providers: {} };
const DENY = { Effect: "Deny", Action: "kms:ScheduleKeyDeletion", Resource: "*" };

describe("the configuration", () => {
  it("may be empty", () => {
    expect(readConfig({}, FILE)).to.deep.equal(NOTHING);
  });

  it("says everything that it can say", () => {
    const config = readConfig(EVERYTHING, FILE);
    expect(config).to.deep.equal({
      rules: {
        "no-scan": [{ off: true, reason: "the registry scans" }],
        "mutable-tags": [
          { off: true, reason: "rebuilt nightly", only: ["repository sandbox-*"] },
          { severity: "high" },
        ],
      },
      accounts: {
        "111111111111": {
          name: "cicd",
          organizationPath: "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/",
          serviceControlPolicies: [
            {
              id: "r-ab12",
              policies: [
                {
                  name: "keep-keys, service control policy of r-ab12",
                  policy: { Version: "2012-10-17", Statement: [DENY] },
                },
              ],
            },
          ],
          resourceControlPolicies: [{ id: "r-ab12", policies: [] }],
        },
        "222222222222": { organizationPath: "none", principalsComplete: true, withoutRegistryPolicy: true },
      },
      principals: [setting("arn:aws:iam::111111111111:role/cicd-role", "none"), setting("*", "may-deny")],
      providers: { "aws.hub": "123456789012" },
      region: "eu-central-1",
      accountId: "123456789012",
      kmsModel: "two-way",
    });
  });

  for (const { name, json, problems } of MISTAKES) {
    it(`is refused with everything that is wrong: ${name}`, () => {
      expect(problemsOf(json)).to.deep.equal(problems);
    });
  }
});

function setting(pattern: string, otherPolicies: OtherPolicies): PrincipalSetting {
  return { pattern, otherPolicies, source: { input: FILE, address: `principals["${pattern}"]` } };
}

function problemsOf(json: unknown): readonly Problem[] {
  try {
    readConfig(json, FILE);
  } catch (error) {
    if (InputError.is(error)) return error.problems;
    throw error;
  }
  return [];
}
