import { expect } from "chai";
import type { ConditionJson, StatementJson } from "../../../cli/policy/policy-json";
import { proveAccessModel } from "../../../cli/proof/prove";
import { SPOKE, document, model, repository } from "./models";

const PULL = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
const ORGANIZATION = "o-a1b2c3d4e5";
const CI = `arn:aws:iam::${SPOKE}:role/ci`;

/** Makes the rows, and gives pulling to nobody. */
const ROWS: readonly StatementJson[] = [
  { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${SPOKE}:root` }, Action: "ecr:PutImage" },
  {
    Effect: "Allow",
    Principal: "*",
    Action: "ecr:PutImage",
    Condition: { StringEquals: { "aws:PrincipalOrgID": ORGANIZATION } },
  },
];

async function pulls(statement: StatementJson, row: "account" | "organization"): Promise<readonly string[]> {
  const policy = document("repository policy of app", ...ROWS, statement);
  const proof = await proveAccessModel(model({ repositories: [repository({ policy })] }));
  const index = proof.principals.findIndex(({ kind }) => kind === row);
  const { cell } = await proof.explain(index, 0, "pull");
  expect(cell).to.deep.equal(proof.cell(index, 0, "pull"));
  return [cell.documented];
}

describe("rows that stand for many principals", () => {
  const cases: readonly (readonly [condition: ConditionJson, account: string, organization: string])[] = [
    [{}, "allowed", "allowed"],
    [{ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/ci" } }, "unknown", "unknown"],
    [{ StringLike: { "aws:PrincipalArn": `arn:aws:iam::${SPOKE}:role/ci-*` } }, "unknown", "unknown"],
    [{ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::999999999999:role/*" } }, "denied", "unknown"],
    // Whoever is named has a row.
    [{ ArnEquals: { "aws:PrincipalArn": CI } }, "denied", "denied"],
    [{ StringEquals: { "aws:PrincipalArn": "arn:aws:iam::*:role/ci" } }, "denied", "denied"],
    [{ ArnLike: { "aws:PrincipalArn": "*" } }, "allowed", "allowed"],
    [{ ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${SPOKE}:*` } }, "allowed", "unknown"],
    [{ ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/ci" } }, "unknown", "unknown"],
    [{ ArnNotEquals: { "aws:PrincipalArn": CI } }, "allowed", "allowed"],
    [{ Null: { "aws:PrincipalArn": "true" } }, "denied", "denied"],
    [{ Null: { "aws:PrincipalArn": "false" } }, "allowed", "allowed"],
    [{ StringEquals: { "aws:username": "jane" } }, "unknown", "unknown"],
    [{ StringEquals: { "aws:userid": "AIDA" } }, "unknown", "unknown"],
    [{ StringEquals: { "aws:PrincipalType": "User" } }, "unknown", "unknown"],
    [{ StringEquals: { "aws:PrincipalTag/team": "blue" } }, "unknown", "unknown"],
    [{ StringEquals: { "aws:PrincipalAccount": SPOKE } }, "allowed", "unknown"],
    [{ StringNotEquals: { "aws:PrincipalAccount": SPOKE } }, "denied", "unknown"],
    [{ StringEquals: { "aws:PrincipalAccount": "999999999999" } }, "denied", "unknown"],
    [{ StringLike: { "aws:PrincipalArn": "arn:aws:iam::${aws:PrincipalAccount}:role/ci" } }, "unknown", "unknown"],
  ];
  for (const [condition, account, organization] of cases) {
    it(`may pull where they are narrowed by ${JSON.stringify(condition)}`, async () => {
      const narrowed = { Effect: "Allow", Principal: "*", Action: PULL } as const;
      const OrgID = { "ForAnyValue:StringEquals": { "aws:PrincipalOrgID": ORGANIZATION } };
      const of = (more: ConditionJson): StatementJson => ({ ...narrowed, Condition: { ...more, ...condition } });
      expect(await pulls(of({}), "account")).to.deep.equal([account]);
      expect(await pulls(of(OrgID), "organization")).to.deep.equal([organization]);
    });
  }

  it("may pull where a Deny leaves some of them out", async () => {
    const allow: StatementJson = { Effect: "Allow", Principal: "*", Action: PULL };
    const deny: StatementJson = {
      Effect: "Deny",
      Principal: "*",
      Action: PULL,
      Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/ci-*" } },
    };
    for (const row of ["account", "organization"] as const) {
      const policy = document("repository policy of app", ...ROWS, allow, deny);
      const proof = await proveAccessModel(model({ repositories: [repository({ policy })] }));
      const index = proof.principals.findIndex(({ kind }) => kind === row);
      expect(proof.cell(index, 0, "pull").documented).to.equal("unknown");
    }
  });
});
