import { InputError } from "../../toolkit/input-error";

/** The accounts that `--account` gives. */
interface GivenAccounts {
  /** Of providers that are not named. */
  readonly accountId?: string;
  /** Provider → account. */
  readonly accounts: Readonly<Record<string, string>>;
}

/**
 * Reads `--account`; the last of several for the same provider counts.
 *
 * @param given - `123456789012` or `aws.hub=123456789012`, each.
 * @throws InputError for an account id that does not have 12 digits
 */
export function readAccountOption(given: readonly string[]): GivenAccounts {
  const read = given.map((text) => /^(?:(?<provider>[^=]+)=)?(?<id>\d{12})$/.exec(text)?.groups ?? text);
  const wrong = read.filter((each) => typeof each === "string");
  if (wrong.length > 0) {
    throw new InputError(
      wrong.map((text) => ({
        path: "--account",
        message: `${JSON.stringify(text)} is not an account id`,
        hint: "write 12 digits, or <provider>=<12 digits>: --account aws.hub=123456789012",
      })),
    );
  }
  const known = read.filter((each) => typeof each !== "string");
  const providers = known.flatMap(({ provider, id }) => (provider && id ? [[provider, id] as const] : []));
  const accountId = known.findLast(({ provider }) => provider === undefined)?.["id"];
  return { ...(accountId === undefined ? {} : { accountId }), accounts: Object.fromEntries(providers) };
}
