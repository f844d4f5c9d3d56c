import { expect } from "chai";
import fc from "fast-check";
import { compareWithExpectation } from "../../../cli/expectation/compare-with-expectation";
import { readExpectation } from "../../../cli/expectation/read-expectation";
import { writeExpectation } from "../../../cli/expectation/write-expectation";
import { proveAccessModel } from "../../../cli/proof/prove";
import type { AccessProof, KmsModel } from "../../../cli/proof/proof";
import { models } from "../proof/random-models";
import { fakeParty, fakePrincipal, fakeProof, fakeRepository } from "../support/fake-proof";
import { refusalOf } from "../../support/thrown";

const CI = "arn:aws:iam::111111111111:role/ci";
const MEMBER = "arn:aws:iam::222222222222:role/app";

describe("writing what is there now as expected access", () => {
  it("names repositories, or all at once where they are the same", async () => {
    const principals = [fakePrincipal(CI), fakePrincipal(MEMBER)];
    const may = { "pull orders": "allowed", "pull stock": "allowed" } as const;
    const answers = { "ci push orders": "allowed", "app pull orders": "allowed" };
    const repositories = [fakeRepository("orders"), fakeRepository("stock")];
    const parties = [fakeParty({ account: "222222222222" }, "account 222222222222", may)];
    const other = fakeProof(principals, repositories, answers, parties);
    expect((await writeExpectation(other, "documented")).expectation).to.deep.equal({
      version: 1,
      kmsModel: "documented",
      repositories: { orders: { push: [CI], pull: ["222222222222"] }, stock: { pull: ["222222222222"] } },
    });
    const same = fakeProof(principals, repositories, { ...answers, "ci push stock": "allowed" }, parties);
    expect((await writeExpectation(same, "documented")).expectation.repositories).to.deep.equal({
      "*": { push: [CI], pull: ["222222222222"] },
    });
  });

  it("accepts what is not known with an empty reason, which is refused on reading", async () => {
    const proof = fakeProof([fakePrincipal(CI)], [fakeRepository("orders")], { "ci push orders": "unknown" });
    const { expectation } = await writeExpectation(proof, "documented");
    expect(expectation.accept).to.deep.equal([{ gap: "unknown-access role/ci of 111111111111", reason: "" }]);
    expect(refusalOf(() => readExpectation(expectation, "expected.json")).problems).to.have.lengthOf(1);
    expect((await reread(proof, "documented")).differences).to.deep.equal([]);
  });

  it("says where every AWS account has access, whoever is left out of it", async () => {
    const parties = [
      fakeParty({ anyone: {}, unless: [{ principals: ["222222222222"] }] }, "every AWS account but …", {
        "pull orders": "allowed",
      }),
      fakeParty({ anyone: { StringEquals: { "aws:SourceVpce": "vpce-1" } } }, "anybody through …", {
        "push orders": "allowed",
      }),
    ];
    const proof = fakeProof([], [fakeRepository("orders")], {}, parties);
    expect((await writeExpectation(proof, "documented")).open).to.deep.equal(["pull from orders"]);
  });

  it("passes when it is read back, whatever is there", async () => {
    await fc.assert(
      fc.asyncProperty(models, fc.constantFrom<KmsModel>("documented", "two-way"), async (model, kmsModel) => {
        const proof = await proveAccessModel(model);
        const { differences } = await reread(proof, kmsModel);
        expect(differences.map(({ message }) => message)).to.deep.equal([]);
      }),
      { numRuns: 25 },
    );
  });
});

/** What differs from what was written, with a reason for each thing that is not known. */
async function reread(proof: AccessProof, kmsModel: KmsModel) {
  const { expectation } = await writeExpectation(proof, kmsModel);
  const accept = expectation.accept?.map(({ gap }) => ({ gap, reason: "known elsewhere" }));
  const json: unknown = JSON.parse(JSON.stringify({ ...expectation, accept }));
  return compareWithExpectation(proof, readExpectation(json, "expected.json"));
}
