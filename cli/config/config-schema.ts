import { SEVERITIES } from "../rules/finding";
import { RULES } from "../rules/rules";
import { ACCOUNT_ID, ORGANIZATION_PATH, REGION } from "../toolkit/value-forms";

/** A JSON Schema, or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema of `ecr-kms.config.json`, from which editors complete and explain it: `schema.json` in this folder. It asks for the
 * same as `readConfig`.
 */
export function configSchema(): JsonSchema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "ecr-kms.config.json",
    description: "The configuration of ecr-kms check.",
    ...object({
      $schema: { type: "string" },
      rules: {
        description: "Rule id → switched off, or of another severity; a list where subjects differ.",
        ...object(
          Object.fromEntries(RULES.map(({ id, title }) => [id, { description: title, ...oneOrMany("setting") }])),
        ),
      },
      accounts: {
        description: "Account id → what no input says about it.",
        type: "object",
        propertyNames: { pattern: ACCOUNT_ID.source },
        additionalProperties: { $ref: "#/definitions/account" },
      },
      providers: {
        description: "Provider, as aws or aws.hub → its account id.",
        type: "object",
        additionalProperties: { type: "string", pattern: ACCOUNT_ID.source },
      },
      region: {
        description: "The Region of providers that do not say theirs.",
        type: "string",
        pattern: REGION.source,
      },
      accountId: {
        description: "The account of providers that do not say theirs.",
        type: "string",
        pattern: ACCOUNT_ID.source,
      },
      kmsModel: {
        description: "What AWS documents about ECR and its key, or the two-way model besides.",
        enum: ["documented", "two-way"],
      },
    }),
    definitions: { setting, account, level },
  };
}

const text = { type: "string", pattern: "\\S" } as const;

function object(properties: JsonSchema): JsonSchema {
  return { type: "object", properties, additionalProperties: false };
}

function oneOrMany(definition: string): JsonSchema {
  const one = { $ref: `#/definitions/${definition}` };
  return { anyOf: [one, { type: "array", items: one }] };
}

const setting = {
  ...object({
    off: { description: "Findings are reported as suppressed and count as nothing. Needs a reason.", type: "boolean" },
    severity: { description: "Instead of the rule's own.", enum: SEVERITIES },
    reason: { description: "Why; shown in the report.", ...text },
    only: {
      description: "The subjects that are meant, as findings show them; * is a wildcard.",
      type: "array",
      minItems: 1,
      items: text,
    },
  }),
  if: { properties: { off: { const: true } }, required: ["off"] },
  then: { required: ["reason"] },
};

const levels = { type: "array", items: { $ref: "#/definitions/level" } };

const account = object({
  name: text,
  organizationPath: {
    description: 'o-…/r-…/ou-…/ with its last slash, or "none" outside every organization.',
    type: "string",
    pattern: ORGANIZATION_PATH.source,
  },
  serviceControlPolicies: { description: "From the organization's root down to the account.", ...levels },
  resourceControlPolicies: { description: "From the organization's root down to the account.", ...levels },
});

const level = {
  ...object({
    id: { description: "The root, unit or account that the policies are attached to.", ...text },
    policies: {
      type: "array",
      items: { ...object({ name: text, policy: { type: ["object", "string"] } }), required: ["name", "policy"] },
    },
  }),
  required: ["id", "policies"],
};
