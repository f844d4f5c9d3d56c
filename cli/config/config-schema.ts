import { z } from "zod";
import { documented, jsonSchemaOf, type JsonSchema } from "../toolkit/schema/documented";
import { ACCOUNTS_SCHEMA } from "./accounts-schema";
import { RULES_SCHEMA } from "./rules-schema";
import { ACCOUNT, REGION_CODE } from "./value-schemas";

/** `ecr-kms.config.json`. */
export const CONFIG_SCHEMA = documented(
  z.strictObject({
    $schema: z.string().optional(),
    rules: RULES_SCHEMA.optional(),
    accounts: ACCOUNTS_SCHEMA.optional(),
    providers: documented(z.record(z.string(), ACCOUNT).optional(), {
      description: "Provider, as aws or aws.hub → its account id.",
    }),
    region: documented(REGION_CODE.optional(), { description: "The Region of providers that do not say theirs." }),
    accountId: documented(ACCOUNT.optional(), { description: "The account of providers that do not say theirs." }),
    kmsModel: documented(z.enum(["documented", "two-way"]).optional(), {
      description: "What AWS documents about ECR and its key, or the two-way model besides.",
    }),
  }),
  { title: "ecr-kms.config.json", description: "The configuration of ecr-kms check." },
);

/** The JSON Schema of `ecr-kms.config.json`, from which editors complete and explain it: `schema.json` in this folder. */
export function configSchema(): JsonSchema {
  return jsonSchemaOf(CONFIG_SCHEMA);
}
