import { z } from "zod";
import { isRecord } from "../../shared/internal";
import { parsePrincipalText } from "../policy/principal-arn";
import { documented } from "../toolkit/schema/documented";
import { refusal, textOfForm } from "../toolkit/schema/refusal";
import { shownValue } from "../toolkit/schema/value-words";
import { ACCOUNT_ID } from "../toolkit/value-forms";
import { CONDITIONS } from "./condition-schema";

/** Who a party can be. */
const SUBJECTS = ["anyone", "account", "organization", "principal", "service"] as const;

const ACCOUNT = textOfForm(ACCOUNT_ID, "an account id", 'Write 12 digits in quotes: "444455556666".');
const PRINCIPAL = textOfForm(
  /^arn:[^:]+:(?:[^:]*:){3,}.+$|^arn:.*\*/,
  "the ARN of a principal",
  'Write an ARN, with * where anything may stand: "arn:aws:iam::444455556666:role/ci-*".',
);
const EXCEPTED = textOfForm(
  /^(?:\d{12}|\*|arn:.+)$/,
  "an account or the ARN of principals",
  "Write 12 digits or an ARN, with * where anything may stand.",
);
const SERVICE = textOfForm(
  /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/,
  "the name of a service",
  'Write one such as "codebuild.amazonaws.com".',
);
const ORGANIZATION = z.string().refine(isOrganization, {
  error: ({ input }) =>
    refusal(
      `${shownValue(input)} is not an organization`,
      'Write "o-a1b2c3d4e5", or a path in one: "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/".',
    ),
});

const IF = documented(CONDITIONS.optional(), { description: "What has to hold besides." });

const EXCEPTION = z.strictObject({
  principals: z.array(EXCEPTED).optional(),
  if: CONDITIONS.optional(),
});

/** Somebody whom no row of the proof is about, as `PartyName`. */
export const PARTY = documented(
  z
    .strictObject({
      anyone: documented(CONDITIONS.optional(), {
        description: "Every AWS account: {}, or everybody for whom the conditions hold.",
      }),
      account: ACCOUNT.optional(),
      organization: ORGANIZATION.optional(),
      principal: documented(PRINCIPAL.optional(), { description: "The ARN of roles or users; * is a wildcard." }),
      service: SERVICE.optional(),
      if: IF,
      unless: documented(z.array(EXCEPTION).optional(), { description: "Whom Denies take away." }),
    })
    .superRefine(refuseSubjects, { when: ({ value }) => isRecord(value) }),
  {
    id: "party",
    oneOf: SUBJECTS.map((subject) => ({ required: [subject] })),
    not: { required: ["anyone", "if"] },
  },
);

/** Exactly one of them says who it is. */
function refuseSubjects(given: object, context: z.RefinementCtx): void {
  const named = SUBJECTS.filter((subject) => Object.hasOwn(given, subject));
  const complain = (message: string, hint: string, path: readonly string[] = []): void => {
    context.addIssue({ code: "custom", path: [...path], message: refusal(message, hint) });
  };
  if (named.length === 0) complain("names nobody", `Give one of ${SUBJECTS.join(", ")}.`);
  if (named.length > 1) complain(`names ${named.join(" and ")}`, "Give one of them; write an entry for each.");
  if (named.includes("anyone") && Object.hasOwn(given, "if"))
    complain("does not stand beside anyone", 'Put the conditions into it: { "anyone": { … } }.', ["if"]);
}

function isOrganization(text: string): boolean {
  const kind = parsePrincipalText(text)?.kind;
  return kind === "organization" || kind === "organization-path" || ORGANIZATION_PATTERN.test(text);
}

/** Paths in one organization, as conditions on `aws:PrincipalOrgPaths` write them. */
const ORGANIZATION_PATTERN = /^o-[a-z0-9]{10,32}\/[a-z0-9*?/-]+$/;
