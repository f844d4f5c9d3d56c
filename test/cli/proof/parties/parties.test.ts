import { expect } from "chai";
import type { AccessModel, Account, ModelDocument } from "../../../../cli/model/access-model";
import type { StatementJson } from "../../../../cli/policy/policy-json";
import { unknown } from "../../../../cli/policy/unknown";
import type { PartyName } from "../../../../cli/proof/party";
import type { AccessProof, OperationId } from "../../../../cli/proof/proof";
import { OPERATIONS } from "../../../../cli/proof/proof";
import { proveAccessModel } from "../../../../cli/proof/prove";
import { document, HUB, key, model, principal, repository, role, ROOT_STATEMENT, SPOKE } from "../models";

const PULL = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
const OTHER = "444455556666";
const ORGANIZATION = "o-a1b2c3d4e5";

type Given = Partial<StatementJson>;

const allowPull = (given: Given): StatementJson => ({ Effect: "Allow", Principal: "*", Action: PULL, ...given });
const denyPull = (given: Given): StatementJson => ({ Effect: "Deny", Principal: "*", Action: "ecr:*", ...given });
const when = (operator: string, name: string, value: string | readonly string[]): Given => ({
  Condition: { [operator]: { [name]: value } },
});

/** A model with one repository. */
function withPolicy(statements: readonly StatementJson[], more: Partial<AccessModel> = {}): AccessModel {
  return model({
    keys: [key()],
    repositories: [repository({ policy: document("repository policy of app", ...statements) })],
    ...more,
  });
}

/** Who has access to the only repository besides rows, by what AWS documents: `words` or `? words`. */
function everybodyElse(proof: AccessProof, operation: OperationId): readonly string[] {
  return proof.partyCells
    .filter((cell) => cell.operation === operation && cell.documented !== "none")
    .flatMap(({ documented, parties }) =>
      parties.flatMap((index) => {
        const { kind = "unknown", words = "" } = proof.parties[index] ?? {};
        return kind === "own-account" ? [] : [documented === "allowed" ? words : `? ${words}`];
      }),
    );
}

interface Case {
  readonly of: string;
  readonly statements: readonly StatementJson[];
  readonly more?: Partial<AccessModel>;
  readonly pull: readonly string[];
}

const account = (id: string, more: Partial<Account> = {}): Account => ({ id, ...more });

