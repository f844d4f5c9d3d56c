import { expect } from "chai";
import { planRegistry } from "ecr-kms";
import { describeE2e } from "../support/e2e-suite";
import { build, topology } from "./kms-grants-program";

describe("access through KMS grants", () => {
  it("is planned for a hundred roles in fifty accounts, one grant for each role and repository", () => {
    const { grants } = planRegistry(topology).key;
    expect(new Set(grants.map(({ granteePrincipal }) => granteePrincipal)).size).to.equal(100);
    expect(grants).to.have.length(150);
  });

  // Every grant is read back and compared with the plan.
  describeE2e({
    name: "kms-grants",
    build,
    stacks: ["hub"],
    registryStack: "hub",
    changesEncryption: false,
    topology,
    roles: [],
    expectedAccess: "unseen",
  });
});
