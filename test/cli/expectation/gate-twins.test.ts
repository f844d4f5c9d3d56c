import { expect } from "chai";
import { checkExitCode } from "../../../cli/commands/exit-code";
import { compareWithExpectation } from "../../../cli/expectation/compare-with-expectation";
import type { Difference, ExpectedEntry, Expectation } from "../../../cli/expectation/expectation";
import { readExpectation } from "../../../cli/expectation/read-expectation";
import type { Alias } from "../../../cli/model/access-model";
import { gapOf } from "../../../cli/model/gap";
import type { StatementJson } from "../../../cli/policy/policy-json";
import { unknown } from "../../../cli/policy/unknown";
import type { OperationId } from "../../../cli/proof/proof";
import { OPERATIONS } from "../../../cli/proof/proof";
import { proveAccessModel } from "../../../cli/proof/prove";
import { tableReport } from "../../../cli/report/table";
import {
  allow,
  document,
  HUB,
  key,
  KEY_ARN,
  model,
  principal,
  REGION,
  repository,
  role,
  ROOT_STATEMENT,
} from "../proof/models";

const PULL = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
const APP = role(HUB, "app");
const SENTENCE = "Access is exactly as expected.";
const ALIAS: Alias = {
  arn: `arn:aws:kms:${REGION}:${HUB}:alias/images`,
  accountId: HUB,
  region: REGION,
  name: "alias/images",
  keyArn: KEY_ARN,
};

/** A door, and the one entry that expects it. */
interface Twin {
  readonly name: string;
  /** The policy of the repository. */
  readonly policy?: StatementJson;
  /** A statement of the key's policy. */
  readonly keyPolicy?: StatementJson;
  /** Who else is expected. @default - nobody */
  readonly others?: Expected;
  readonly entry: ExpectedEntry;
  readonly operations: readonly OperationId[];
  /** How the one difference names the party where the entry is missing. */
  readonly party: string;
}

type Expected = Partial<Record<OperationId, readonly ExpectedEntry[]>>;

const pull = (more: Partial<StatementJson>): StatementJson => ({
  Effect: "Allow",
  Principal: "*",
  Action: PULL,
  ...more,
});
const when = (operator: string, name: string, value: string | readonly string[]): Partial<StatementJson> => ({
  Condition: { [operator]: { [name]: value } },
});

