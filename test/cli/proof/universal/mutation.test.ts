import { expect } from "chai";
import type { AccessModel } from "../../../../cli/model/access-model";
import type { StatementJson } from "../../../../cli/policy/policy-json";
import { isUnknown } from "../../../../cli/policy/unknown";
import type { AccessProof } from "../../../../cli/proof/proof";
import { OPERATIONS } from "../../../../cli/proof/proof";
import { proveAccessModel } from "../../../../cli/proof/prove";
import { allow, document, HUB, model, principal, repository, role, ROOT_STATEMENT, key, SPOKE } from "../models";
import { documentsOf, withDocuments } from "./changes";

/** One of each kind of element that a document may have, each of which decides about something. */
const DECISIVE: AccessModel = model({
  keys: [
    key({
      policy: document("key policy", ROOT_STATEMENT, {
        Effect: "Allow",
        Principal: { AWS: SPOKE },
        Action: ["kms:Decrypt", "kms:DescribeKey"],
        Resource: "*",
        Condition: { StringLike: { "aws:PrincipalArn": `arn:aws:iam::${SPOKE}:role/ci-*` } },
      }),
    }),
  ],
  repositories: [
    repository({
      policy: document(
        "repository policy",
        {
          Effect: "Allow",
          Principal: "*",
          Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
          Condition: {
            StringEquals: { "aws:PrincipalOrgID": "o-aaaaaaaaaa", "aws:PrincipalTag/team": "blue" },
            Bool: { "aws:MultiFactorAuthPresent": "true" },
          },
        },
        {
          Effect: "Allow",
          Principal: { Service: "codebuild.amazonaws.com" },
          Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
          Condition: { StringEquals: { "aws:SourceAccount": SPOKE } },
        },
        {
          Effect: "Deny",
          Principal: "*",
          Action: ["ecr:GetDownloadUrlForLayer"],
          Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-aaaaaaaa" } },
        },
      ),
    }),
  ],
  principals: [
    principal(role(HUB, "tf"), [
      allow(["ecr:CreateRepository", "kms:DescribeKey", "kms:CreateGrant", "kms:RetireGrant"], "*"),
      { ...allow("ecr:DeleteRepository"), Condition: { StringEquals: { "aws:PrincipalAccount": HUB } } },
    ]),
  ],
});

/** Changes that change no access, and why. */
const EXPLAINED: Readonly<Record<string, string>> = {
  "IAM policy of role tf[1] without its conditions": "it asks of the role what is true of it",
  "IAM policy of role tf[1] without StringEquals aws:PrincipalAccount": "it asks of the role what is true of it",
  "key policy[1] for all actions":
    "nobody of another account administers the key, and who only pulls needs no more of it",
};

describe("each element of a document", () => {
  for (const { title, changed } of mutations(DECISIVE))
    it(`${title in EXPLAINED ? "changes nothing" : "counts"}: ${title}`, async () => {
      const [before, after] = [await proveAccessModel(DECISIVE), await proveAccessModel(changed)];
      expect(answers(after) === answers(before)).to.equal(title in EXPLAINED);
    });
});

interface Mutation {
  readonly title: string;
  readonly changed: AccessModel;
}

function mutations(base: AccessModel): readonly Mutation[] {
  return documentsOf(base).flatMap((chosen) => {
    const { policy, name } = chosen;
    if (isUnknown(policy)) return [];
    return policy.Statement.flatMap((statement, index) =>
      changesOf(statement).map(([what, statements]): Mutation => {
        const Statement = policy.Statement.flatMap((each) => (each === statement ? statements : [each]));
        return {
          title: `${name}[${index}] ${what}`,
          changed: withDocuments(base, (each) =>
            each === chosen ? { ...each, policy: { ...policy, Statement } } : each,
          ),
        };
      }),
    );
  });
}

type Change = readonly [what: string, statements: readonly StatementJson[]];

/** A statement with each of its elements widened or removed. */
function changesOf(statement: StatementJson): readonly Change[] {
  const { Principal, Action, Condition, ...rest } = statement;
  const actions = [Action ?? []].flat();
  const lines = Object.entries(Condition ?? {}).flatMap(([operator, block]) =>
    Object.keys(block).map((name) => ({ operator, name, block })),
  );
  return [
    ["removed", []],
    ...(Principal === undefined || Principal === "*"
      ? []
      : [["for everybody", [{ ...statement, Principal: "*" }]] satisfies Change]),
    ...(actions.includes("kms:*") ? [] : [["for all actions", [{ ...statement, Action: "*" }]] satisfies Change]),
    ...(actions.length < 2
      ? []
      : actions.map((action): Change => [
          `without ${action}`,
          [{ ...statement, Action: actions.filter((each) => each !== action) }],
        ])),
    ...(Condition === undefined
      ? []
      : [
          [
            "without its conditions",
            [{ ...rest, ...(Principal === undefined ? {} : { Principal }), Action: actions }],
          ] satisfies Change,
        ]),
    ...lines.map(({ operator, name, block }): Change => {
      const { [name]: _, ...others } = block;
      return [`without ${operator} ${name}`, [{ ...statement, Condition: { ...Condition, [operator]: others } }]];
    }),
  ];
}

/** All that a proof says. */
function answers(proof: AccessProof): string {
  const { principals, parties, partyCells } = proof;
  const rows = principals.map(({ arn }, index) => [
    arn,
    ...OPERATIONS.map((operation) => proof.cell(index, 0, operation)),
  ]);
  const others = partyCells.map(({ parties: those, ...cells }) => [
    cells,
    those.map((each) => parties[each]?.name ?? parties[each]?.words),
  ]);
  return JSON.stringify([rows, others]);
}
