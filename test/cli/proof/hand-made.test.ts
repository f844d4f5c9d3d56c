import { expect } from "chai";
import type { AccessModel } from "../../../cli/model/access-model";
import type { StatementJson } from "../../../cli/policy/policy-json";
import { unknown } from "../../../cli/policy/unknown";
import { proveAccessModel } from "../../../cli/proof/prove";
import {
  HUB,
  KEY_ARN,
  REGION,
  ROOT_STATEMENT,
  SPOKE,
  allow,
  document,
  key,
  model,
  principal,
  repository,
  role,
  ARN,
} from "./models";
import { rows } from "./models";

const TF = role(HUB, "tf");
const CI = role(SPOKE, "ci");
const LOGIN = allow("ecr:GetAuthorizationToken");
const PULL = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
const PUSH = [
  "BatchCheckLayerAvailability",
  "BatchGetImage",
  "CompleteLayerUpload",
  "InitiateLayerUpload",
  "PutImage",
  "UploadLayerPart",
].map((action) => `ecr:${action}`);
const CREATE = [
  allow(["ecr:CreateRepository", "ecr:DeleteRepository"], ARN),
  allow(["kms:DescribeKey", "kms:CreateGrant", "kms:RetireGrant"], KEY_ARN),
];
const EVERYTHING = allow("*");

function onRepository(...statements: StatementJson[]): Partial<AccessModel> {
  return { repositories: [repository({ policy: document("repository policy of app", ...statements) })] };
}

function pullFor(principalArn: string, more: Partial<StatementJson> = {}): StatementJson {
  return { Effect: "Allow", Principal: { AWS: principalArn }, Action: PULL, ...more };
}

function keyWith(...statements: StatementJson[]): Partial<AccessModel> {
  return { keys: [key({ policy: document("key policy", ...statements) })] };
}

interface Case {
  readonly title: string;
  readonly model: Partial<AccessModel>;
  /** Create, push, pull, delete, administer, Lambda: Allowed, denied, ?, -; the second letter for the two-way model, ! for one-sided. */
  readonly rows: Readonly<Record<string, string>>;
}

