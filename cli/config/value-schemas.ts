import { z } from "zod";
import { someText, textOfForm } from "../toolkit/schema/refusal";
import { ACCOUNT_ID, REGION } from "../toolkit/value-forms";

/** A text that says something. */
export const TEXT = someText();

/** The id of an account. */
export const ACCOUNT = textOfForm(ACCOUNT_ID, "an account id", 'Write 12 digits in quotes: "123456789012".');

/** The code of a Region. */
export const REGION_CODE = textOfForm(REGION, "a Region", 'Write one such as "us-east-1".');

/** The account of providers that do not say theirs; provider → account for several. */
export const ACCOUNTS_OF_PROVIDERS = z.union([ACCOUNT, z.record(z.string(), ACCOUNT)]);
