import { expect } from "chai";
import type { OwnAccount, PolicyInForce } from "../../../cli/iam/evaluate";
import { evaluate } from "../../../cli/iam/evaluate";
import type { Request } from "../../../cli/iam/request";
import { invalidity } from "../../../cli/iam/validity";
import type { ConditionJson, PrincipalJson, StatementJson } from "../../../cli/policy/policy-json";
import { unknown } from "../../../cli/policy/unknown";

const OWNER = "111111111111";
const OTHER = "222222222222";
const ORDERS = `arn:aws:ecr:eu-central-1:${OWNER}:repository/orders`;
const ROLE = `arn:aws:iam::${OWNER}:role/team/ci`;
const IAM = "https://docs.aws.amazon.com/IAM/latest/UserGuide/";

interface Asked {
  readonly principal?: Partial<Request["principal"]>;
  readonly action?: string;
  readonly resource?: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** Keys, in lower case, of which the value is not known. */
  readonly unknownKeys?: readonly string[];
}

/** A request of the role `team/ci` of the repository's account to pull. */
function request({ principal, action, resource, context = {}, unknownKeys = [] }: Asked = {}): Request {
  return {
    principal: { type: "role", arn: ROLE, accountId: OWNER, ...principal },
    action: action ?? "ecr:BatchGetImage",
    resource: resource ?? ORDERS,
    resourceAccount: OWNER,
    context: new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value])),
    isUnknownKey: (key) => unknownKeys.includes(key.toLowerCase()),
  };
}

const SPOKE_ROLE = { arn: `arn:aws:iam::${OTHER}:role/ci`, accountId: OTHER };
const USER = { type: "user", arn: `arn:aws:iam::${OWNER}:user/ann` } as const;

function policy(
  role: PolicyInForce["role"],
  statements: readonly StatementJson[],
  version = "2012-10-17",
): PolicyInForce {
  return { role, statements, reading: { variables: version === "2012-10-17", withoutResource: "everything" } };
}

const allow = (more: Partial<StatementJson> = {}): StatementJson => ({
  Effect: "Allow",
  Action: "ecr:BatchGetImage",
  Resource: "*",
  ...more,
});
const deny = (more: Partial<StatementJson> = {}): StatementJson => ({ ...allow(more), Effect: "Deny" });
const identity = (...statements: StatementJson[]): PolicyInForce => policy("identity", statements);
const boundary = (...statements: StatementJson[]): PolicyInForce => policy("boundary", statements);
const resource = (...statements: StatementJson[]): PolicyInForce => policy("resource", statements);
const scp = (level: string, ...statements: StatementJson[]): PolicyInForce => ({
  ...policy("service-control", statements),
  level,
});
const rcp = (...statements: StatementJson[]): PolicyInForce => ({
  ...policy("resource-control", statements),
  level: "r",
});

const to = (Principal: PrincipalJson, more: Partial<StatementJson> = {}): StatementJson =>
  allow({ Principal, ...more });
const when = (Condition: ConditionJson): Partial<StatementJson> => ({ Condition });

type Verdict = "allowed" | "denied" | "unknown";
type Row = readonly [
  title: string,
  verdict: Verdict,
  policies: readonly PolicyInForce[],
  asked?: Asked,
  own?: OwnAccount,
];

