import type { Problem } from "../model/input-error";
import type { Asked } from "./ask";

/** The error name of a service that found nothing, whatever it was asked for: `RepositoryNotFoundException`, `NoSuchEntityException`. */
const NOT_FOUND = /NotFound(Exception)?$|^NoSuch/;
const DENIED = /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|NotAuthorized)$/;
const EXPIRED = /^(ExpiredToken|ExpiredTokenException|RequestExpired)$|token.*expired|expired.*token/i;
const NOT_ACCEPTED =
  /^(InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature|AuthFailure)$/;
const THROTTLED = /Throttl|TooManyRequests|RequestLimitExceeded|LimitExceeded|SlowDown/;
const NO_WAY =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|CERT_.*|SELF_SIGNED.*)$/;

/**
 * What AWS, or the way to it, answered instead of what was asked for, as a problem of the user's.
 *
 * @returns `undefined` for an error that is neither: a fault of ours
 */
export function awsProblem(error: unknown, { path, call, session }: Asked): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  const { name, message } = error;
  const code = (error as NodeJS.ErrnoException).code ?? "";
  const who = session === undefined ? "" : ` (with ${session.name})`;
  const told = oneLine(message);
  if (name === "CredentialsProviderError" || name === "TokenProviderError") {
    const isOld = EXPIRED.test(message) || /refresh|sso session/i.test(message);
    return isOld
      ? {
          path,
          message: `the credentials have expired${who}: ${told}`,
          hint: "sign in again: aws sso login, or new keys",
        }
      : {
          path,
          message: `there are no credentials${who}: ${told}`,
          hint: "name a profile with --profile (aws configure list-profiles shows them), or set AWS_PROFILE or AWS_ACCESS_KEY_ID",
        };
  }
  if (EXPIRED.test(name)) {
    return { path, message: `the credentials have expired${who}`, hint: "sign in again: aws sso login, or new keys" };
  }
  if (NOT_ACCEPTED.test(name)) {
    return {
      path,
      message: `AWS does not accept the credentials${who}: ${name}`,
      hint: "check them with: aws sts get-caller-identity",
    };
  }
  if (DENIED.test(name) || name === "KMSAccessDeniedException") {
    return { path, message: `${call} is denied${who}: ${told}`, hint: `allow ${call} for whoever runs this` };
  }
  if (NOT_FOUND.test(name))
    return { path, message: `does not exist${who}: ${told}`, hint: "check its name, account and Region" };
  if (THROTTLED.test(name)) {
    return { path, message: `AWS answers ${call} too slowly: ${name}`, hint: "wait a minute and run it again" };
  }
  if (message === "Region is missing") {
    return { path, message: "no Region is known", hint: "name it with --region, or set AWS_REGION" };
  }
  if (NO_WAY.test(code) || name === "TimeoutError") {
    return {
      path,
      message: `AWS cannot be reached: ${code === "" ? name : code}: ${told}`,
      hint: "check the network, the proxy and the Region",
    };
  }
  if ("$metadata" in error) {
    return { path, message: `AWS answered ${call} with ${name}: ${told}`, hint: "the message is AWS's own" };
  }
  return undefined;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, 500);
}
