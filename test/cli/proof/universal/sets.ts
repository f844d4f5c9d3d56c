import type { Account, AccessModel, ControlLevel, Principal } from "../../../../cli/model/access-model";
import type { ConditionJson, PrincipalJson, StatementJson } from "../../../../cli/policy/policy-json";
import { unknown } from "../../../../cli/policy/unknown";
import type { Random } from "../../../properties/random";
import { document, HUB, key, KEY_ARN, model, principal, REGION, repository, role, SPOKE } from "../models";

const OTHER = "333333333333";
const KEY_ACCOUNT = "555555555555";
const ORGANIZATION = "o-aaaaaaaaaa";
const UNIT = `${ORGANIZATION}/r-ab12/ou-ab12-11111111/`;
const FAR_KEY = KEY_ARN.replace(HUB, KEY_ACCOUNT);
const APP = `arn:aws:ecr:${REGION}:${HUB}:repository/app`;
const user = (account: string, name: string): string => `arn:aws:iam::${account}:user/${name}`;
const PEOPLE = [role(HUB, "tf"), role(HUB, "ci-1"), role(SPOKE, "ci-1"), role(SPOKE, "team/cd"), user(HUB, "ann")];

/** A random set of policies. */
export interface PolicySet {
  readonly model: AccessModel;
  /** Whether the inputs leave something unknown. */
  readonly hasUnknown: boolean;
}