const TWINS: readonly Twin[] = [
  {
    name: "accounts that a condition lets in",
    policy: pull(when("StringEquals", "aws:PrincipalAccount", ["222222222222", "333333333333"])),
    others: { pull: ["222222222222"] },
    entry: "333333333333",
    operations: ["pull"],
    party: "account 333333333333",
  },
  {
    name: "everybody but one account",
    policy: { Effect: "Allow", NotPrincipal: { AWS: "arn:aws:iam::222222222222:root" }, Action: PULL },
    // Roles of the account are not named with it: AWS says that they have to be named besides.
    entry: { anyone: {} },
    operations: ["pull", "pull-by-lambda"],
    party: "every AWS account",
  },
  {
    name: "administrators of the key whom a condition lets in",
    keyPolicy: {
      Effect: "Allow",
      Principal: { AWS: "*" },
      Action: "kms:*",
      Resource: "*",
      Condition: {
        StringEquals: { "kms:CallerAccount": HUB },
        ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${HUB}:role/ops-*` },
      },
    },
    entry: { principal: `arn:aws:iam::${HUB}:role/ops-*` },
    operations: ["administer-key"],
    party: `roles ops-* of ${HUB}`,
  },
  {
    name: "a role that may change the key's policy and nothing else of the key",
    keyPolicy: { Effect: "Allow", Principal: { AWS: role(HUB, "app") }, Action: "kms:PutKeyPolicy", Resource: "*" },
    entry: role(HUB, "app"),
    operations: ["administer-key"],
    party: role(HUB, "app"),
  },
  {
    name: "the roles of a permission set",
    policy: pull({
      Principal: { AWS: "arn:aws:iam::222222222222:root" },
      ...when(
        "ArnLike",
        "aws:PrincipalArn",
        "arn:aws:iam::222222222222:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Developer_*",
      ),
    }),
    entry: { principal: "arn:aws:iam::222222222222:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Developer_*" },
    operations: ["pull"],
    party: "AWSReservedSSO_Developer_* of 222222222222",
  },
  {
    name: "a public repository",
    policy: pull({}),
    entry: { anyone: {} },
    operations: ["pull", "pull-by-lambda"],
    party: "every AWS account",
  },
  {
    name: "a service without a source",
    policy: pull({ Principal: { Service: "codebuild.amazonaws.com" } }),
    entry: { service: "codebuild.amazonaws.com" },
    operations: ["pull"],
    party: "codebuild.amazonaws.com for any account",
  },
  {
    name: "organizations by a pattern",
    policy: pull(when("StringLike", "aws:PrincipalOrgID", "o-*")),
    entry: { anyone: { StringLike: { "aws:PrincipalOrgID": "o-*" } } },
    operations: ["pull"],
    party: "o-*",
  },
  {
    name: "an endpoint",
    policy: pull(when("StringEquals", "aws:SourceVpce", "vpce-0a1b2c3d")),
    entry: { anyone: { StringEquals: { "aws:SourceVpce": "vpce-0a1b2c3d" } } },
    operations: ["pull", "pull-by-lambda"],
    party: "vpce-0a1b2c3d",
  },
  {
    name: "a tag",
    policy: pull(when("StringEquals", "aws:PrincipalTag/team", "blue")),
    entry: { anyone: { StringEquals: { "aws:PrincipalTag/team": "blue" } } },
    operations: ["pull"],
    party: "team=blue",
  },
  {
    name: "accounts by their ARNs",
    policy: pull({ Principal: { AWS: ["arn:aws:iam::222222222222:root"] } }),
    entry: "222222222222",
    operations: ["pull"],
    party: "account 222222222222",
  },
];

describe("the gate, where exactly what is there is expected", () => {
  for (const twin of TWINS) {
    const { name, entry, operations, others = {}, party } = twin;
    const named = (entries: readonly ExpectedEntry[]): Expected =>
      Object.fromEntries(
        OPERATIONS.map((operation) => [
          operation,
          [
            ...(operation === "pull" ? [APP] : []),
            ...(others[operation] ?? []),
            ...(operations.includes(operation) ? entries : []),
          ],
        ]),
      );

    it(`passes ${name}, and fails once without that entry`, async () => {
      const expected: Expectation = { repositories: { app: named([entry]) } };
      expect(await judged(twin, expected)).to.deep.equal({ differences: [], exit: 0, says: true });
      const without = await judged(twin, { repositories: { app: named([]) } });
      expect(without.differences).to.have.lengthOf(1);
      expect(without.differences[0]).to.include(party);
      expect({ ...without, differences: [] }).to.deep.equal({ differences: [], exit: 1, says: false });
    });

    it(`fails once for ${name} where the file does not name the repository`, async () => {
      const byDefault = await judged(twin, { repositories: { other: {}, "*": named([]) } });
      expect(byDefault.differences).to.have.lengthOf(1);
      const unnamed = await judged(twin, {
        repositories: {},
        ignore: OPERATIONS.filter((each) => !operations.includes(each)),
      });
      expect(unnamed.exit).to.equal(1);
      expect(unnamed.differences.join()).to.include(party);
    });
  }

  it("passes administrators of a key who are named by its alias, and fails once without", async () => {
    const twin = TWINS[2] as Twin;
    const keys = (entries: readonly ExpectedEntry[]): Expectation => ({
      repositories: { app: { pull: [APP] } },
      keys: { "alias/images": { "administer-key": entries } },
    });
    expect(await judged(twin, keys([twin.entry]))).to.deep.equal({ differences: [], exit: 0, says: true });
    expect((await judged(twin, keys([]))).differences).to.deep.equal([
      `roles ops-* of ${HUB} can administer the key alias/images, but should not`,
    ]);
  });
});

describe("the gate, where a policy cannot be read", () => {
  it("fails once, with the roles whose answers depend on it, and passes where that is accepted", async () => {
    const source = { input: "plan.json", address: "aws_ecr_repository_policy.app" };
    const gap = gapOf("unread-policy", source, "Nothing is known of the repository policy of app.");
    const policy = { name: "repository policy of app", source, policy: unknown("a secret") };
    const principals = ["app", "web"].map((name) =>
      principal(role(HUB, name), [allow(["ecr:GetAuthorizationToken", ...PULL])]),
    );
    const given = model({ keys: [key()], repositories: [repository({ policy })], principals, gaps: [gap] });
    const proof = await proveAccessModel(given);
    const differences = async (accept: Expectation["accept"] = []): Promise<readonly Difference[]> =>
      (await compareWithExpectation(proof, { repositories: {}, accept })).differences;
    const found = await differences();
    expect(found.map(({ gap: id }) => id)).to.deep.equal([gap.id]);
    expect(found[0]?.principals).to.include.members([role(HUB, "app"), role(HUB, "web")]);
    expect(await differences([{ gap: gap.id, reason: "reviewed" }])).to.deep.equal([]);
  });
});

/** The report of what is there beside what is expected. */
async function judged({ policy, keyPolicy }: Twin, expected: Expectation) {
  const given = model({
    keys: [key({ policy: document("key policy", keyPolicy ?? ROOT_STATEMENT) })],
    aliases: [ALIAS],
    repositories: [repository(policy === undefined ? {} : { policy: document("repository policy of app", policy) })],
    principals: [principal(APP, [allow(["ecr:GetAuthorizationToken", ...PULL])])],
  });
  const proof = await proveAccessModel(given);
  const comparison = await compareWithExpectation(proof, readExpectation(expected, "expected.json"));
  const report = { proof, kmsModel: "documented", version: "0.0.0", findings: [], ...comparison } as const;
  const table = await tableReport(report, { columns: 200, colors: false });
  return {
    differences: comparison.differences.map(({ message }) => message),
    exit: checkExitCode(report, undefined),
    says: table.includes(SENTENCE),
  };
}
