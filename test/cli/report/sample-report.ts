import type { Cell, OperationId } from "../../../cli/proof/proof";
import type { CheckReport } from "../../../cli/report/report";
import type { RuleFinding } from "../../../cli/rules/finding";
import { ALLOWED, DENIED, fakeProof, NONE, ONE_SIDED, UNKNOWN } from "./fake-proof";
import { sampleExplanation } from "./sample-explanations";
import { EVERYBODY, OWN_ACCOUNT, ownAccountCells, SAMPLE_PARTIES } from "./sample-parties";
import { HUB, MODEL, PRINCIPALS, REPOSITORIES } from "./sample-model";

const TWO_WAY_ONLY: Cell = { documented: "allowed", twoWay: "denied", oneSided: true };

/** Principal → repository → what differs from a denial that is meant. */
const ANSWERS: Readonly<Record<string, Readonly<Record<string, Partial<Record<OperationId, Cell>>>>>> = {
  "ci-push": { orders: { push: ALLOWED, pull: ALLOWED }, payments: { push: ALLOWED, pull: ALLOWED } },
  "batch-pull": {
    orders: { pull: ONE_SIDED },
    payments: { pull: UNKNOWN },
    "batch/reports": { pull: TWO_WAY_ONLY },
  },
  "333333333333": { "batch/reports": { pull: ALLOWED } },
  "o-a1b2c3d4e5": { payments: { push: UNKNOWN, pull: UNKNOWN } },
  "Lambda of 222222222222": { orders: { "pull-by-lambda": ALLOWED }, payments: { "pull-by-lambda": ONE_SIDED } },
};

function sampleCell(principalIndex: number, repositoryIndex: number, operation: OperationId): Cell {
  const principal = PRINCIPALS[principalIndex];
  const repository = REPOSITORIES[repositoryIndex];
  if (principal === undefined || repository === undefined) throw new Error("no such cell");
  if ((operation === "pull-by-lambda") !== (principal.kind === "lambda")) return NONE;
  if (principal.name === "registry-admin") return ALLOWED;
  if (operation === "create-repository" && principal.accountId !== HUB) return NONE;
  return ANSWERS[principal.name]?.[repository.name]?.[operation] ?? DENIED;
}

/** Each principal and repository has reasons of its own. */
function sampleReasons(principalIndex: number, repositoryIndex: number, operation: OperationId) {
  const principal = PRINCIPALS[principalIndex];
  const repository = REPOSITORIES[repositoryIndex];
  if (principal === undefined || repository === undefined) throw new Error("no such cell");
  const cell = sampleCell(principalIndex, repositoryIndex, operation);
  return sampleExplanation(principal, repository, operation, cell);
}

const INPUT = "deploy/plan.json";

