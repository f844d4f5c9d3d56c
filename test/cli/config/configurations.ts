import type { Problem } from "../../../cli/toolkit/input-error";

export const FILE = "ecr-kms.config.json";
const DENY = { Effect: "Deny", Action: "kms:ScheduleKeyDeletion", Resource: "*" };
const POLICY_HINT =
  "Write a policy document: { Version, Statement: [{ Effect, Action, … }] }, as text or with jsonencode.";

/** A configuration that says everything that it can say. */
export const EVERYTHING = {
  $schema: "https://example.com/schema.json",
  rules: {
    "no-scan": { off: true, reason: "the registry scans" },
    "mutable-tags": [
      { off: true, reason: "rebuilt nightly", only: ["repository sandbox-*"] },
      { severity: "high", off: false },
    ],
  },
  accounts: {
    "111111111111": {
      name: "cicd",
      organizationPath: "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/",
      serviceControlPolicies: [
        { id: "r-ab12", policies: [{ name: "keep-keys", policy: { Version: "2012-10-17", Statement: DENY } }] },
      ],
      resourceControlPolicies: [{ id: "r-ab12", policies: [] }],
    },
    "222222222222": { organizationPath: "none", principals: "complete", registryPolicy: "none" },
  },
  principals: {
    "arn:aws:iam::111111111111:role/cicd-role": { otherPolicies: "none" },
    "*": { otherPolicies: "may-deny" },
  },
  providers: { "aws.hub": "123456789012" },
  region: "eu-central-1",
  accountId: "123456789012",
  kmsModel: "two-way",
};