const CASES: readonly Case[] = [
  {
    title: "in one account IAM alone allows, and two-way needs the key",
    model: { principals: [principal(TF, [LOGIN, allow(PUSH, ARN)])] },
    rows: { [`${HUB} tf`]: "d Ad d d d -" },
  },
  {
    title: "in one account with the key too",
    model: {
      principals: [
        principal(TF, [
          LOGIN,
          allow(PUSH, ARN),
          allow(["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"], KEY_ARN),
        ]),
      ],
    },
    rows: { [`${HUB} tf`]: "d A d d d -" },
  },
  {
    title: "another account with IAM only",
    model: { principals: [principal(CI, [LOGIN, allow(PULL, ARN)])] },
    rows: { [`${SPOKE} ci`]: "- d d! d - -" },
  },
  {
    title: "another account with the repository policy only",
    model: { ...onRepository(pullFor(CI)), principals: [principal(CI)] },
    rows: { [`${SPOKE} ci`]: "- d d! d - -" },
  },
  {
    title: "another account with both",
    model: { ...onRepository(pullFor(CI)), principals: [principal(CI, [LOGIN, allow(PULL, ARN)])] },
    rows: { [`${SPOKE} ci`]: "- d Ad d - -" },
  },
  {
    title: "an administrator of another account is not one-sided",
    model: { principals: [principal(CI, [EVERYTHING])] },
    rows: { [`${SPOKE} ci`]: "- d d d - -" },
  },
  {
    title: "an explicit deny",
    model: { principals: [principal(TF, [EVERYTHING, { Effect: "Deny", Action: "ecr:PutImage", Resource: "*" }])] },
    rows: { [`${HUB} tf`]: "A d A A A -" },
  },
  {
    title: "a service control policy",
    model: {
      principals: [principal(TF, [EVERYTHING])],
      accounts: [
        {
          id: HUB,
          serviceControlPolicies: [
            {
              id: "r-ab12",
              policies: [document("SCP", EVERYTHING, { Effect: "Deny", Action: "kms:CreateGrant", Resource: "*" })],
            },
          ],
        },
      ],
    },
    rows: { [`${HUB} tf`]: "d A A A A -" },
  },
  {
    title: "a level of service control policies that allows nothing",
    model: {
      principals: [principal(TF, [EVERYTHING])],
      accounts: [{ id: HUB, serviceControlPolicies: [{ id: "r-ab12", policies: [] }] }],
    },
    rows: { [`${HUB} tf`]: "d d d d d -" },
  },
  {
    title: "a resource control policy",
    model: {
      principals: [principal(TF, [EVERYTHING])],
      accounts: [
        {
          id: HUB,
          resourceControlPolicies: [
            {
              id: "r-ab12",
              policies: [
                document("RCP", { Effect: "Deny", Principal: "*", Action: "kms:PutKeyPolicy", Resource: "*" }),
              ],
            },
          ],
        },
      ],
    },
    rows: { [`${HUB} tf`]: "A A A A d -" },
  },
  {
    title: "a permissions boundary",
    model: {
      principals: [principal(TF, [EVERYTHING], { permissionsBoundary: document("boundary", LOGIN, allow(PULL)) })],
    },
    rows: { [`${HUB} tf`]: "d d Ad d d -" },
  },
  {
    title: "a boundary that allows nothing",
    model: { principals: [principal(TF, [EVERYTHING], { permissionsBoundary: document("boundary") })] },
    rows: { [`${HUB} tf`]: "d d d d d -" },
  },
  {
    title: "a creator with all it needs",
    model: { principals: [principal(TF, CREATE)] },
    rows: { [`${HUB} tf`]: "A d d A d -" },
  },
  {
    title: "a creator without CreateGrant",
    model: {
      principals: [
        principal(TF, [allow("ecr:CreateRepository", ARN), allow(["kms:DescribeKey", "kms:RetireGrant"], KEY_ARN)]),
      ],
    },
    rows: { [`${HUB} tf`]: "d! d d d d -" },
  },
  {
    title: "a creator without RetireGrant, which a key policy cannot give",
    model: {
      ...keyWith(ROOT_STATEMENT, {
        Effect: "Allow",
        Principal: { AWS: TF },
        Action: ["kms:RetireGrant"],
        Resource: "*",
      }),
      principals: [
        principal(TF, [
          allow(["ecr:CreateRepository", "ecr:DeleteRepository"], ARN),
          allow(["kms:DescribeKey", "kms:CreateGrant"], KEY_ARN),
        ]),
      ],
    },
    rows: { [`${HUB} tf`]: "d! d d d! d -" },
  },
  {
    title: "a key that does not let IAM policies decide",
    model: {
      ...keyWith({
        Effect: "Allow",
        Principal: { AWS: TF },
        Action: ["kms:DescribeKey", "kms:CreateGrant"],
        Resource: "*",
      }),
      principals: [principal(TF, CREATE)],
    },
    rows: { [`${HUB} tf`]: "? d d ? d -" },
  },
  {
    title: "an administrator by the key policy only",
    model: {
      ...keyWith({ Effect: "Allow", Principal: { AWS: TF }, Action: ["kms:*"], Resource: "*" }),
      principals: [principal(TF)],
    },
    rows: { [`${HUB} tf`]: "d d d d A -" },
  },
  {
    title: "a disabled key",
    model: { keys: [key({ state: "Disabled" })], principals: [principal(TF, [EVERYTHING])] },
    rows: { [`${HUB} tf`]: "d d d A A -" },
  },
  {
    title: "a key whose state is not known is taken to be enabled",
    model: { keys: [key({ state: unknown("state") })], principals: [principal(TF, [EVERYTHING])] },
    rows: { [`${HUB} tf`]: "A A A A A -" },
  },
  {
    title: "a key that the inputs do not make",
    model: { keys: [], principals: [principal(TF, [EVERYTHING])] },
    rows: { [`${HUB} tf`]: "? A? A? ? ? -" },
  },
  {
    title: "a key that is not known",
    model: {
      repositories: [repository({ encryption: { type: "KMS", keyArn: unknown("var.key") } })],
      principals: [principal(TF, [EVERYTHING])],
    },
    rows: { [`${HUB} tf`]: "? A? A? ? ? -" },
  },
  {
    title: "a role of which only the repository policy speaks",
    model: onRepository(pullFor(CI)),
    rows: { [`${SPOKE} ci`]: "- d ?d d - -" },
  },
  {
    title: "a role named by a condition, an account, and nobody by a pattern",
    model: onRepository(
      pullFor(`arn:aws:iam::${SPOKE}:root`, { Condition: { ArnEquals: { "aws:PrincipalArn": [CI] } } }),
      pullFor("222222222222"),
      pullFor("arn:aws:iam::333333333333:root", {
        Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::333333333333:role/x-*" } },
      }),
    ),
    rows: { [`${SPOKE} ci`]: "- d ?d d - -", "account 222222222222": "- d Ad d - -" },
  },
  {
    title: "an organization that an account is in, is not in, or may be in",
    model: {
      ...onRepository(pullFor("*", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-aaaaaaaaaa" } } })),
      accounts: [
        { id: SPOKE, organizationPath: "o-aaaaaaaaaa/r-ab12/" },
        { id: "222222222222", organizationPath: "none" },
      ],
      principals: [SPOKE, "222222222222", "333333333333"].map((id) =>
        principal(role(id, "ci"), [LOGIN, allow(PULL, ARN)]),
      ),
    },
    rows: {
      [`${SPOKE} ci`]: "- d Ad d - -",
      "222222222222 ci": "- d d! d - -",
      "333333333333 ci": "- d ?d d - -",
      "organization o-aaaaaaaaaa": "- d Ad d - -",
    },
  },
  {
    title: "a role of a member of the organization that does not pull is no mistake",
    model: {
      ...onRepository(pullFor("*", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-aaaaaaaaaa" } } })),
      accounts: [{ id: SPOKE, organizationPath: "o-aaaaaaaaaa/r-ab12/" }],
      principals: [principal(role(SPOKE, "ci"), [LOGIN])],
    },
    rows: { [`${SPOKE} ci`]: "- d d d - -", "organization o-aaaaaaaaaa": "- d Ad d - -" },
  },
  {
    title: "Lambda of the account itself and of another",
    model: onRepository({
      Effect: "Allow",
      Principal: { Service: "lambda.amazonaws.com" },
      Action: PULL,
      Condition: {
        StringLike: { "aws:sourceARN": [HUB, SPOKE].map((id) => `arn:aws:lambda:${REGION}:${id}:function:*`) },
      },
    }),
    rows: {
      [`lambda Lambda functions of ${SPOKE}`]: "- - - - - d!",
      [`lambda Lambda functions of ${HUB}`]: "- - - - - A",
    },
  },
  {
    title: "Lambda of another account with both statements",
    model: onRepository(pullFor(SPOKE), {
      Effect: "Allow",
      Principal: { Service: "lambda.amazonaws.com" },
      Action: PULL,
      Condition: { ArnLike: { "aws:SourceArn": `arn:aws:lambda:${REGION}:${SPOKE}:function:orders` } },
    }),
    rows: { [`account ${SPOKE}`]: "- d Ad d - -", [`lambda Lambda functions of ${SPOKE}`]: "- - - - - A" },
  },
  {
    title: "a service that comes as itself, for one project and for others",
    model: onRepository({
      Effect: "Allow",
      Principal: { Service: "codebuild.amazonaws.com" },
      Action: PULL,
      Condition: {
        ArnLike: {
          "aws:SourceArn": ["orders", "base-*"].map((name) => `arn:aws:codebuild:${REGION}:${HUB}:project/${name}`),
        },
        StringEquals: { "aws:SourceAccount": HUB },
      },
    }),
    rows: { "service codebuild project/base-*": "- d A - - -", "service codebuild project/orders": "- d A - - -" },
  },
  {
    title: "a service that another account sends",
    model: onRepository({
      Effect: "Allow",
      Principal: { Service: "emr-serverless.amazonaws.com" },
      Action: PULL,
      Condition: {
        ArnLike: { "aws:SourceArn": `arn:aws:emr-serverless:${REGION}:${SPOKE}:/applications/one` },
        StringEquals: { "aws:SourceAccount": HUB },
      },
    }),
    rows: { "service emr-serverless applications/one": "- d d - - -" },
  },
  {
    title: "AES256 asks nothing of any key",
    model: {
      repositories: [repository({ encryption: { type: "AES256" } })],
      principals: [principal(TF, [LOGIN, allow("ecr:*")])],
    },
    rows: { [`${HUB} tf`]: "A A A A - -" },
  },
  {
    title: "the AWS managed key asks for RetireGrant when the repository is deleted",
    model: {
      repositories: [repository({ encryption: { type: "KMS" } })],
      principals: [principal(TF, [LOGIN, allow("ecr:*")])],
    },
    rows: { [`${HUB} tf`]: "A A A d! - -" },
  },
  {
    title: "an unknown part of a list of resources leaves the rest certain",
    model: {
      principals: [
        principal(TF, [
          LOGIN,
          allow(PULL, [ARN, unknown("other.arn")]),
          { Effect: "Deny", Action: "ecr:Put*", Resource: unknown("x") },
          allow(PUSH, ARN),
        ]),
      ],
    },
    rows: { [`${HUB} tf`]: "d ?d Ad d d -" },
  },
  {
    title: "a condition on what cannot be known",
    model: {
      principals: [
        principal(TF, [LOGIN, { ...allow(PULL, ARN), Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } }]),
      ],
    },
    rows: { [`${HUB} tf`]: "d d ?d d d -" },
  },
  {
    title: "a document that is no policy",
    model: { principals: [principal(TF, [LOGIN, allow("pull", ARN)])] },
    rows: { [`${HUB} tf`]: "? ? ? ? ? -" },
  },
  {
    title: "two roles that differ only in a condition on who they are",
    model: {
      principals: [TF, role(HUB, "ci")].map((arn) =>
        principal(arn, [{ ...EVERYTHING, Condition: { ArnEquals: { "aws:PrincipalArn": TF } } }]),
      ),
    },
    rows: { [`${HUB} ci`]: "d d d d d -", [`${HUB} tf`]: "A A A A A -" },
  },
  {
    title: "what is deleted is left out",
    model: { repositories: [repository(), repository({ name: "old", change: { actions: "delete" } })] },
    rows: {},
  },
];

describe("proofs of hand-made models", () => {
  for (const { title, model: parts, rows: expected } of CASES)
    it(title, async () => {
      const proof = await proveAccessModel(model(parts));
      expect(rows(proof)).to.deep.equal(expected);
    });
});