export const FINDINGS: readonly RuleFinding[] = [
  {
    rule: "key-open-to-everyone",
    title: "A key policy names whom it allows.",
    severity: "critical",
    see: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
    elsewhere: { checkov: ["CKV_AWS_33"] },
    subject: "key alias/ecr/registry",
    source: { input: INPUT, address: "module.registry.aws_kms_key.key" },
    message: 'Statement[2] allows kms:Decrypt to everybody: its Principal is "*" and it has no condition.',
    hint: "Name the roles that need the key, or take the statement away.",
    statement: { index: 2, sid: "Everybody" },
    replacement: {
      Sid: "Everybody",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::333333333333:role/batch-pull" },
      Action: "kms:Decrypt",
      Resource: "*",
    },
  },
  {
    rule: "key-not-protected",
    title: "The key that images depend on is protected from deletion by mistake.",
    severity: "high",
    see: "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
    elsewhere: {},
    subject: "key alias/ecr/registry",
    source: { input: INPUT, address: "module.registry.aws_kms_key.key" },
    message: "Nothing keeps a deployment from deleting the key.",
    hint: "Set lifecycle { prevent_destroy = true }.",
  },
  {
    rule: "scan-on-push",
    title: "Images are scanned when they are pushed.",
    severity: "medium",
    see: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html",
    elsewhere: { securityHub: ["ECR.1"], checkov: ["CKV_AWS_163"], trivy: ["AVD-AWS-0030"] },
    subject: "repository payments",
    source: { input: INPUT, address: 'module.registry.aws_ecr_repository.all["payments"]' },
    message: "Images are not scanned.",
    hint: "Set scan_on_push = true.",
  },
  {
    rule: "lifecycle-policy",
    title: "A repository has a lifecycle policy.",
    severity: "low",
    see: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html",
    elsewhere: { securityHub: ["ECR.3"] },
    subject: "repository orders",
    message: "Old images are kept for ever.",
    hint: "Add an aws_ecr_lifecycle_policy.",
  },
  {
    rule: "tag-mutability",
    title: "Tags are immutable.",
    severity: "medium",
    see: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html",
    elsewhere: { securityHub: ["ECR.2"] },
    subject: "repository batch/reports",
    source: { input: INPUT, address: 'module.registry.aws_ecr_repository.all["batch/reports"]' },
    message: "A tag can be moved to another image.",
    hint: 'Set image_tag_mutability = "IMMUTABLE".',
    suppressed: "nightly builds move the tag latest on purpose (OPS-1423)",
  },
];

/** A hub with its repositories, and users in two other accounts. */
export const SAMPLE: CheckReport = {
  proof: fakeProof({
    model: MODEL,
    cell: sampleCell,
    reason: (principal, repository) => `${principal} ${repository}`,
    explain: sampleReasons,
    ...SAMPLE_PARTIES,
  }),
  kmsModel: "documented",
  findings: FINDINGS,
  version: "0.1.0",
};

/** The same, with an expectation that was not met. */
export const SAMPLE_WITH_DIFFERENCES: CheckReport = {
  ...SAMPLE,
  differences: [
    {
      principal: "arn:aws:iam::333333333333:role/batch-pull",
      principals: ["arn:aws:iam::333333333333:role/batch-pull"],
      repository: "orders",
      repositories: ["orders"],
      operation: "pull",
      operations: ["pull"],
      expected: "allowed",
      actual: "denied",
      message:
        "batch-pull should pull orders: ecr:BatchGetImage is denied for want of the repository policy of orders.",
      at: { principal: 2, repository: 0 },
    },
    {
      principal: "arn:aws:iam::444444444444:role/auditor",
      principals: ["arn:aws:iam::444444444444:role/auditor"],
      repository: "payments",
      repositories: ["payments"],
      operation: "pull",
      operations: ["pull"],
      expected: "allowed",
      actual: "missing",
      message: "No input mentions arn:aws:iam::444444444444:role/auditor.",
    },
    {
      principal: "every AWS account",
      principals: ["every AWS account"],
      repository: "batch/reports",
      repositories: ["batch/reports"],
      operation: "pull",
      operations: ["pull"],
      expected: "denied",
      actual: "allowed",
      message: "every AWS account can pull from batch/reports, but should not",
      party: EVERYBODY,
    },
    {
      principal: "anybody",
      principals: ["anybody"],
      repository: "*",
      repositories: ["*"],
      operation: "*",
      operations: [],
      expected: "denied",
      actual: "unknown",
      message: 'Anybody may have access: the policy could not be read (gap "unread-policy data.x")',
      gap: "unread-policy data.x",
    },
  ],
};

/** The same, where everything is as it should be. */
export const CLEAN: CheckReport = {
  ...SAMPLE,
  proof: fakeProof({
    model: { ...MODEL, principals: PRINCIPALS.slice(0, 2), gaps: [] },
    cell: sampleCell,
    reason: (principal, repository) => `${principal} ${repository}`,
    explain: sampleReasons,
    parties: [OWN_ACCOUNT],
    partyCells: [ownAccountCells(0)],
  }),
  findings: [],
  differences: [],
};
