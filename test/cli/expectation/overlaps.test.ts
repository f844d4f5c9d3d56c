import { expect } from "chai";
import { overlaps } from "../../../cli/expectation/overlaps";
import type { PartyName } from "../../../cli/proof/party";

const HERE = "111111111111";
const THERE = "222222222222";
const ORGANIZATION = "o-a1b2c3d4e5";
const PATHS: Readonly<Record<string, string>> = { [HERE]: `${ORGANIZATION}/r-ab12/ou-ab12-11111111/`, [THERE]: "none" };

const roles = (pattern: string, account = HERE): PartyName => ({
  principal: `arn:aws:iam::${account}:role/${pattern}`,
});

const CASES: readonly (readonly [one: PartyName, other: PartyName, meet: boolean])[] = [
  [{ anyone: {} }, { account: HERE }, true],
  [{ anyone: {}, unless: [{ principals: [HERE] }] }, { account: HERE }, false],
  [{ anyone: {}, unless: [{ principals: [HERE] }] }, roles("ci"), false],
  [
    { anyone: {}, unless: [{ principals: [HERE], if: { Bool: { "aws:SecureTransport": "false" } } }] },
    { account: HERE },
    true,
  ],
  [{ anyone: {} }, { service: "codebuild.amazonaws.com" }, false],
  [{ service: "codebuild.amazonaws.com" }, { service: "codebuild.amazonaws.com" }, true],
  [{ service: "codebuild.amazonaws.com" }, { service: "lambda.amazonaws.com" }, false],
  [{ account: HERE }, { account: HERE }, true],
  [{ account: HERE }, { account: THERE }, false],
  [{ account: HERE }, roles("ci-*"), true],
  [{ account: HERE }, roles("ci-*", "*"), true],
  [{ account: HERE }, roles("ci-*", THERE), false],
  [roles("ci-*"), roles("*-nightly"), true],
  [roles("ci-*"), roles("app"), false],
  [{ organization: ORGANIZATION }, { account: HERE }, true],
  [{ organization: ORGANIZATION }, { account: THERE }, false],
  [{ organization: ORGANIZATION }, { account: "333333333333" }, true],
  [{ organization: ORGANIZATION }, { organization: `${ORGANIZATION}/r-ab12/` }, true],
  [{ organization: ORGANIZATION }, { organization: "o-zzzzzzzzzz" }, false],
  [{ organization: `${ORGANIZATION}/r-ab12/ou-ab12-22222222/` }, roles("ci"), false],
];

describe("whether two parties have somebody in common", () => {
  for (const [one, other, meet] of CASES) {
    it(`is ${meet ? "so" : "not so"} of ${JSON.stringify(one)} and ${JSON.stringify(other)}`, () => {
      const accountOf = (id: string) => (PATHS[id] === undefined ? undefined : { id, organizationPath: PATHS[id] });
      expect([overlaps(one, other, accountOf), overlaps(other, one, accountOf)]).to.deep.equal([meet, meet]);
    });
  }
});
