import { expect } from "chai";
import { withAccounts } from "../../../cli/config/with-accounts";
import { model, OTHER, REGISTRY } from "../rules/model";

describe("withAccounts", () => {
  it("completes the accounts of a model, and adds those that only documents name", () => {
    const accounts = {
      [OTHER]: { name: "cicd", organizationPath: "none" },
      [REGISTRY]: { name: "hub", serviceControlPolicies: [{ id: "r-ab12", policies: [] }] },
    };
    const given = model({ accounts: [{ id: "111111111111" }, { id: REGISTRY, name: "named by an input" }] });
    expect(withAccounts(given, { accounts })).to.deep.equal({
      ...given,
      accounts: [
        { id: "111111111111" },
        { id: REGISTRY, name: "hub", serviceControlPolicies: [{ id: "r-ab12", policies: [] }] },
        { id: OTHER, name: "cicd", organizationPath: "none" },
      ],
    });
  });

  it("changes nothing without accounts", () => {
    const given = model();
    expect(withAccounts(given, { accounts: {} })).to.deep.equal(given);
  });
});