const CASES: readonly Case[] = [
  { of: "nobody named", statements: [], pull: [] },
  {
    of: "an account, unless through an endpoint",
    statements: [
      allowPull({ Principal: { AWS: OTHER } }),
      denyPull({ ...when("StringEquals", "aws:SourceVpce", "vpce-1") }),
    ],
    pull: [`account ${OTHER}, unless through endpoint vpce-1`],
  },
  {
    of: "an account, unless from an address, whom nothing but pulling is denied",
    statements: [
      allowPull({ Principal: { AWS: OTHER } }),
      denyPull({ Action: PULL, ...when("IpAddress", "aws:SourceIp", "10.0.0.0/8") }),
    ],
    pull: [`account ${OTHER}, unless from 10.0.0.0/8`],
  },
  {
    of: "everybody of the account that owns the repository, by a variable",
    statements: [allowPull({ ...when("StringEquals", "aws:PrincipalAccount", "${aws:ResourceAccount}") })],
    pull: [`account ${HUB}`],
  },
  {
    of: "everybody of the organization that owns the repository, by a variable",
    statements: [allowPull({ ...when("StringEquals", "aws:PrincipalOrgID", "${aws:ResourceOrgID}") })],
    more: { accounts: [account(HUB, { organizationPath: "o-a1b2c3d4e5/r-ab12/" })] },
    pull: ["principals of organization o-a1b2c3d4e5"],
  },
  {
    of: "organizations by the beginning of a path",
    statements: [allowPull({ ...when("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-a1b2c3d4e5*") })],
    pull: ["anybody, if aws:PrincipalOrgPaths is like o-a1b2c3d4e5*"],
  },
  { of: "everybody", statements: [allowPull({})], pull: ["every AWS account"] },
  {
    of: "everybody, written as a map",
    statements: [allowPull({ Principal: { AWS: "*" } })],
    pull: ["every AWS account"],
  },
  {
    of: "an account, which has a row",
    statements: [allowPull({ Principal: { AWS: OTHER } })],
    pull: [],
  },
  {
    of: "a role of another account, which has a row",
    statements: [allowPull({ Principal: { AWS: role(OTHER, "ci") } })],
    pull: [],
  },
  {
    of: "accounts by condition",
    statements: [allowPull(when("StringEquals", "aws:PrincipalAccount", [OTHER, SPOKE]))],
    pull: [`account ${SPOKE}`, `account ${OTHER}`],
  },
  {
    of: "all accounts but one",
    statements: [allowPull(when("StringNotEquals", "aws:PrincipalAccount", OTHER))],
    pull: [`anybody, if aws:PrincipalAccount is not ${OTHER}`],
  },
  {
    of: "roles by a pattern",
    statements: [allowPull(when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/ci-*"))],
    pull: ["roles ci-* of any account"],
  },
  {
    of: "roles of one account by a pattern",
    statements: [
      allowPull({ Principal: { AWS: OTHER }, ...when("StringLike", "aws:PrincipalArn", `arn:aws:iam::*:role/ci-*`) }),
    ],
    pull: [`account ${OTHER}, if aws:PrincipalArn is like arn:aws:iam::*:role/ci-*`],
  },
  {
    of: "roles of one account by a pattern whose parts are compared",
    statements: [
      allowPull({ Principal: { AWS: OTHER }, ...when("ArnLike", "aws:PrincipalArn", `arn:aws:iam::*:role/ci-*`) }),
    ],
    pull: [`roles ci-* of ${OTHER}`],
  },
  {
    of: "a pattern of another account than the one named",
    statements: [
      allowPull({ Principal: { AWS: OTHER }, ...when("ArnLike", "aws:PrincipalArn", `arn:aws:iam::${SPOKE}:role/*`) }),
    ],
    pull: [],
  },
  {
    of: "everybody, less those outside an empty list of accounts",
    statements: [allowPull({}), denyPull(when("StringNotEquals", "aws:PrincipalAccount", []))],
    pull: ["? somebody whom the repository policy of app may let in"],
  },
  {
    of: "everybody, less those with a second factor who are not a role with a row",
    statements: [
      allowPull({}),
      denyPull({
        Condition: {
          ArnNotEquals: { "aws:PrincipalArn": role(HUB, "app") },
          Null: { "aws:MultiFactorAuthPresent": "false" },
        },
      }),
    ],
    more: { principals: [principal(role(HUB, "app"))] },
    pull: [
      `every AWS account, unless aws:PrincipalArn is not like ${role(HUB, "app")} and aws:MultiFactorAuthPresent is present`,
    ],
  },
  {
    of: "the root of an account by its ARN",
    statements: [allowPull(when("ArnEquals", "aws:PrincipalArn", `arn:aws:iam::${OTHER}:root`))],
    pull: [`principals like arn:aws:iam::${OTHER}:root`],
  },
  {
    of: "federated users",
    statements: [allowPull({ Principal: { AWS: `arn:aws:sts::${OTHER}:federated-user/bob` } })],
    pull: ["? somebody whom the repository policy of app may let in"],
  },
  {
    of: "those for whom services call",
    statements: [allowPull(when("Bool", "aws:ViaAWSService", "true"))],
    pull: ["anybody, if aws:ViaAWSService is true"],
  },
  {
    of: "tags",
    statements: [allowPull(when("StringEquals", "aws:PrincipalTag/team", "blue"))],
    pull: ["anybody, tagged team=blue"],
  },
  {
    of: "an endpoint",
    statements: [allowPull(when("StringEquals", "aws:SourceVpce", "vpce-1"))],
    pull: ["anybody, through endpoint vpce-1"],
  },
  {
    of: "a pattern of organizations",
    statements: [allowPull(when("StringLike", "aws:PrincipalOrgID", "o-*"))],
    pull: ["anybody, if aws:PrincipalOrgID is like o-*"],
  },
  {
    of: "an organization, which has a row",
    statements: [allowPull(when("StringEquals", "aws:PrincipalOrgID", ORGANIZATION))],
    pull: [],
  },
  {
    of: "an organization narrowed by a tag",
    statements: [
      allowPull({
        Condition: { StringEquals: { "aws:PrincipalOrgID": ORGANIZATION, "aws:PrincipalTag/team": "blue" } },
      }),
    ],
    pull: [`principals of organization ${ORGANIZATION}, tagged team=blue`],
  },
  {
    of: "everybody, less those outside an organization",
    statements: [allowPull({}), denyPull(when("StringNotEquals", "aws:PrincipalOrgID", ORGANIZATION))],
    pull: [`principals of organization ${ORGANIZATION}`],
  },
  {
    of: "everybody, less an account",
    statements: [allowPull({}), denyPull({ Principal: { AWS: OTHER } })],
    pull: [`every AWS account, unless it is ${OTHER}`],
  },
  {
    of: "everybody, less everybody",
    statements: [allowPull({}), denyPull({})],
    pull: [],
  },
  {
    of: "everybody, less what goes around an endpoint",
    statements: [allowPull({}), denyPull(when("StringNotEquals", "aws:SourceVpce", "vpce-1"))],
    pull: ["anybody, through endpoint vpce-1"],
  },
  {
    of: "one endpoint, less what goes around another",
    statements: [
      allowPull(when("StringEquals", "aws:SourceVpce", "vpce-1")),
      denyPull(when("StringNotEquals", "aws:SourceVpce", "vpce-2")),
    ],
    pull: [],
  },
  {
    of: "a service for anybody",
    statements: [allowPull({ Principal: { Service: "codebuild.amazonaws.com" } })],
    pull: ["codebuild.amazonaws.com for any account"],
  },
  {
    of: "a service for an account",
    statements: [
      allowPull({
        Principal: { Service: "codebuild.amazonaws.com" },
        ...when("StringEquals", "aws:SourceAccount", OTHER),
      }),
    ],
    pull: [`codebuild.amazonaws.com, for account ${OTHER}`],
  },
  {
    of: "everybody who comes for an account, which only services do",
    statements: [allowPull(when("StringEquals", "aws:SourceAccount", OTHER))],
    pull: [`anybody, for account ${OTHER}`],
  },
  {
    of: "all but one account, by NotPrincipal",
    statements: [{ Effect: "Allow", NotPrincipal: { AWS: OTHER }, Action: PULL }],
    pull: ["every AWS account"],
  },
  {
    of: "an identity provider",
    statements: [allowPull({ Principal: { Federated: "cognito-identity.amazonaws.com" } })],
    pull: ["? somebody whom the repository policy of app may let in"],
  },
  {
    of: "a principal that is not known",
    statements: [allowPull({ Principal: { AWS: unknown("aws_iam_role.ci.arn") } })],
    pull: ["? somebody whom the repository policy of app may let in"],
  },
  {
    of: "an action that is not enough",
    statements: [allowPull({ Action: "ecr:BatchGetImage" })],
    pull: [],
  },
  {
    of: "two statements that are enough together",
    statements: [
      allowPull({ Action: "ecr:BatchGetImage", ...when("StringEquals", "aws:PrincipalTag/team", "blue") }),
      allowPull({ Action: "ecr:GetDownloadUrlForLayer", Principal: { AWS: [OTHER, SPOKE] } }),
    ],
    pull: [`account ${SPOKE}, tagged team=blue`, `account ${OTHER}, tagged team=blue`],
  },
  {
    of: "everybody, from another organization than the configuration says",
    statements: [
      allowPull({ Principal: { AWS: OTHER }, ...when("StringEquals", "aws:PrincipalOrgID", "o-zzzzzzzzzz") }),
    ],
    more: { accounts: [account(HUB), account(OTHER, { organizationPath: `${ORGANIZATION}/r-ab12/` })] },
    pull: [],
  },
  {
    of: "accounts that an organization's policies shut out",
    statements: [allowPull(when("StringEquals", "aws:PrincipalAccount", [OTHER, SPOKE]))],
    more: {
      accounts: [
        account(HUB),
        account(OTHER, {
          serviceControlPolicies: [
            { id: "r-ab12", policies: [document("no ECR", { Effect: "Deny", Action: "ecr:*", Resource: "*" })] },
          ],
        }),
      ],
    },
    pull: [`account ${SPOKE}`],
  },
];

describe("everybody else", () => {
  for (const { of, statements, more, pull } of CASES) {
    it(`is found where a repository policy speaks of ${of}`, async () => {
      const proof = await proveAccessModel(withPolicy(statements, more));
      expect(everybodyElse(proof, "pull")).to.deep.equal(pull);
      expect(everybodyElse(proof, "push")).to.deep.equal([]);
      expect(everybodyElse(proof, "delete-repository")).to.deep.equal([]);
    });

    it(`is nobody beside the parties themselves, where it speaks of ${of}`, async () => {
      const proof = await proveAccessModel(withPolicy(statements, more));
      for (const operation of OPERATIONS) {
        for (const kmsModel of ["documented", "two-way"] as const) {
          const answer = kmsModel === "documented" ? "documented" : "twoWay";
          const names = proof.partyCells
            .filter((cell) => cell.operation === operation && cell[answer] === "allowed")
            .flatMap(({ parties }) => parties.flatMap((index) => proof.parties[index]?.name ?? []));
          const rows = proof.principals.flatMap(({ kind, accountId, arn }, index): readonly PartyName[] => {
            if (proof.cell(index, 0, operation)[answer] !== "allowed") return [];
            return kind === "account"
              ? [{ account: accountId }]
              : kind === "organization"
                ? [{ organization: arn }]
                : [];
          });
          const beyond = proof.partiesBeyond(0, operation, kmsModel, [...names, ...rows]);
          expect(beyond.filter(({ verdict }) => verdict === "allowed")).to.deep.equal([]);
        }
      }
    });
  }

  const KEY_CASES: readonly { of: string; statements: readonly StatementJson[]; found: readonly string[] }[] = [
    { of: "its account alone", statements: [ROOT_STATEMENT], found: [] },
    {
      of: "roles of its account by a pattern",
      statements: [
        {
          Effect: "Allow",
          Principal: "*",
          Action: "kms:PutKeyPolicy",
          Resource: "*",
          ...when("ArnLike", "aws:PrincipalArn", `arn:aws:iam::*:role/ops-*`),
        },
      ],
      found: [`roles ops-* of ${HUB}`],
    },
    {
      of: "its account and of a pattern besides",
      statements: [
        ROOT_STATEMENT,
        {
          Effect: "Allow",
          Principal: "*",
          Action: "kms:PutKeyPolicy",
          Resource: "*",
          ...when("ArnLike", "aws:PrincipalArn", `arn:aws:iam::*:role/ops-*`),
        },
      ],
      found: [`roles ops-* of ${HUB}`],
    },
    {
      of: "everybody, of whom KMS takes those of its account",
      statements: [{ Effect: "Allow", Principal: "*", Action: "kms:*", Resource: "*" }],
      found: [`account ${HUB}`],
    },
    {
      of: "everybody who asks to go without the lockout check, as everybody can",
      statements: [
        {
          Effect: "Allow",
          Principal: "*",
          Action: "kms:PutKeyPolicy",
          Resource: "*",
          ...when("Bool", "kms:BypassPolicyLockoutSafetyCheck", "true"),
        },
      ],
      found: [`account ${HUB}, if kms:BypassPolicyLockoutSafetyCheck is true`],
    },
  ];
  for (const { of, statements, found } of KEY_CASES) {
    it(`administers a key whose policy speaks of ${of}`, async () => {
      // The repository's policy speaks of its own account, which makes a row for it.
      const own = allowPull({ Principal: { AWS: HUB } });
      const given = withPolicy([own], { keys: [key({ policy: document("key policy", ...statements) })] });
      expect(everybodyElse(await proveAccessModel(given), "administer-key")).to.deep.equal(found);
    });
  }
});

describe("parties beyond those expected", () => {
  it("are asked for anew where others are expected to administer a key", async () => {
    const statement = { Effect: "Allow", Principal: "*", Action: "kms:*", Resource: "*" } as const;
    const proof = await proveAccessModel(
      withPolicy([], { keys: [key({ policy: document("key policy", statement) })] }),
    );
    const beyond = (expected: readonly PartyName[]): readonly string[] =>
      proof.partiesBeyond(0, "administer-key", "documented", expected).map(({ party }) => party.words);
    expect(beyond([])).to.deep.equal([`account ${HUB}`]);
    expect(beyond([{ account: HUB }])).to.deep.equal([]);
    expect(beyond([])).to.deep.equal([`account ${HUB}`]);
  });
});

describe("somebody whom the documents do not say", () => {
  it("is told apart by the repositories whose policies may let them in, alike or not", async () => {
    const policy = (name: string): ModelDocument =>
      document(
        `repository policy of ${name}`,
        allowPull({ Principal: { Federated: "cognito-identity.amazonaws.com" } }),
      );
    const repositories = ["app", "bills"].map((name) => repository({ name, policy: policy(name) }));
    const { parties } = await proveAccessModel(model({ keys: [key()], repositories }));
    expect(parties.filter(({ kind }) => kind === "unknown").map(({ words }) => words)).to.deep.equal([
      "somebody whom the repository policy of app may let in",
      "somebody whom the repository policy of bills may let in",
    ]);
  });
});

describe("whoever may change the policy of a repository", () => {
  for (const [who, given, found] of [
    ["everybody", {}, ["every AWS account"]],
    ["whoever is tagged", when("StringEquals", "aws:PrincipalTag/team", "blue"), ["anybody, tagged team=blue"]],
  ] as const) {
    it(`may push, pull and delete, because they can let themselves in: ${who}`, async () => {
      const proof = await proveAccessModel(withPolicy([allowPull({ Action: "ecr:SetRepositoryPolicy", ...given })]));
      for (const operation of ["push", "pull", "delete-repository"] as const)
        expect(everybodyElse(proof, operation)).to.deep.equal(found);
      expect(everybodyElse(proof, "create-repository")).to.deep.equal([]);
    });
  }
});

describe("a service that comes for a resource of an account", () => {
  it("is of the account of the resource, and of none that stands elsewhere in its ARN", async () => {
    const source = `arn:aws:codebuild:us-east-1:${OTHER}:project:${SPOKE}:x`;
    const statement = allowPull({
      Principal: { Service: "codebuild.amazonaws.com" },
      ...when("StringEquals", "aws:SourceArn", source),
    });
    const proof = await proveAccessModel(withPolicy([statement]));
    const beyond = (account: string): number => proof.partiesBeyond(0, "pull", "documented", [{ account }]).length;
    expect([OTHER, SPOKE].map(beyond)).to.deep.equal([0, 1]);
  });
});

describe("functions of Lambda", () => {
  it("are nobody where a statement asks for the source of another service", async () => {
    const source = when("ArnLike", "aws:SourceArn", `arn:aws:codebuild:*:${HUB}:*`);
    const proof = await proveAccessModel(withPolicy([allowPull(source)]));
    expect(everybodyElse(proof, "pull-by-lambda")).to.deep.equal([]);
    expect(everybodyElse(proof, "pull")).to.deep.equal([`anybody, for arn:aws:codebuild:*:${HUB}:*`]);
  });
});

describe("a role that calls through a service", () => {
  it("has access that depends on whether it does", async () => {
    const principals = [principal(role(HUB, "app"), [{ Effect: "Allow", Action: "ecr:*", Resource: "*" }])];
    const statements = [denyPull(when("Bool", "aws:ViaAWSService", "false"))];
    const proof = await proveAccessModel(withPolicy(statements, { principals }));
    const row = proof.principals.findIndex(({ name }) => name === "app");
    expect(proof.cell(row, 0, "pull").documented).to.equal("unknown");
  });
});

describe("somebody of whom many repositories do not say", () => {
  it("depends in each of them on what is not known there", async () => {
    const repositories = ["app", "bills"].map((name) =>
      repository({ name, policy: { name: `repository policy of ${name}`, policy: unknown(`${name}.policy`) } }),
    );
    const { parties } = await proveAccessModel(model({ keys: [key()], repositories }));
    expect(
      parties.filter(({ kind }) => kind === "unknown").map(({ words, unknowns }) => [words, unknowns]),
    ).to.deep.equal([
      ["somebody whom the repository policy of app may let in", ["app.policy"]],
      ["somebody whom the repository policy of bills may let in", ["bills.policy"]],
    ]);
  });
});

describe("principals of the account that no input holds", () => {
  const own = (proof: AccessProof): readonly string[] =>
    proof.partyCells.flatMap(({ operation, documented, parties }) =>
      parties.flatMap((index) => (proof.parties[index]?.kind === "own-account" ? [`${operation} ${documented}`] : [])),
    );

  it("may do everything where nothing shuts them out", async () => {
    const proof = await proveAccessModel(withPolicy([], { principals: [principal(role(HUB, "app"))] }));
    expect(own(proof)).to.deep.equal([
      "create-repository allowed",
      "push allowed",
      "pull allowed",
      "delete-repository allowed",
      "administer-key allowed",
    ]);
  });

  it("does not exist where the inputs hold all principals of the account", async () => {
    const accounts = [account(HUB, { principalsComplete: true })];
    expect(own(await proveAccessModel(withPolicy([], { accounts })))).to.deep.equal([]);
  });

  it("may not do what a Deny takes from everybody but a role", async () => {
    const statements = [denyPull(when("ArnNotEquals", "aws:PrincipalArn", role(HUB, "app")))];
    const proof = await proveAccessModel(withPolicy(statements, { principals: [principal(role(HUB, "app"))] }));
    expect(own(proof)).to.deep.equal(["create-repository allowed", "administer-key allowed"]);
  });

  it("do not administer a key that does not let the account's IAM policies decide", async () => {
    const policy = document("key policy", {
      ...ROOT_STATEMENT,
      Principal: { AWS: role(HUB, "key-admin") },
    });
    const proof = await proveAccessModel(withPolicy([], { keys: [key({ policy })] }));
    expect(own(proof)).not.to.include("administer-key allowed");
  });
});
