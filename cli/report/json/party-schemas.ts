import { z } from "zod";
import { documented } from "../../toolkit/schema/documented";
import { indexesInto, OPERATION } from "./answer-schemas";
import { CONDITION } from "./document-schemas";

const EXCEPTIONS = z.array(
  z.object({ principals: z.array(z.string()).exactOptional(), if: CONDITION.exactOptional() }),
);
const CONDITIONS = { if: CONDITION.exactOptional(), unless: EXCEPTIONS.exactOptional() };

/** A party, as expected access names it. */
const PARTY_NAME = documented(
  z.union([
    z.object({ anyone: CONDITION, unless: EXCEPTIONS.exactOptional() }),
    z.object({ account: z.string(), ...CONDITIONS }),
    z.object({ organization: z.string(), ...CONDITIONS }),
    z.object({ principal: z.string(), ...CONDITIONS }),
    z.object({ service: z.string(), ...CONDITIONS }),
  ]),
  { id: "partyName", description: "What to write into a file of expected access to expect this party." },
);

/** Somebody who has access and is no row. */
export const PARTY = documented(
  z.object({
    kind: documented(z.enum(["anyone", "account", "organization", "principal", "service", "own-account", "unknown"]), {
      description:
        "own-account: principals of the registry's or the key's account that no input holds; unknown: somebody whom the inputs do not say.",
    }),
    words: documented(z.string(), { description: "In people's words: every AWS account." }),
    name: documented(PARTY_NAME.exactOptional(), {
      description: "Absent for own-account and unknown, which cannot be expected.",
    }),
    accountId: documented(z.string().exactOptional(), { description: "Of own-account: which." }),
    unknowns: documented(z.array(z.string()).exactOptional(), {
      description: "Of unknown: what would have to be known.",
    }),
    gap: documented(z.string().exactOptional(), {
      description: "Of unknown: the id by which accept of expected access names it.",
    }),
  }),
  { id: "party" },
);

const PARTY_VERDICT = z.enum(["allowed", "unknown", "none"]);

/** Parties with the same answer. */
export const PARTY_CELLS = documented(
  z.object({
    operation: OPERATION,
    documented: documented(PARTY_VERDICT, { description: "By what AWS documents." }),
    twoWay: documented(PARTY_VERDICT, { description: "By the two-way model." }),
    parties: indexesInto("parties"),
    repositories: indexesInto("repositories"),
  }),
  {
    id: "partyCells",
    description: "Each of parties with each of repositories has this answer; others have no access.",
  },
);

/** What is proved of everybody else. */
export const EVERYBODY_ELSE = documented(
  z.object({
    proved: documented(z.boolean(), { description: "Whether nobody else has access, but for except." }),
    except: documented(z.array(z.string()), {
      description: "Accounts of registries and keys of which no input holds all principals.",
    }),
    complete: documented(z.array(z.string()), {
      description: "Accounts of which the configuration says that the inputs hold all principals.",
    }),
    notKnown: documented(z.array(z.string()), { description: "What would have to be known, for people." }),
    sentence: z.string(),
  }),
  { id: "everybodyElse" },
);
