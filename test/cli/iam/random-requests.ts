import type { PolicyInForce } from "../../../cli/iam/evaluate";
import type { Request, RequestPrincipal } from "../../../cli/iam/request";
import type { ConditionJson, PrincipalJson, StatementJson } from "../../../cli/policy/policy-json";
import type { Random } from "../../properties/random";

const OWNER = "111111111111";
const OTHER = "222222222222";
const REGION = "eu-central-1";
const REPOSITORIES = ["app", "app2", "team/app"].map((name) => `arn:aws:ecr:${REGION}:${OWNER}:repository/${name}`);
const KEY = `arn:aws:kms:${REGION}:${OWNER}:key/11111111-1234-1234-1234-123456789012`;
const ECR_ACTIONS = ["ecr:BatchGetImage", "ecr:PutImage", "ecr:DeleteRepository"];
const KMS_ACTIONS = ["kms:Decrypt", "kms:CreateGrant"];

const role = (account: string, name: string): RequestPrincipal => ({
  type: "role",
  arn: `arn:aws:iam::${account}:role/${name}`,
  accountId: account,
});
const user = (account: string, name: string): RequestPrincipal => ({
  type: "user",
  arn: `arn:aws:iam::${account}:user/${name}`,
  accountId: account,
});
const PRINCIPALS = [role(OWNER, "ci"), role(OWNER, "cd"), role(OTHER, "ci"), user(OWNER, "ann"), user(OTHER, "bob")];

/** A question that both the evaluator and an independent one can answer. */
export interface RandomQuestion {
  readonly request: Request;
  readonly context: Readonly<Record<string, string | string[]>>;
  readonly policies: readonly PolicyInForce[];
  readonly own: "iam-decides" | "policy-delegates";
}

const READING = { variables: true, withoutResource: "everything" } as const;

/** A request and the policies in force for it, made of few words, so that they meet. */
export function randomQuestion(random: Random): RandomQuestion {
  const isKey = random.below(3) === 0;
  const principal = random.pick(PRINCIPALS);
  const context = randomContext(random, principal, isKey);
  const some = (most: number, make: () => StatementJson): StatementJson[] =>
    Array.from({ length: random.below(most + 1) }, make);
  const identity = (): StatementJson => randomStatement(random, isKey, undefined);
  const resource = (): StatementJson => randomStatement(random, isKey, randomPrincipal(random));
  const policies: PolicyInForce[] = [
    { role: "identity", statements: some(2, identity), reading: READING },
    { role: "identity", statements: some(2, identity), reading: READING },
    { role: "resource", statements: some(3, resource), reading: READING },
  ];
  if (random.below(3) === 0) policies.push({ role: "boundary", statements: some(2, identity), reading: READING });
  if (random.below(4) === 0)
    for (const level of ["root", "unit"])
      policies.push({ role: "service-control", level, statements: some(2, identity), reading: READING });
  if (random.below(4) === 0) {
    const { NotAction: _, ...statement } = identity();
    const denying = { ...statement, Effect: "Deny", Principal: "*", Action: ["ecr:*", "kms:Decrypt"] } as const;
    policies.push({ role: "resource-control", level: "root", statements: [denying], reading: READING });
  }
  return {
    request: {
      principal,
      action: random.pick(isKey ? KMS_ACTIONS : ECR_ACTIONS),
      resource: isKey ? KEY : random.pick(REPOSITORIES),
      resourceAccount: OWNER,
      context: new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value])),
      isUnknownKey: () => false,
    },
    context,
    policies,
    own: isKey ? "policy-delegates" : "iam-decides",
  };
}

function randomContext(
  random: Random,
  { arn, accountId, type }: RequestPrincipal,
  isKey: boolean,
): Record<string, string | string[]> {
  return {
    "aws:PrincipalArn": arn,
    "aws:PrincipalAccount": accountId,
    "aws:PrincipalType": type === "user" ? "User" : "AssumedRole",
    "aws:SecureTransport": random.pick(["true", "false"]),
    ...(type === "user" ? { "aws:username": arn.slice(arn.lastIndexOf("/") + 1) } : {}),
    ...(random.below(2) === 0 ? { "aws:PrincipalTag/team": random.pick(["app", "web"]) } : {}),
    ...(random.below(2) === 0 ? { "aws:PrincipalOrgID": random.pick(["o-a1b2c3d4e5", "o-zzzzzzzzzz"]) } : {}),
    ...(random.below(2) === 0 ? { "aws:SourceIp": random.pick(["10.0.0.7", "192.0.2.1"]) } : {}),
    ...(random.below(2) === 0
      ? { "aws:CurrentTime": random.pick(["2026-01-01T00:00:00Z", "2027-06-01T00:00:00Z"]) }
      : {}),
    ...(isKey && random.below(2) === 0 ? { "kms:ViaService": `ecr.${REGION}.amazonaws.com` } : {}),
    ...(isKey && random.below(2) === 0
      ? { "kms:ResourceAliases": random.pick([["alias/a"], ["alias/a", "alias/b"], ["alias/b"]]) }
      : {}),
  };
}

