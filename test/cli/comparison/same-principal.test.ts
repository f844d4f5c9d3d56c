import { expect } from "chai";
import { comparedPrincipals } from "../../../cli/comparison/same-principal";
import type { Principal } from "../../../cli/model/access-model";
import { computedAttributes } from "../../../cli/resources/computed-attributes";
import { fakePrincipal } from "../support/fake-proof";

const ROLE = "arn:aws:iam::111111111111:role/";

const made = (name: string, input: string, address: string): Principal => ({
  ...fakePrincipal(`${ROLE}${name}`),
  source: { input, address },
});

/** As Terraform's plans and CDKTF's output have it, whose name is chosen at deployment. */
function namedLater(input: string, address: string): Principal {
  const place = { accountId: "111111111111", region: "us-east-1", partition: "aws" };
  const { name } = computedAttributes({
    type: "aws_iam_role",
    address: `${input}#${address}`,
    ...place,
    values: { name_prefix: "ci-" },
  });
  return made(String(name), input, address);
}

const URN = "urn:pulumi:prod::registry::aws:iam/role:Role::ci";

/** Name, the new principal, the old one, and whether they are the same. */
const CASES: readonly (readonly [string, Principal, Principal, boolean])[] = [
  ["one name, whatever the addresses", made("ci", "a", "aws_iam_role.a"), made("ci", "b", "aws_iam_role.b"), true],
  ["one name, another path", fakePrincipal(`${ROLE}ci`), { ...fakePrincipal(`${ROLE}build/ci`), name: "ci" }, true],
  ["a role of another account", fakePrincipal(`${ROLE}ci`), fakePrincipal("arn:aws:iam::222222222222:role/ci"), false],
  ["a user of the name", fakePrincipal(`${ROLE}ci`), fakePrincipal("arn:aws:iam::111111111111:user/ci", "user"), false],
  [
    "names chosen at deployment, in two plans",
    namedLater("a", "aws_iam_role.ci"),
    namedLater("b", "aws_iam_role.ci"),
    true,
  ],
  ["a chosen name in a state", namedLater("a", "aws_iam_role.ci"), made("ci-2026", "b", "aws_iam_role.ci"), true],
  ["chosen names at two addresses", namedLater("a", "aws_iam_role.ci"), namedLater("b", "aws_iam_role.cd"), false],
  ["a role that is renamed", made("new", "a", "aws_iam_role.ci"), made("old", "b", "aws_iam_role.ci"), false],
  ["names by Pulumi in two previews", made("ci-0a1b2c3", "a", URN), made("ci-4d5e6f7", "b", URN), true],
  ["a name by Pulumi and a written one", made("ci-0a1b2c3", "a", URN), made("ci-old", "b", URN), false],
];

describe("principals of two sides", () => {
  for (const [name, after, before, isSame] of CASES) {
    it(`are ${isSame ? "" : "not "}the same: ${name}`, () => {
      const indexes = comparedPrincipals([after], [before]).map(({ after: a, before: b }) => [a, b]);
      expect(indexes).to.deep.equal(
        isSame
          ? [[0, 0]]
          : [
              [0, undefined],
              [undefined, 0],
            ],
      );
    });
  }

  it("are told apart by nothing where two have the address", () => {
    const after = [namedLater("a#x", "aws_iam_role.ci"), namedLater("a#y", "aws_iam_role.ci")];
    const before = [namedLater("b#x", "aws_iam_role.ci"), namedLater("b#y", "aws_iam_role.ci")];
    expect(comparedPrincipals(after, before)).to.have.lengthOf(4);
  });
});
