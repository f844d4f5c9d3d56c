import { z } from "zod";
import type { Account, ControlLevel, ModelDocument } from "../model/access-model";
import { parsePolicy } from "../policy/parse-policy";
import { documented } from "../toolkit/schema/documented";
import type { Problem } from "../toolkit/input-error";
import { mapOf } from "../toolkit/schema/map-of";
import { refusal, someText, textOfForm, whereMissing } from "../toolkit/schema/refusal";
import { ACCOUNT_ID, ORGANIZATION_PATH } from "../toolkit/value-forms";
import { withoutUndefined } from "../toolkit/without-undefined";
import { ACCOUNT, TEXT } from "./value-schemas";

const POLICY = documented(
  z.unknown().refine((policy) => policy !== undefined, {
    error: refusal("is missing", "Give the policy document, as an object or as its text."),
  }),
  { type: ["object", "string"] },
).transform((given, context) => {
  const problems: Problem[] = [];
  const policy = parsePolicy(given, "policy", problems);
  for (const { message, hint } of problems) context.addIssue({ code: "custom", message: refusal(message, hint) });
  return policy;
});

const LEVEL = documented(
  z.strictObject({
    id: documented(someText(whereMissing("Name the root, unit or account that the policies are attached to.")), {
      description: "The root, unit or account that the policies are attached to.",
    }),
    policies: z.array(
      z.strictObject({
        name: someText(whereMissing("Give the policy's name, which messages use.")),
        policy: POLICY,
      }),
    ),
  }),
  { id: "level" },
);

const LEVELS = { description: "From the organization's root down to the account." };
const PATH = textOfForm(
  ORGANIZATION_PATH,
  "the path of an account in its organization",
  'Write the path with its last slash, "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/", or "none" for an account outside every organization.',
);

const ACCOUNT_FACTS = documented(
  z.strictObject({
    name: TEXT.optional(),
    organizationPath: documented(PATH.optional(), {
      description: 'o-…/r-…/ou-…/ with its last slash, or "none" outside every organization.',
    }),
    serviceControlPolicies: documented(z.array(LEVEL).optional(), LEVELS),
    resourceControlPolicies: documented(z.array(LEVEL).optional(), LEVELS),
    principals: documented(z.literal("complete").optional(), {
      description: "The inputs hold all roles and users of the account, and all of their policies.",
    }),
    registryPolicy: documented(z.literal("none").optional(), {
      description: "None of the account's registries has a policy.",
    }),
  }),
  { id: "account" },
);

/** What is said about accounts: no input of infrastructure code says to which organization one belongs. */
export const ACCOUNTS_SCHEMA = mapOf(ACCOUNT, ACCOUNT_ID, ACCOUNT_FACTS, "Account id → what no input says about it.");

/** The facts about accounts as the model has them: each control policy is named with what it is attached to. */
export function accountFactsOf(
  given: z.output<typeof ACCOUNTS_SCHEMA> = {},
): Readonly<Record<string, Omit<Account, "id">>> {
  const entries = Object.entries(given).map(([id, { principals, registryPolicy, ...facts }]) => [
    id,
    withoutUndefined({
      ...facts,
      principalsComplete: principals === "complete" ? (true as const) : undefined,
      withoutRegistryPolicy: registryPolicy === "none" ? (true as const) : undefined,
      serviceControlPolicies: facts.serviceControlPolicies?.map((level) => levelOf(level, "service control policy")),
      resourceControlPolicies: facts.resourceControlPolicies?.map((level) => levelOf(level, "resource control policy")),
    }),
  ]);
  return Object.fromEntries(entries) as Readonly<Record<string, Omit<Account, "id">>>;
}

function levelOf({ id, policies }: z.output<typeof LEVEL>, kind: string): ControlLevel {
  return {
    id,
    policies: policies.map(({ name, policy }): ModelDocument => ({ name: `${name}, ${kind} of ${id}`, policy })),
  };
}