/** Configurations that are wrong, with everything that is. */
export const MISTAKES: readonly {
  readonly name: string;
  readonly json: unknown;
  readonly problems: readonly Problem[];
}[] = [
  {
    name: "a list",
    json: [],
    problems: [{ path: FILE, message: "is a list, not an object", hint: 'Write { "name": value, … }.' }],
  },
  {
    name: "a property with a typing error",
    json: { rule: {} },
    problems: [
      {
        path: `${FILE}: rule`,
        message: "is not known here",
        hint: "Did you mean rules? Known are rules, accounts, principals, providers, region, accountId, kmsModel.",
      },
    ],
  },
  {
    name: "a property like no other",
    json: { everything: true },
    problems: [
      {
        path: `${FILE}: everything`,
        message: "is not known here",
        hint: "Known are rules, accounts, principals, providers, region, accountId, kmsModel.",
      },
    ],
  },
  {
    name: "principals that are none, with settings that are none",
    json: {
      principals: { ci: { otherPolicies: "none" }, "*": { otherPolicies: "maybe" }, "arn:aws:iam::1:role/a": {} },
    },
    problems: [
      {
        path: `${FILE}: principals["*"].otherPolicies`,
        message: '"maybe" is not one of its values',
        hint: "Write one of: none, may-allow, may-deny.",
      },
      {
        path: `${FILE}: principals["arn:aws:iam::1:role/a"].otherPolicies`,
        message: "is missing",
        hint: "Write one of: none, may-allow, may-deny.",
      },
      {
        path: `${FILE}: principals["ci"]`,
        message: '"ci" is not the ARN of a role or user, nor a pattern of such ARNs',
        hint: 'Write one such as "arn:aws:iam::123456789012:role/ci-*", or "*" for all.',
      },
    ],
  },
  {
    name: "an account whose principals are not complete, and with a registry policy",
    json: { accounts: { "111111111111": { principals: "all", registryPolicy: "some" } } },
    problems: [
      {
        path: `${FILE}: accounts["111111111111"].principals`,
        message: '"all" is not one of its values',
        hint: "Write one of: complete.",
      },
      {
        path: `${FILE}: accounts["111111111111"].registryPolicy`,
        message: '"some" is not one of its values',
        hint: "Write one of: none.",
      },
    ],
  },
  {
    name: "a rule with a typing error",
    json: { rules: { "mutable-tag": { off: true, reason: "x" } } },
    problems: [{ path: `${FILE}: rules["mutable-tag"]`, message: "is not a rule", hint: "Did you mean mutable-tags?" }],
  },
  {
    name: "a rule like no other",
    json: { rules: { CKV_AWS_51: { off: true, reason: "x" } } },
    problems: [
      {
        path: `${FILE}: rules.CKV_AWS_51`,
        message: "is not a rule",
        hint: "Findings show the id of their rule; docs/rules.md lists all.",
      },
    ],
  },
  {
    name: "a rule switched off without a reason",
    json: { rules: { "no-scan": { off: true } } },
    problems: [
      {
        path: `${FILE}: rules["no-scan"].off`,
        message: "switches a rule off without a reason",
        hint: 'Add "reason": why its findings are not a problem here. The report shows it.',
      },
    ],
  },
  {
    name: "a rule switched off for an empty reason",
    json: { rules: { "no-scan": { off: true, reason: " " } } },
    problems: [{ path: `${FILE}: rules["no-scan"].reason`, message: "is empty", hint: 'Write a text: "…".' }],
  },
  {
    name: "a setting in a word",
    json: { rules: { "no-scan": "off" } },
    problems: [
      {
        path: `${FILE}: rules["no-scan"]`,
        message: "is a text, not an object or a list",
        hint: 'Write { "name": value, … }.',
      },
    ],
  },
  {
    name: "wrong values of a setting, in a list",
    json: { rules: { "no-scan": [{ off: "yes", severity: "warning", only: [], why: "x" }] } },
    problems: [
      {
        path: `${FILE}: rules["no-scan"][0].off`,
        message: "is neither true nor false",
        hint: 'Write "off": true, and a reason.',
      },
      {
        path: `${FILE}: rules["no-scan"][0].severity`,
        message: '"warning" is not one of its values',
        hint: "Write one of: critical, high, medium, low.",
      },
      {
        path: `${FILE}: rules["no-scan"][0].only`,
        message: "names nothing",
        hint: 'Name subjects as findings show them: ["repository orders"].',
      },
      {
        path: `${FILE}: rules["no-scan"][0].why`,
        message: "is not known here",
        hint: "Known are off, severity, reason, only.",
      },
    ],
  },
  {
    name: "subjects that are none",
    json: { rules: { "no-scan": [{ only: "repository a" }, { only: [1, null] }] } },
    problems: [
      { path: `${FILE}: rules["no-scan"][0].only`, message: "is a text, not a list", hint: "Write [ … ]." },
      {
        path: `${FILE}: rules["no-scan"][1].only[0]`,
        message: "is a number, not a text",
        hint: 'Write a text: "…".',
      },
      { path: `${FILE}: rules["no-scan"][1].only[1]`, message: "is null, not a text", hint: 'Write a text: "…".' },
    ],
  },
  {
    name: "accounts, a Region and a model that are none",
    json: { providers: { "aws.hub": 123456789012 }, accountId: "1234", region: "Frankfurt", kmsModel: "both" },
    problems: [
      { path: `${FILE}: providers["aws.hub"]`, message: "is a number, not a text", hint: 'Write a text: "…".' },
      { path: `${FILE}: region`, message: '"Frankfurt" is not a Region', hint: 'Write one such as "us-east-1".' },
      {
        path: `${FILE}: accountId`,
        message: '"1234" is not an account id',
        hint: 'Write 12 digits in quotes: "123456789012".',
      },
      {
        path: `${FILE}: kmsModel`,
        message: '"both" is not one of its values',
        hint: "Write one of: documented, two-way.",
      },
    ],
  },
  {
    name: "an account that is none, outside of any organization's form",
    json: { accounts: { cicd: { organizationPath: "ou-ab12-11111111" } } },
    problems: [
      {
        path: `${FILE}: accounts["cicd"].organizationPath`,
        message: '"ou-ab12-11111111" is not the path of an account in its organization',
        hint: 'Write the path with its last slash, "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/", or "none" for an account outside every organization.',
      },
      {
        path: `${FILE}: accounts["cicd"]`,
        message: '"cicd" is not an account id',
        hint: 'Write 12 digits in quotes: "123456789012".',
      },
    ],
  },
  {
    name: "control policies without their parts",
    json: {
      accounts: { "111111111111": { serviceControlPolicies: [{ policies: [{ policy: { Statement: [{}] } }] }] } },
    },
    problems: [
      {
        path: `${FILE}: accounts["111111111111"].serviceControlPolicies[0].id`,
        message: "is missing",
        hint: "Name the root, unit or account that the policies are attached to.",
      },
      {
        path: `${FILE}: accounts["111111111111"].serviceControlPolicies[0].policies[0].name`,
        message: "is missing",
        hint: "Give the policy's name, which messages use.",
      },
      {
        path: `${FILE}: accounts["111111111111"].serviceControlPolicies[0].policies[0].policy`,
        message: "Statement[0] has no Effect",
        hint: POLICY_HINT,
      },
      {
        path: `${FILE}: accounts["111111111111"].serviceControlPolicies[0].policies[0].policy`,
        message: "Statement[0] has no Action and no NotAction",
        hint: POLICY_HINT,
      },
    ],
  },
];
