import { expect } from "chai";
import { proveAccessModel } from "../../../cli/proof/prove";
import { HUB, allow, model, principal, role } from "./models";

describe("condition keys that KMS gives to some calls only", () => {
  const cases: readonly (readonly [key: string, action: string, answer: string])[] = [
    ["kms:TrailingDaysWithoutKeyUsage", "kms:DisableKey", "unknown"],
    ["kms:TrailingDaysWithoutKeyUsage", "kms:ScheduleKeyDeletion", "unknown"],
    ["kms:TrailingDaysWithoutKeyUsage", "kms:PutKeyPolicy", "allowed"],
    ["kms:ScheduleKeyDeletionPendingWindowInDays", "kms:ScheduleKeyDeletion", "unknown"],
    ["kms:ScheduleKeyDeletionPendingWindowInDays", "kms:DisableKey", "allowed"],
    ["kms:RotationPeriodInDays", "kms:EnableKeyRotation", "unknown"],
    ["kms:RotationPeriodInDays", "kms:CancelKeyDeletion", "allowed"],
  ];
  for (const [key, action, answer] of cases)
    it(`make an administrator's answer ${answer} where ${action} is denied by ${key}`, async () => {
      const Condition = { NumericLessThan: { [key]: "90" } };
      const deny = { Effect: "Deny", Action: action, Resource: "*", Condition } as const;
      const proof = await proveAccessModel(model({ principals: [principal(role(HUB, "admin"), [allow("*"), deny])] }));
      expect(proof.cell(0, 0, "administer-key").documented).to.equal(answer);
    });
});
