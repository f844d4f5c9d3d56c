import { expect } from "chai";
import type { StatementJson } from "../../../cli/policy/policy-json";
import type { CallProof, Explanation, Remedy } from "../../../cli/proof/proof";
import { decidingRemedies } from "../../../cli/report/deciding-remedies";
import { SAMPLE } from "./sample-report";

function remedy(text: string, actions?: readonly string[]): Remedy {
  const statement: StatementJson = { Effect: "Allow", Action: actions ?? [] };
  return { document: { kind: "key-policy", name: "key policy" }, text, ...(actions && { statement }) };
}

function call(action: string, neededBy: "documented" | "two-way", remedies: readonly Remedy[]): CallProof {
  const called = { action, resource: "*", neededBy, see: "", context: {} };
  return { call: called, verdict: "denied", because: "", opinions: [], remedies };
}

describe("remedies by the model that decides", () => {
  const takeAway = remedy("Take the Deny away.");
  const calls = [
    call("kms:DescribeKey", "documented", [remedy("add", ["kms:DescribeKey"])]),
    call("kms:DescribeKey", "two-way", [remedy("add", ["kms:DescribeKey"])]),
    call("kms:Decrypt", "two-way", [remedy("add", ["kms:Decrypt"]), takeAway]),
  ];
  const all = [
    remedy("Enable the key."),
    takeAway,
    remedy("add", ["kms:DescribeKey", "kms:Decrypt"]),
    remedy("add to IAM", ["kms:Decrypt"]),
  ];

  async function explanation(): Promise<Explanation> {
    return { ...(await SAMPLE.proof.explain(0, 0, "push")), calls, remedies: all };
  }

  it("are all of them by the two-way model", async () => {
    expect(decidingRemedies(await explanation(), "two-way")).to.deep.equal(all);
  });

  it("are without what only the two-way model asks for", async () => {
    expect(decidingRemedies(await explanation(), "documented")).to.deep.equal([
      remedy("Enable the key."),
      remedy("add", ["kms:DescribeKey"]),
    ]);
  });
});
