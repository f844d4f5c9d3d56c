import { expect } from "chai";
import type { AccessModel, Account } from "../../../cli/model/access-model";
import { assumptionsOf } from "../../../cli/proof/assumptions";
import { HUB, model, principal, repository, role, SPOKE } from "./models";

const ALWAYS = ["endpoint-policies", "session-policies"];
const ORGANIZATION = "organization-policies";
const REGISTRY = "registry-policy";
const LEVEL = { id: "r-ab12", policies: [] };

function given(...accounts: readonly Account[]): AccessModel {
  return model({
    keys: [],
    accounts,
    principals: [principal(role(SPOKE, "web"), [])],
    repositories: [repository()],
  });
}

const textOf = (made: AccessModel, id: string): string | undefined =>
  assumptionsOf(made).find((each) => each.id === id)?.text;

describe("what a proof takes for granted", () => {
  const SPOKE_GIVEN: Account = { id: SPOKE, serviceControlPolicies: [LEVEL] };
  const HUB_GIVEN: Account = { id: HUB, resourceControlPolicies: [LEVEL], withoutRegistryPolicy: true };
  const cases: Readonly<Record<string, readonly [made: AccessModel, ids: readonly string[]]>> = {
    "is all that no input holds": [given({ id: HUB }, { id: SPOKE }), [ORGANIZATION, REGISTRY, ...ALWAYS]],
    "is the less the more the configuration says": [given(HUB_GIVEN, SPOKE_GIVEN), ALWAYS],
    "is nothing of organizations for accounts outside of every one": [
      given({ id: HUB, organizationPath: "none" }, { id: SPOKE, organizationPath: "none" }),
      [REGISTRY, ...ALWAYS],
    ],
    "is what hangs above an account where the inputs tell of the account itself": [
      given(HUB_GIVEN, { id: SPOKE, serviceControlPolicies: [{ id: SPOKE, policies: [] }] }),
      [ORGANIZATION, ...ALWAYS],
    ],
    "is nothing of a registry whose policy an input holds": [
      {
        ...given({ id: HUB, organizationPath: "none" }, SPOKE_GIVEN),
        registryPolicies: [
          {
            accountId: HUB,
            region: repository().region,
            document: { name: "registry policy", policy: { Statement: [] } },
          },
        ],
      },
      ALWAYS,
    ],
    "is nothing of a registry that AWS was asked about": [
      { ...given(HUB_GIVEN, SPOKE_GIVEN), accounts: [], inputs: [{ kind: "deployed", path: "AWS" }] },
      [ORGANIZATION, ...ALWAYS],
    ],
  };
  for (const [name, [made, ids]] of Object.entries(cases)) {
    it(name, () => {
      expect(assumptionsOf(made).map(({ id }) => id)).to.deep.equal(ids);
    });
  }

  it("is said once for all accounts", () => {
    expect(textOf(given(), ORGANIZATION)).to.equal(
      `no organization policy (SCP, RCP) that the inputs do not hold denies anything in accounts ${SPOKE}, ${HUB}`,
    );
    expect(textOf(given(SPOKE_GIVEN), ORGANIZATION)).to.match(/denies anything in account 123456789012$/);
    expect(textOf(given(), REGISTRY)).to.equal(`the registries of account ${HUB} have no policy`);
  });
});