/** Policies of a repository, its key, principals and organization, made of few words, so that they meet. */
export function randomSet(random: Random): PolicySet {
  const unknowns = random.below(10) === 0;
  const some = <T>(least: number, most: number, make: () => T): T[] =>
    Array.from({ length: least + random.below(most - least + 1) }, make);
  const onResource = (denies: number): StatementJson => resourceStatement(random, denies, unknowns);
  const keyAccount = random.below(4) === 0 ? KEY_ACCOUNT : HUB;
  const keyArn = keyAccount === HUB ? KEY_ARN : FAR_KEY;
  const isEncrypted = random.below(3) > 0;
  const policy = some(1, 3, () => onResource(3));
  const onKey = [
    ...(random.below(4) > 0
      ? [{ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${keyAccount}:root` }, Action: "kms:*" } as const]
      : []),
    ...some(1, 2, () => onResource(4)),
  ].map((statement): StatementJson => ({ ...statement, Resource: "*" }));
  const made = model({
    accounts: accounts(random),
    keys: isEncrypted ? [key({ arn: keyArn, accountId: keyAccount, policy: document("key policy", ...onKey) })] : [],
    repositories: [
      repository({
        encryption: isEncrypted ? { type: "KMS", keyArn } : { type: "AES256" },
        ...(random.below(12) === 0 ? {} : { policy: document("repository policy", ...policy) }),
      }),
    ],
    principals: PEOPLE.filter(() => random.below(3) === 0).map((arn) => person(random, arn)),
  });
  return { model: made, hasUnknown: JSON.stringify(made).includes(unknown("x").slice(0, 4)) };
}

function person(random: Random, arn: string): Principal {
  const statements = Array.from({ length: 1 + random.below(2) }, () => identityStatement(random, 5));
  const boundary =
    random.below(5) === 0 ? { permissionsBoundary: document(`boundary of ${arn}`, identityStatement(random, 6)) } : {};
  return principal(arn, statements, boundary);
}

function accounts(random: Random): readonly Account[] {
  if (random.below(3) === 0) return [];
  const path = random.pick([undefined, "none", UNIT]);
  const account = (id: string, more: Partial<Account>): Account => ({
    id,
    ...(path === undefined ? {} : { organizationPath: path }),
    ...more,
  });
  const level = (name: string, ...statements: StatementJson[]): readonly ControlLevel[] => [
    { id: "r-ab12", policies: [document(name, ...statements)] },
  ];
  const everything: StatementJson = { Effect: "Allow", Action: "*", Resource: "*" };
  const denied = (): StatementJson => ({ ...identityStatement(random, 0), Effect: "Deny" });
  // A resource control policy has neither the Action "*" nor NotAction.
  const rcp = {
    resourceControlPolicies: level("RCP", {
      Effect: "Deny",
      Principal: "*",
      Action: random.pick<string | string[]>(["ecr:*", ["ecr:*", "kms:*"], "kms:*", "ecr:BatchGet*"]),
      Resource: "*",
      ...conditions(random, false),
    }),
  };
  return [
    account(HUB, {
      ...(random.below(3) === 0 ? { serviceControlPolicies: level("SCP", everything, denied()) } : {}),
      ...(random.below(2) === 0 ? rcp : {}),
    }),
    ...(random.below(2) === 0
      ? [account(SPOKE, { serviceControlPolicies: level("SCP of the spoke", everything, denied()) })]
      : []),
  ];
}

/** @param denies - One in so many denies. */
function resourceStatement(random: Random, denies: number, unknowns: boolean): StatementJson {
  const isDeny = random.below(denies) === 0;
  const who = randomPrincipal(random, unknowns);
  const isNot = random.below(isDeny ? 8 : 30) === 0;
  return {
    Effect: isDeny ? "Deny" : "Allow",
    ...(isNot && who !== "*" ? { NotPrincipal: who } : { Principal: who }),
    ...actions(random, isDeny, unknowns),
    ...conditions(random, unknowns),
  };
}

function identityStatement(random: Random, denies: number): StatementJson {
  const isDeny = denies > 0 && random.below(denies) === 0;
  return {
    Effect: isDeny ? "Deny" : "Allow",
    ...actions(random, isDeny, false),
    Resource: random.pick<string | string[]>([
      "*",
      "*",
      [APP, `arn:aws:kms:*:*:key/*`],
      `${APP}*`,
      `arn:aws:ecr:*:*:repository/a?p`,
    ]),
    ...(random.below(3) === 0 ? conditions(random, false) : {}),
  };
}

/** Operations need many actions: mostly all are there, so that the other elements decide. */
function actions(random: Random, isDeny: boolean, unknowns: boolean): Pick<StatementJson, "Action" | "NotAction"> {
  if (unknowns && random.below(8) === 0) return { Action: unknown("var.actions") };
  if (random.below(3) > 0) return { Action: random.pick<string | string[]>(["*", ["ecr:*", "kms:*"]]) };
  if (random.below(6) === 0)
    return {
      NotAction: random.pick<string | string[]>(["ecr:Put*", ["s3:*", "kms:Put*"], "ecr:?etAuthorizationToken"]),
    };
  const some = [
    "ecr:BatchGetImage",
    "ecr:*Layer*",
    "ecr:Get*",
    "ecr:batchgetimage",
    "kms:Decrypt",
    "kms:D*",
    "ecr:DeleteRepositor?",
    "kms:PutKeyPolicy",
  ];
  return {
    Action: isDeny
      ? random.pick(some)
      : [random.pick(some), "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage", "kms:D*"],
  };
}

function randomPrincipal(random: Random, unknowns: boolean): PrincipalJson {
  if (unknowns && random.below(5) === 0) return { AWS: unknown("aws_iam_role.x.arn") };
  return random.pick<PrincipalJson>([
    "*",
    "*",
    { AWS: "*" },
    { AWS: SPOKE },
    { AWS: [`arn:aws:iam::${OTHER}:root`, SPOKE] },
    { AWS: `arn:aws:iam::${HUB}:root` },
    { AWS: [random.pick(PEOPLE), role(OTHER, "ci-2")] },
    { AWS: random.pick(PEOPLE) },
    { Service: "codebuild.amazonaws.com" },
    { Service: ["lambda.amazonaws.com", "codebuild.amazonaws.com"] },
    { AWS: SPOKE, Service: "lambda.amazonaws.com" },
  ]);
}

const CONDITIONS: readonly ((random: Random) => ConditionJson)[] = [
  (random) => ({
    [random.pick(["StringEquals", "StringNotEquals", "StringEqualsIfExists", "StringNotEqualsIfExists"])]: {
      "aws:PrincipalAccount": random.pick([[SPOKE], [SPOKE, OTHER], [HUB]]),
    },
  }),
  (random) => ({
    [random.pick(["StringLike", "StringNotLike", "StringLikeIfExists"])]: {
      "aws:PrincipalArn": random.pick(["arn:aws:iam::*:role/ci-*", `arn:aws:iam::${SPOKE}:*`, "*:role/team/*", "*"]),
    },
  }),
  (random) => ({
    [random.pick(["ArnLike", "ArnEquals", "ArnNotLike", "ArnNotEquals"])]: {
      "aws:PrincipalArn": random.pick([
        `arn:aws:iam::${random.pick([SPOKE, HUB, "*", "3*"])}:role/ci-?`,
        role(SPOKE, "ci-1"),
        `arn:*:iam::*:role/*`,
        user(HUB, "*"),
      ]),
    },
  }),
  (random) => ({
    [random.pick(["StringEquals", "StringNotEquals", "StringEqualsIfExists"])]: { "aws:PrincipalOrgID": ORGANIZATION },
  }),
  (random) => ({
    [random.pick(["StringLike", "StringNotLike"])]: {
      "aws:PrincipalOrgID": random.pick(["o-*", "o-a*", "o-?aaaaaaaaa"]),
    },
  }),
  (random) => ({
    [random.pick([
      "ForAnyValue:StringLike",
      "ForAnyValue:StringEquals",
      "ForAllValues:StringLike",
      "ForAnyValue:StringNotLike",
    ])]: { "aws:PrincipalOrgPaths": random.pick([UNIT, `${ORGANIZATION}/*`, `${ORGANIZATION}/r-ab12/*`]) },
  }),
  (random) => ({
    [random.pick([
      "StringEquals",
      "StringNotEquals",
      "StringEqualsIfExists",
      "StringEqualsIgnoreCase",
      "ForAnyValue:StringEquals",
    ])]: { "aws:PrincipalTag/team": random.pick([["blue"], ["blue", "red"]]) },
  }),
  (random) => ({
    [random.pick(["StringEquals", "StringNotEquals", "StringNotEqualsIfExists"])]: {
      "aws:SourceVpce": random.pick(["vpce-aaaaaaaa", "vpce-bbbbbbbb"]),
    },
  }),
  (random) => ({
    [random.pick(["IpAddress", "NotIpAddress", "IpAddressIfExists"])]: {
      "aws:SourceIp": random.pick([["10.0.0.0/8"], ["192.0.2.1/32", "198.51.100.0/24"]]),
    },
  }),
  (random) => ({
    [random.pick(["ArnLike", "StringLike", "ArnEquals", "ArnNotLike", "StringNotLikeIfExists"])]: {
      "aws:SourceArn": random.pick([
        `arn:aws:codebuild:${REGION}:${HUB}:project/app`,
        `arn:aws:lambda:${REGION}:${SPOKE}:function:*`,
        `arn:aws:codebuild:*:${OTHER}:*`,
      ]),
    },
  }),
  (random) => ({
    [random.pick(["StringEquals", "StringNotEquals", "StringEqualsIfExists"])]: {
      "aws:SourceAccount": random.pick([HUB, SPOKE]),
    },
  }),
  (random) => ({
    [random.pick(["Bool", "BoolIfExists"])]: {
      [random.pick([
        "aws:SecureTransport",
        "aws:MultiFactorAuthPresent",
        "aws:ViaAWSService",
        "aws:PrincipalIsAWSService",
      ])]: random.pick(["true", "false"]),
    },
  }),
  () => ({ StringLike: { "aws:PrincipalTag/team": ["b*", "?ed"] } }),
  (random) => ({
    StringEquals: { "aws:PrincipalServiceName": random.pick(["ecs.amazonaws.com", "codebuild.amazonaws.com"]) },
  }),
  (random) => ({
    Null: {
      [random.pick([
        "aws:PrincipalOrgID",
        "aws:PrincipalTag/team",
        "aws:SourceVpce",
        "aws:SourceAccount",
        "aws:MultiFactorAuthPresent",
      ])]: random.pick(["true", "false"]),
    },
  }),
];

function conditions(random: Random, unknowns: boolean): Pick<StatementJson, "Condition"> {
  const how = random.below(10);
  if (how < 3) return {};
  if (unknowns && how === 3) return { Condition: { StringEquals: { "aws:PrincipalAccount": unknown("var.account") } } };
  const one = random.pick(CONDITIONS)(random);
  return { Condition: how < 8 ? one : { ...random.pick(CONDITIONS)(random), ...one } };
}
