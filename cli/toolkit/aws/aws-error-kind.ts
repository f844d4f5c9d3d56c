import { RepeatedTokenError } from "./all-pages";

/** What an error of the SDK means for whoever asked. */
export type AwsErrorKind =
  | "no-credentials"
  | "expired"
  | "clock"
  | "not-accepted"
  | "denied"
  | "not-found"
  | "throttled"
  | "no-region"
  | "no-such-region"
  | "unreachable"
  | "no-answer-of-aws"
  | "endless-list"
  | "other-answer";

/**
 * The error names of services that found nothing, whatever they were asked for: `RepositoryNotFoundException`,
 * `NoSuchEntity`.
 */
const NOT_FOUND = /NotFound(Exception)?$|^NoSuch/;
const DENIED = /AccessDenied(Exception)?$|^(UnauthorizedOperation|NotAuthorized|ForbiddenException)$/;
const EXPIRED = /^ExpiredToken(Exception)?$/;
/** How providers of credentials say it, each in words of its own. */
const EXPIRED_SIGN_IN = /expired|aws (sso )?login/i;
const CLOCK = /^(RequestExpired|RequestTimeTooSkewed|InvalidSignatureException|SignatureDoesNotMatch)$/;
const NOT_ACCEPTED =
  /^(InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature|MissingAuthenticationToken(Exception)?|InvalidAccessKeyId|InvalidToken|OptInRequired|AuthFailure)$/;
const THROTTLED = /Throttl|TooManyRequests|RequestLimitExceeded|^LimitExceeded|SlowDown|BandwidthLimitExceeded/;
const PROVIDER = /^(CredentialsProviderError|TokenProviderError|ProviderError)$/;
/** Node's codes of addresses, connections and certificates. */
const NO_WAY =
  /^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|EPROTO|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|ERR_TLS|ERR_SSL|HPE_|UND_ERR|ERR_INVALID_URL)/;

/**
 * What an error means.
 *
 * @returns `undefined` for an error that neither AWS nor the way to it gave: a fault of ours
 */
export function kindOfAwsError(error: unknown): AwsErrorKind | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof RepeatedTokenError) return "endless-list";
  const { name, message } = error;
  if (PROVIDER.test(name)) return EXPIRED_SIGN_IN.test(message) ? "expired" : "no-credentials";
  if (EXPIRED.test(name)) return "expired";
  if (CLOCK.test(name) && (name.startsWith("Request") || /expired|not yet current|skew/i.test(message))) return "clock";
  if (NOT_ACCEPTED.test(name)) return "not-accepted";
  if (DENIED.test(name)) return "denied";
  if (NOT_FOUND.test(name)) return "not-found";
  if (THROTTLED.test(name)) return "throttled";
  if (message === "Region is missing") return "no-region";
  if (message.startsWith("Region not accepted")) return "no-such-region";
  if (NO_WAY.test(codeOf(error) ?? "") || name === "TimeoutError") return "unreachable";
  // The SDK hangs the answer that it could not read on the parser's error.
  if ("$response" in error && !("$fault" in error)) return "no-answer-of-aws";
  return "$metadata" in error ? "other-answer" : undefined;
}

/** Node's code of an error: `ECONNREFUSED`; also where several attempts failed, each in its way. */
export function codeOf(error: Error): string | undefined {
  const { code, cause } = error as NodeJS.ErrnoException;
  if (typeof code === "string") return code;
  if (error instanceof AggregateError) {
    const [first] = error.errors as readonly unknown[];
    return first instanceof Error ? codeOf(first) : undefined;
  }
  return cause instanceof Error ? codeOf(cause) : undefined;
}
