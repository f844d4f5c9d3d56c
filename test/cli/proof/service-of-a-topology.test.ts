import { expect } from "chai";
import { compareWithExpectation } from "../../../cli/expectation/compare-with-expectation";
import { readExpectation } from "../../../cli/expectation/read-expectation";
import { findCell } from "../../../cli/proof/find-cell";
import { proveAccessModel } from "../../../cli/proof/prove";
import { modelFromTopology } from "../../../cli/readers/topology/model-from-topology";

const REGISTRY = "123456789012";
const PROJECT = `arn:aws:codebuild:us-east-1:${REGISTRY}:project/orders`;
const OTHER = `arn:aws:codebuild:us-east-1:${REGISTRY}:project/other`;

describe("a service that a topology names", () => {
  const proved = async () =>
    proveAccessModel(
      modelFromTopology(
        { region: "us-east-1", registryAccountId: REGISTRY, repositories: { orders: { pull: [PROJECT] }, base: {} } },
        "topology.json",
      ),
    );
  const expected = (pull: readonly string[]) =>
    readExpectation({ repositories: { orders: { pull }, base: { pull: [] } } }, "expected.json");

  it("is a row that pulls what it is named for, and nothing else", async () => {
    const proof = await proved();
    const { principal, repository } = findCell(proof, [PROJECT, "orders", "pull"]);
    expect(proof.principals[principal]).to.include({ kind: "service", name: "codebuild project/orders" });
    expect(proof.cell(principal, repository, "pull")).to.include({ documented: "allowed", twoWay: "allowed" });
    expect(proof.cell(principal, repository, "push").documented).to.equal("denied");
    expect(proof.cell(principal, repository, "create-repository").documented).to.equal("none");
    expect(proof.cell(principal, 1 - repository, "pull").documented).to.equal("denied");
  });

  it("is compared with what is expected", async () => {
    const proof = await proved();
    expect((await compareWithExpectation(proof, expected([PROJECT]))).differences).to.deep.equal([]);
    const { differences } = await compareWithExpectation(proof, expected([OTHER]));
    expect(differences.map(({ principal, actual }) => `${principal} ${actual}`)).to.deep.equal([
      `${OTHER} missing`,
      `codebuild.amazonaws.com, for ${PROJECT}, for account 123456789012 allowed`,
    ]);
  });

  it("is explained, with the statement that lets it in", async () => {
    const proof = await proved();
    const { principal, repository, operation } = findCell(proof, [PROJECT, "base", "pull"]);
    const { remedies } = await proof.explain(principal, repository, operation);
    expect(JSON.stringify(remedies)).to.include("codebuild.amazonaws.com").and.to.include(PROJECT);
  });
});
