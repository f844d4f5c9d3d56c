import { z } from "zod";
import type { PrincipalSetting } from "../model/principal-setting";
import { documented } from "../toolkit/schema/documented";
import { mapOf } from "../toolkit/schema/map-of";
import { textOfForm } from "../toolkit/schema/refusal";

/** The ARN of a role or user, or a pattern of such. */
const PATTERN = /^(\*|arn:[a-z*?-]+:iam::[0-9*?]{1,12}(:[a-z*?].*)?)$/;

const SETTING = documented(
  z.strictObject({
    otherPolicies: documented(z.enum(["none", "may-allow", "may-deny"]), {
      description:
        "Policies that no input holds: there are none; they may allow and deny nothing; they may deny and allow nothing.",
    }),
  }),
  { id: "principal" },
);

/** What is said about roles and users that exist already: the inputs do not hold all of their policies. */
export const PRINCIPALS_SCHEMA = mapOf(
  textOfForm(
    PATTERN,
    "the ARN of a role or user, nor a pattern of such ARNs",
    'Write one such as "arn:aws:iam::123456789012:role/ci-*", or "*" for all.',
  ),
  PATTERN,
  SETTING,
  "ARN of a role or user, or a pattern with * → what its policies that no input holds may do.",
);

/** The settings as the model has them. */
export function principalSettingsOf(
  given: z.output<typeof PRINCIPALS_SCHEMA> = {},
  path: string,
): readonly PrincipalSetting[] {
  return Object.entries(given).map(([pattern, { otherPolicies }]) => ({
    pattern,
    otherPolicies,
    source: { input: path, address: `principals[${JSON.stringify(pattern)}]` },
  }));
}