/** Tables of situations, by the page that decides them. */
const TABLES: Readonly<Record<string, readonly Row[]>> = {
  [`${IAM}reference_policies_evaluation-logic_policy-eval-denyallow.html`]: [
    ["nothing allows it", "denied", []],
    ["an IAM policy allows it", "allowed", [identity(allow())]],
    ["a Deny beats every Allow", "denied", [identity(allow(), deny()), resource(to({ AWS: ROLE }))]],
    ["a repository policy alone lets its own account's role in", "allowed", [resource(to({ AWS: ROLE }))]],
    ["a Deny of the boundary counts", "denied", [identity(allow()), boundary(allow(), deny())]],
    [
      "each level of service control policies has to allow",
      "denied",
      [identity(allow()), scp("root", allow()), scp("ou")],
    ],
    ["all levels allow", "allowed", [identity(allow()), scp("root", allow()), scp("ou", allow())]],
    ["what a resource control policy does not deny it allows", "allowed", [identity(allow()), rcp()]],
    ["a resource control policy denies", "denied", [identity(allow()), rcp(deny({ Principal: "*" }))]],
  ],
  [`${IAM}reference_policies_evaluation-logic-cross-account.html`]: [
    ["the repository alone", "denied", [resource(to({ AWS: OTHER }))], { principal: SPOKE_ROLE }],
    ["IAM alone", "denied", [identity(allow())], { principal: SPOKE_ROLE }],
    ["both, by the account", "allowed", [identity(allow()), resource(to({ AWS: OTHER }))], { principal: SPOKE_ROLE }],
    [
      "both, by the role",
      "allowed",
      [identity(allow()), resource(to({ AWS: SPOKE_ROLE.arn }))],
      { principal: SPOKE_ROLE },
    ],
  ],
  "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html": [
    ["IAM alone, and the key does not delegate", "denied", [identity(allow())], {}, "policy-delegates"],
    [
      "IAM, where the key delegates",
      "allowed",
      [identity(allow()), resource(to({ AWS: OWNER }))],
      {},
      "policy-delegates",
    ],
    ["the key names the role", "allowed", [resource(to({ AWS: ROLE }))], {}, "policy-delegates"],
    ["the key delegates, and IAM is silent", "denied", [resource(to({ AWS: OWNER }))], {}, "policy-delegates"],
  ],
  [`${IAM}access_policies_boundaries.html`]: [
    ["a boundary that is silent", "denied", [identity(allow()), boundary()]],
    ["limits what a policy gives to a role", "denied", [resource(to({ AWS: ROLE })), boundary()]],
    ["does not limit what it gives to everybody", "allowed", [resource(to("*")), boundary()]],
    [
      "does not limit what it gives to a user",
      "allowed",
      [resource(to({ AWS: USER.arn })), boundary()],
      { principal: USER },
    ],
  ],
  [`${IAM}reference_policies_elements_principal.html`]: [
    ["a role named without its path", "denied", [resource(to({ AWS: `arn:aws:iam::${OWNER}:role/ci` }))]],
    ["one session of the role", "unknown", [resource(to({ AWS: `arn:aws:sts::${OWNER}:assumed-role/ci/job-1` }))]],
    ["a session of another role", "denied", [resource(to({ AWS: `arn:aws:sts::${OWNER}:assumed-role/cd/job-1` }))]],
    ["everybody, as a list", "allowed", [resource(to({ AWS: ["*"] }))]],
    ["a service", "denied", [resource(to({ Service: "lambda.amazonaws.com" }))]],
    ["a principal that is not known", "unknown", [resource(to({ AWS: unknown("var.puller") }))]],
    [
      "one of which the account is known",
      "denied",
      [resource(to({ AWS: `arn:aws:iam::${OTHER}:role/${unknown("x")}` }))],
    ],
  ],
  [`${IAM}reference_policies_elements_notprincipal.html`]: [
    ["a Deny for all but another", "denied", [identity(allow()), resource(deny({ NotPrincipal: { AWS: OTHER } }))]],
    ["a Deny for all but the account", "denied", [identity(allow()), resource(deny({ NotPrincipal: { AWS: OWNER } }))]],
    [
      "a Deny for all but role and account: the session is not named",
      "unknown",
      [identity(allow()), resource(deny({ NotPrincipal: { AWS: [OWNER, ROLE] } }))],
    ],
    [
      "a Deny for all but user and account",
      "allowed",
      [identity(allow()), resource(deny({ NotPrincipal: { AWS: [OWNER, USER.arn] } }))],
      { principal: USER },
    ],
    ["an Allow for all but another", "allowed", [resource({ ...allow(), NotPrincipal: { AWS: OTHER } })]],
  ],
  [`${IAM}reference_policies_elements_action.html`]: [
    ["in another case", "allowed", [identity(allow({ Action: "ECR:batchgetIMAGE" }))]],
    ["by wildcards", "allowed", [identity(allow({ Action: "ecr:Batch*Ima?e" }))]],
    ["left out by NotAction", "denied", [identity(allow({ Action: undefined, NotAction: ["ecr:Batch*"] } as never))]],
    ["one that is not known", "unknown", [identity(allow({ Action: unknown("var.action") }))]],
    [
      "of which the service is known, and is another",
      "denied",
      [identity(allow({ Action: `s3:${unknown("var.verb")}` }))],
    ],
  ],
  [`${IAM}reference_policies_elements_resource.html`]: [
    ["another repository", "denied", [identity(allow({ Resource: ORDERS.replace("orders", "order") }))]],
    ["a * that ends a part", "allowed", [identity(allow({ Resource: `arn:aws:ecr:*:${OWNER}:repository/*` }))]],
    ["a * that would have to pass a colon", "unknown", [identity(allow({ Resource: "arn:aws:ecr:*/orders" }))]],
    ["part of it not known", "unknown", [identity(allow({ Resource: ORDERS.replace("orders", unknown("var.name")) }))]],
    ["a name that only begins alike", "denied", [identity(allow({ Resource: ORDERS.slice(0, -1) }))]],
  ],
  [`${IAM}reference_policies_variables.html`]: [
    [
      "has a value",
      "allowed",
      [identity(allow({ Resource: ORDERS.replace("orders", "${aws:PrincipalTag/app}") }))],
      { context: { "aws:PrincipalTag/app": "orders" } },
    ],
    [
      "has a value that looks like a wildcard",
      "denied",
      [identity(allow({ Resource: ORDERS.replace("orders", "${aws:PrincipalTag/app}") }))],
      { context: { "aws:PrincipalTag/app": "*" } },
    ],
    [
      "has a default",
      "allowed",
      [identity(allow({ Resource: ORDERS.replace("orders", "${aws:username, 'orders'}") }))],
    ],
    ["has no value", "denied", [identity(allow({ Resource: ORDERS.replace("orders", "${aws:username}") }))]],
    [
      "has no value, where it is left out",
      "unknown",
      [identity(allow({ Resource: undefined, NotResource: ORDERS.replace("orders", "${aws:username}") } as never))],
    ],
    [
      "has a value that is not known",
      "unknown",
      [identity(allow({ Resource: ORDERS.replace("orders", "${aws:PrincipalTag/app}") }))],
      { unknownKeys: ["aws:principaltag/app"] },
    ],
    [
      "is literal in a policy of version 2008-10-17",
      "denied",
      [policy("identity", [allow({ Resource: ORDERS.replace("orders", "${aws:username}") })], "2008-10-17")],
      { principal: USER, context: { "aws:username": "orders" } },
    ],
    [
      "stands for a star",
      "denied",
      [identity(allow(when({ StringLike: { "aws:PrincipalTag/app": "${*}" } })))],
      { context: { "aws:PrincipalTag/app": "orders" } },
    ],
  ],
  [`${IAM}reference_policies_elements_condition_operators.html`]: [
    ...(
      [
        ["StringEquals", "orders", "allowed"],
        ["StringEquals", "Orders", "denied"],
        ["StringEqualsIgnoreCase", "Orders", "allowed"],
        ["StringNotEquals", "orders", "denied"],
        ["StringNotEquals", "other", "allowed"],
        ["StringLike", "ord*", "allowed"],
        ["StringLike", "o?", "denied"],
        ["StringNotLike", "ord*", "denied"],
        ["ForAnyValue:StringEquals", "orders", "allowed"],
        ["ForAllValues:StringEquals", "other", "denied"],
        ["Null", "false", "allowed"],
        ["Null", "true", "denied"],
      ] as const
    ).map(([operator, value, verdict]): Row => [
      `${operator} ${value}, of orders`,
      verdict,
      [identity(allow(when({ [operator]: { "aws:PrincipalTag/app": value } })))],
      { context: { "aws:PrincipalTag/app": "orders" } },
    ]),
    ...(
      [
        ["StringEquals", "denied"],
        ["StringNotEquals", "allowed"],
        ["StringEqualsIfExists", "allowed"],
        ["ForAllValues:StringEquals", "allowed"],
        ["ForAnyValue:StringEquals", "denied"],
        ["ForAnyValue:StringNotEquals", "denied"],
      ] as const
    ).map(([operator, verdict]): Row => [
      `${operator}, and the request has no such key`,
      verdict,
      [identity(allow(when({ [operator]: { "aws:PrincipalTag/app": "orders" } })))],
    ]),
    ...(
      [
        [{ NumericLessThan: { "kms:RotationPeriodInDays": "100" } }, "allowed"],
        [{ NumericGreaterThanEquals: { "kms:RotationPeriodInDays": 90 } }, "allowed"],
        [{ NumericEquals: { "kms:RotationPeriodInDays": "91" } }, "denied"],
        [{ DateLessThan: { "aws:CurrentTime": "2027-01-01T00:00:00Z" } }, "allowed"],
        [{ DateGreaterThan: { "aws:CurrentTime": "1830000000" } }, "denied"],
        [{ IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "2001:db8::/32"] } }, "allowed"],
        [{ NotIpAddress: { "aws:SourceIp": "10.1.2.3/32" } }, "denied"],
        [{ IpAddress: { "aws:SourceIp": ["10.0.0.0/33", "10.0.0.0/8"] } }, "allowed"],
        [{ IpAddress: { "aws:SourceIp": "10.0.0.0/33" } }, "unknown"],
        [{ NotIpAddress: { "aws:SourceIp": "10.0.0.0/" } }, "unknown"],
        [{ NumericGreaterThan: { "kms:RotationPeriodInDays": "" } }, "unknown"],
        [{ NumericEquals: { "kms:RotationPeriodInDays": "0x5a" } }, "unknown"],
        [{ DateGreaterThan: { "aws:CurrentTime": "2026-01-01T00:00:00" } }, "unknown"],
        [{ constructor: { "aws:SourceIp": "10.1.2.3" } }, "unknown"],
        [{ NotBool: { "aws:SecureTransport": "false" } }, "unknown"],
        [{ NumericNotLessThan: { "kms:RotationPeriodInDays": "1" } }, "unknown"],
        [{ Bool: { "aws:SecureTransport": "true" } }, "allowed"],
        [{ ArnLike: { "aws:PrincipalArn": `arn:aws:iam::*:role/*/ci` } }, "allowed"],
        [{ ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${OWNER}:*` } }, "allowed"],
        [{ ArnEquals: { "aws:PrincipalArn": "arn:aws:iam:*/ci" } }, "unknown"],
        [{ ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::*/ci:x" } }, "denied"],
      ] as const
    ).map(([condition, verdict]): Row => [
      JSON.stringify(condition),
      verdict,
      [identity(allow(when(condition)))],
      {
        context: {
          "kms:RotationPeriodInDays": "90",
          "aws:CurrentTime": "2026-06-01T00:00:00Z",
          "aws:SourceIp": "10.1.2.3",
          "aws:SecureTransport": "true",
          "aws:PrincipalArn": ROLE,
        },
      },
    ]),
    [
      "a Deny under a condition on what is not known",
      "unknown",
      [identity(allow(), deny(when({ Bool: { "aws:MultiFactorAuthPresent": "false" } })))],
      { unknownKeys: ["aws:multifactorauthpresent"] },
    ],
    [
      "a Deny under two conditions, one of which does not hold",
      "allowed",
      [
        identity(
          allow(),
          deny(
            when({
              Bool: { "aws:MultiFactorAuthPresent": "false" },
              StringEquals: { "aws:PrincipalAccount": OTHER },
            }),
          ),
        ),
      ],
      { unknownKeys: ["aws:multifactorauthpresent"], context: { "aws:PrincipalAccount": OWNER } },
    ],
  ],
};

describe("the evaluator of policies", () => {
  for (const [page, rows] of Object.entries(TABLES))
    describe(page, () => {
      for (const [title, verdict, policies, asked, own = "iam-decides"] of rows)
        it(`${title}: ${verdict}`, () => {
          expect(evaluate(request(asked), policies, own).verdict).to.equal(verdict);
        });
    });

  it("ends whatever a pattern is: no regular expression is made of it", () => {
    const stars = `${"*a".repeat(60)}*b`;
    const long = `arn:aws:ecr:eu-central-1:${OWNER}:repository/${"a".repeat(2_000)}`;
    const policies = [
      identity(
        allow({ Action: `ecr:${stars}`, Resource: stars }),
        allow({ Resource: stars }),
        allow(when({ StringLike: { "aws:PrincipalTag/app": stars }, ArnLike: { "aws:PrincipalArn": stars } })),
      ),
    ];
    const context = { "aws:PrincipalTag/app": long, "aws:PrincipalArn": long };
    expect(evaluate(request({ resource: long, context }), policies, "iam-decides").verdict).to.equal("denied");
  });

  it("says what would have to be known", () => {
    const statement = allow({
      Resource: [ORDERS.replace("orders", unknown("var.name")), "arn:aws:s3:::x"],
      Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" }, Bool: { "aws:SecureTransport": unknown("var.tls") } },
    });
    const asked = request({ unknownKeys: ["aws:sourcevpce"], context: { "aws:SecureTransport": "true" } });
    const [[compiled] = []] = evaluate(asked, [identity(statement)], "iam-decides").statements;
    expect(compiled?.openParts(asked).map(({ part, unknowns }) => [part.name, unknowns])).to.deep.equal([
      ["Resource", ["var.name"]],
      ["Condition", ["the value of aws:SourceVpce in the request"]],
      ["Condition", ["var.tls"]],
    ]);
  });

  for (const operator of [
    "constructor",
    "NotBool",
    "StringEqualsNot",
    "BinaryNotEquals",
    "NumericNotLessThan",
    "NotNull",
  ])
    it(`knows that AWS has no operator ${operator}`, () => {
      const statement = allow({ Condition: { [operator]: { "aws:SourceIp": "10.0.0.1" } } });
      const why = `Statement[0].Condition has the operator ${operator}, which AWS does not have`;
      expect(invalidity({ Version: "2012-10-17", Statement: [statement] }, "identity")).to.equal(why);
    });
});
