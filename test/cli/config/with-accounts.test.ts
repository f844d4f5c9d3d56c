import { expect } from "chai";
import type { CheckConfig } from "../../../cli/config/check-config";
import { withAccounts } from "../../../cli/config/with-accounts";
import type { AccessModel } from "../../../cli/model/access-model";
import { gapOf } from "../../../cli/model/gap";
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

  it("takes the place of policies that hang above accounts, where it tells of each account", () => {
    const above = gapOf("control-policy-above-accounts", { input: "plan.json", address: "x" }, "attaches a policy");
    const given = model({ accounts: [{ id: OTHER }, { id: REGISTRY }], gaps: [above] });
    const levels = { serviceControlPolicies: [], resourceControlPolicies: [] };
    const gapsWith = (accounts: CheckConfig["accounts"]): AccessModel["gaps"] => withAccounts(given, { accounts }).gaps;
    expect(gapsWith({ [OTHER]: levels, [REGISTRY]: { organizationPath: "none" } })).to.deep.equal([]);
    expect(gapsWith({ [OTHER]: levels })).to.deep.equal([above]);
    expect(gapsWith({ [OTHER]: levels, [REGISTRY]: { serviceControlPolicies: [] } })).to.deep.equal([above]);
  });

  it("changes nothing without accounts", () => {
    const given = model();
    expect(withAccounts(given, { accounts: {} })).to.deep.equal(given);
  });
});
