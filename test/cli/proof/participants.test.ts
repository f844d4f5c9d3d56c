import { expect } from "chai";
import type { Principal } from "../../../cli/model/access-model";
import { identityParticipants } from "../../../cli/proof/participants";

describe("whose IAM policies an explanation names", () => {
  for (const [kind, name, called] of [
    ["role", "ci", "IAM policies of role ci"],
    ["user", "jane", "IAM policies of user jane"],
    ["account", "222222222222", "IAM policies of an administrator of 222222222222"],
    ["organization", "o-a1b2c3d4e5", "IAM policies of an administrator of o-a1b2c3d4e5"],
    ["lambda", "Lambda functions of 222222222222", "IAM policies of whoever creates Lambda functions of 222222222222"],
    ["service", "codebuild project/app", "IAM policies of service codebuild project/app"],
  ] as const)
    it(`are the ${called}`, () => {
      const principal: Principal = { arn: "arn", kind, accountId: "222222222222", name, policies: [] };
      const [participant] = identityParticipants(principal);
      expect(participant?.document.name).to.equal(called);
    });
});
