export { ACCOUNT_ID, REGION } from "./aws-forms";

/** The path of an account in its organization, or that it is in none. */
export const ORGANIZATION_PATH = /^(none|o-[a-z0-9]{10,32}\/r-[a-z0-9]{4,32}\/(ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}\/)*)$/;
