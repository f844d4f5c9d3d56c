import type { ModelDocument } from "../../../../cli/model/access-model";
import type { StatementJson } from "../../../../cli/policy/policy-json";
import { unknown } from "../../../../cli/policy/unknown";
import {
  document,
  key,
  KEY_ARN,
  KEY_SUBJECT,
  model,
  REGISTRY,
  repository,
  role,
  ROOT,
  withKey,
  withRepository,
} from "../model";
import type { RuleCase } from "./rule-case";

const KEY_POLICY = "key policy of alias/ecr/registry";
const REPOSITORY_POLICY = "repository policy of orders";
const IAM_POLICY = "IAM policy ci of role ci";

/** A document of exactly this many characters. */
function sized(name: string, characters: number): ModelDocument {
  const statement = (Sid: string): StatementJson => ({
    Sid,
    Effect: "Allow",
    Principal: { AWS: ROOT },
    Action: "kms:*",
  });
  const empty = JSON.stringify(document(name, statement("")).policy).length;
  return document(name, statement("x".repeat(characters - empty)));
}

const managed = { input: "plan.json", address: "aws_iam_policy.ci" };
const withIamPolicy = (policy: ModelDocument): ReturnType<typeof model> =>
  model({ principals: [role("ci", REGISTRY, policy)] });
const grants = (count: number): ReturnType<typeof model>["grants"] =>
  Array.from({ length: count }, () => ({ keyArn: KEY_ARN, granteePrincipal: ROOT, operations: ["Decrypt"] }));

export const LIMIT_CASES: readonly RuleCase[] = [
  {
    rule: "document-too-large",
    breaks: model({
      keys: [key({ policy: sized(KEY_POLICY, 32_769) })],
      repositories: [repository({ policy: sized(REPOSITORY_POLICY, 10_241) })],
      registryPolicies: [
        { accountId: REGISTRY, region: "us-east-1", document: sized("registry policy of 123456789012", 10_241) },
      ],
      principals: [
        role(
          "ci",
          REGISTRY,
          { ...sized(IAM_POLICY, 6_145), source: managed },
          sized("inline policy ci of role ci", 10_241),
        ),
      ],
    }),
    finds: [
      { subject: KEY_POLICY, message: "It has 32,769 bytes; AWS takes 32,768." },
      { subject: REPOSITORY_POLICY, message: "It has 10,241 characters; AWS takes 10,240." },
      { subject: "registry policy of 123456789012", message: "It has 10,241 characters; AWS takes 10,240." },
      { subject: IAM_POLICY, source: managed, message: "It has 6,145 characters without whitespace; AWS takes 6,144." },
      {
        subject: "inline policy ci of role ci",
        message: "It has 10,241 characters without whitespace; AWS takes 10,240.",
      },
    ],
    keeps: [
      withKey({ policy: sized(KEY_POLICY, 32_768) }),
      withRepository({ policy: sized(REPOSITORY_POLICY, 10_240) }),
      withIamPolicy({ ...sized(IAM_POLICY, 6_144), source: managed }),
      // It may be an inline policy.
      withIamPolicy(sized(IAM_POLICY, 6_145)),
      // What is not known may be short.
      withRepository({
        policy: document(REPOSITORY_POLICY, { Effect: "Allow", Action: unknown("x".repeat(11_000)) }),
      }),
    ],
  },
  {
    rule: "document-near-limit",
    breaks: withRepository({ policy: sized(REPOSITORY_POLICY, 9_216) }),
    finds: [{ subject: REPOSITORY_POLICY, message: "It has 9,216 of 10,240 characters." }],
    keeps: [
      withRepository({ policy: sized(REPOSITORY_POLICY, 9_215) }),
      withRepository({ policy: sized(REPOSITORY_POLICY, 10_241) }),
      // How near it is depends on what is not known.
      withRepository({
        policy: document(REPOSITORY_POLICY, {
          Effect: "Allow",
          Sid: "x".repeat(9_216),
          Action: unknown("var.actions"),
        }),
      }),
      withIamPolicy({ ...sized(IAM_POLICY, 6_144), source: managed }),
    ],
  },
  {
    rule: "too-many-grants",
    breaks: model({ grants: grants(49_999) }),
    finds: [{ subject: KEY_SUBJECT, message: "It has 50,001 grants, 2 of them made by ECR; the quota is 50,000." }],
    keeps: [model({ grants: grants(49_998) })],
  },
];