function randomStatement(random: Random, isKey: boolean, principal: PrincipalJson | undefined): StatementJson {
  const actions = random.pick([
    ["*"],
    ["ecr:*", "kms:*"],
    ["ecr:Batch*", "kms:D*"],
    ["ecr:batchgetimage", "kms:creategrant"],
    ["ecr:PutImage", "kms:Decrypt"],
    ["s3:GetObject"],
  ]);
  const resources = random.pick<string[]>([
    ["*"],
    ["*"],
    [REPOSITORIES[0] ?? "", KEY],
    [`arn:aws:ecr:*:${OWNER}:repository/app*`, `arn:aws:kms:*:*:key/*`],
    [`arn:aws:ecr:${REGION}:${OWNER}:repository/\${aws:PrincipalTag/team}`],
    [`arn:aws:ecr:${REGION}:${OWNER}:repository/team/?pp`, `arn:aws:kms:${REGION}:${OTHER}:key/*`],
  ]);
  const isNot = random.below(8) === 0;
  return {
    Effect: random.below(5) === 0 ? "Deny" : "Allow",
    ...(principal === undefined ? {} : { Principal: principal }),
    ...(random.below(8) === 0 ? { NotAction: actions } : { Action: actions }),
    ...(isNot && !isKey ? { NotResource: resources } : { Resource: resources }),
    ...(random.below(2) === 0 ? {} : { Condition: randomCondition(random, isKey) }),
  };
}

function randomPrincipal(random: Random): PrincipalJson {
  return random.pick<PrincipalJson>([
    "*",
    { AWS: "*" },
    { AWS: [OWNER] },
    { AWS: [`arn:aws:iam::${OTHER}:root`] },
    { AWS: [random.pick(PRINCIPALS).arn] },
    { AWS: PRINCIPALS.slice(0, 2).map(({ arn }) => arn) },
    { Service: ["lambda.amazonaws.com"] },
  ]);
}

function randomCondition(random: Random, isKey: boolean): ConditionJson {
  const blocks: ConditionJson[] = [
    { StringEquals: { "aws:PrincipalAccount": random.pick([[OWNER], [OTHER], [OWNER, OTHER]]) } },
    { StringNotEquals: { "aws:PrincipalTag/team": random.pick(["app", "web"]) } },
    { StringEqualsIfExists: { "aws:PrincipalTag/team": random.pick(["app", "WEB"]) } },
    { StringEqualsIgnoreCase: { "aws:PrincipalTag/team": ["APP"] } },
    { StringLike: { "aws:PrincipalArn": [`arn:aws:iam::*:role/c${random.pick(["i", "?", "*"])}`] } },
    { StringNotLike: { "aws:PrincipalArn": ["arn:aws:iam::*:user/*"] } },
    { ArnLike: { "aws:PrincipalArn": [`arn:aws:iam::${random.pick([OWNER, "*"])}:role/*`] } },
    { ArnNotEquals: { "aws:PrincipalArn": [random.pick(PRINCIPALS).arn] } },
    { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
    { StringNotEqualsIfExists: { "aws:PrincipalOrgID": ["o-a1b2c3d4e5"] } },
    { Null: { "aws:PrincipalOrgID": random.pick(["true", "false"]) } },
    { Bool: { "aws:SecureTransport": random.pick(["true", "false"]) } },
    { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
    { IpAddress: { "aws:SourceIp": random.pick([["10.0.0.0/8"], ["192.0.2.1/32", "198.51.100.0/24"]]) } },
    { NotIpAddress: { "aws:SourceIp": ["10.0.0.0/8"] } },
    { DateLessThan: { "aws:CurrentTime": "2026-12-31T00:00:00Z" } },
    { DateGreaterThan: { "aws:CurrentTime": "2026-12-31T00:00:00Z" } },
  ];
  if (isKey) {
    blocks.push(
      { StringEquals: { "kms:ViaService": `ecr.${REGION}.amazonaws.com` } },
      { "ForAnyValue:StringEquals": { "kms:ResourceAliases": random.pick(["alias/a", "alias/b"]) } },
      { "ForAllValues:StringEquals": { "kms:ResourceAliases": ["alias/a"] } },
      { "ForAnyValue:StringLike": { "kms:ResourceAliases": "alias/*" } },
    );
  }
  const one = random.pick(blocks);
  return random.below(3) === 0 ? { ...one, ...random.pick(blocks) } : one;
}
