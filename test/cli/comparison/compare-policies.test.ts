import { expect } from "chai";
import { compareModels } from "../../../cli/comparison/compare-inputs";
import type { AccessModel } from "../../../cli/model/access-model";
import type { StatementJson } from "../../../cli/policy/policy-json";
import { Random } from "../../properties/random";
import { document, model, repository } from "../proof/models";
import { PULL, pullBy, PUSH } from "./registries";

const APP = "arn:aws:iam::222222222222:role/app";
const everybodyIf = (operator: string, key: string, value: string): StatementJson => ({
  ...pullBy("*"),
  Condition: { [operator]: { [key]: value } },
});

const EVERYBODY = pullBy("*");
const ACCOUNT = pullBy({ AWS: "222222222222" });
const ROLE = pullBy({ AWS: APP });
const PATTERN = everybodyIf("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/ci-*");
const ORGANIZATION = everybodyIf("StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5");
const TAGGED = everybodyIf("StringEquals", "aws:PrincipalTag/team", "blue");
const SERVICE = pullBy({ Service: "codebuild.amazonaws.com" });
const FEDERATED = pullBy({ Federated: "cognito-identity.amazonaws.com" });
const UNLESS_ENDPOINT: StatementJson = {
  ...everybodyIf("StringEquals", "aws:SourceVpce", "vpce-1"),
  Effect: "Deny",
};

function withPolicy(...statements: readonly StatementJson[]): AccessModel {
  const policy = document("repository policy of app", ...statements);
  return model({ repositories: [repository(statements.length === 0 ? {} : { policy })] });
}

/** `<kind> <who>` of what changes about pulling. */
async function changes(after: readonly StatementJson[], before: readonly StatementJson[]): Promise<readonly string[]> {
  const comparison = await compareModels({ after: withPolicy(...after), before: withPolicy(...before) }, "documented");
  return comparison.changes.flatMap(({ change, who, operation }) => {
    const name = "party" in who ? who.party.words : who.principal.name;
    return operation === "pull" && change !== "unknown" ? [`${change} ${name}`] : [];
  });
}

describe("comparing what repository policies say", () => {
  /** Name, the new statements, the old ones, and what changes. */
  const CASES: readonly (readonly [
    name: string,
    after: readonly StatementJson[],
    before: readonly StatementJson[],
    found: readonly string[],
  ])[] = [
    ["everybody instead of an account", [EVERYBODY], [ACCOUNT], ["gain every AWS account"]],
    ["an account instead of everybody", [ACCOUNT], [EVERYBODY], ["loss every AWS account"]],
    ["an account instead of its role", [ACCOUNT], [ROLE], ["gain account 222222222222"]],
    ["a role instead of its account", [ROLE], [ACCOUNT], ["loss account 222222222222"]],
    ["a role, which was one of everybody", [ROLE], [EVERYBODY], ["loss every AWS account"]],
    ["roles of a pattern", [PATTERN], [], ["gain roles ci-* of any account"]],
    [
      "an organization beside an account",
      [ACCOUNT, ORGANIZATION],
      [ACCOUNT],
      ["gain principals of organization o-a1b2c3d4e5"],
    ],
    ["a service without a source", [SERVICE], [], ["gain codebuild.amazonaws.com for any account"]],
    [
      "somebody whom AWS does not document",
      [FEDERATED],
      [],
      ["possible-gain somebody whom the repository policy of app may let in"],
    ],
    ["a Deny that is gone", [EVERYBODY], [EVERYBODY, UNLESS_ENDPOINT], ["gain every AWS account"]],
    ["a Deny that narrows", [EVERYBODY, UNLESS_ENDPOINT], [EVERYBODY], ["loss every AWS account"]],
    ["the order of statements", [UNLESS_ENDPOINT, ORGANIZATION, ACCOUNT], [ACCOUNT, ORGANIZATION, UNLESS_ENDPOINT], []],
  ];
  for (const [name, after, before, found] of CASES) {
    it(`finds ${name}`, async () => {
      expect(await changes(after, before)).to.deep.equal(found);
    });
  }

  it("finds no gain where a statement that allows is taken away, or one that denies is added, and the reverse", async () => {
    const pool: readonly StatementJson[] = [
      ...[EVERYBODY, ACCOUNT, ROLE, PATTERN, ORGANIZATION, TAGGED, SERVICE, FEDERATED],
      everybodyIf("StringNotEquals", "aws:PrincipalAccount", "222222222222"),
      everybodyIf("IpAddress", "aws:SourceIp", "10.0.0.0/8"),
      pullBy({ AWS: ["arn:aws:iam::333333333333:role/b", "444444444444"] }),
      { ...ACCOUNT, Action: PUSH },
      { Effect: "Allow", NotPrincipal: { AWS: "222222222222" }, Action: PULL },
    ];
    const random = new Random(15);
    const picked = (): StatementJson => {
      const statement = random.pick(pool);
      return random.below(4) === 0 ? { ...statement, Effect: "Deny" } : statement;
    };
    for (let round = 0; round < 12; round += 1) {
      const few = Array.from({ length: 1 + random.below(3) }, picked);
      const added = picked();
      const more = [...few, added];
      const [wider, narrower] = added.Effect === "Allow" ? [more, few] : [few, more];
      const text = JSON.stringify({ few, added });
      expect(
        (await changes(narrower, wider)).filter((line) => line.includes("gain")),
        text,
      ).to.deep.equal([]);
      expect(
        (await changes(wider, narrower)).filter((line) => line.includes("loss")),
        text,
      ).to.deep.equal([]);
    }
  });
});
