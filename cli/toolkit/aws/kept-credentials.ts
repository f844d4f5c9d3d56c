import type { AwsCredentialIdentity, Provider } from "@smithy/types";
import { kindOfAwsError } from "./aws-error-kind";

/** How long before they expire credentials are fetched anew, as the SDK itself has it. */
const EARLY_MS = 5 * 60 * 1000;

/**
 * Credentials that are fetched once for all clients, and again shortly before they expire: every client of the SDK keeps its own
 * otherwise, and assumes the same role again. A failure is not kept.
 *
 * @throws CredentialsProviderError also where a provider fails in words of its own: a file that is not there, a setting without
 * the section that it names
 */
export function keptCredentials(
  fetch: Provider<AwsCredentialIdentity>,
  now: () => number = Date.now,
): Provider<AwsCredentialIdentity> {
  let kept: Promise<AwsCredentialIdentity> | undefined;
  let expiresAt = Infinity;
  return (...options) => {
    if (kept !== undefined && now() < expiresAt - EARLY_MS) return kept;
    expiresAt = Infinity;
    const fetched = fetch(...options).catch(asProviderError);
    kept = fetched;
    fetched.then(
      ({ expiration }) => {
        expiresAt = expiration?.getTime() ?? Infinity;
      },
      () => {
        if (kept === fetched) kept = undefined;
      },
    );
    return fetched;
  };
}

function asProviderError(error: unknown): never {
  if (kindOfAwsError(error) !== undefined) throw error;
  const said = error instanceof Error ? error.message : String(error);
  // The SDK looks into sections of the configuration that are not there.
  const message = error instanceof TypeError ? `its settings are not complete: ${said}` : said;
  throw Object.assign(new Error(message, { cause: error }), { name: "CredentialsProviderError" });
}
