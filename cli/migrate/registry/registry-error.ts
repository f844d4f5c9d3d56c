import type { Problem } from "../../toolkit/input-error";

/** What a registry, or the way to it, answered instead of what was asked for. */
export class RegistryError extends Error {
  override readonly name = "RegistryError";
  /** The HTTP status; absent when no whole answer came. */
  readonly status: number | undefined;
  /** `MANIFEST_UNKNOWN` of the registry, `ECONNREFUSED` of the system. */
  readonly code: string;
  /** Whether the same request may succeed later. */
  readonly isPassing: boolean;
  /** The pause that the registry asks for. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, { status, code, isPassing, retryAfterMs }: RegistryErrorDetails) {
    super(message);
    this.status = status;
    this.code = code;
    this.isPassing = isPassing;
    this.retryAfterMs = retryAfterMs;
  }
}

/** What is known of a failed request. */
export interface RegistryErrorDetails {
  readonly status?: number;
  readonly code: string;
  readonly isPassing: boolean;
  readonly retryAfterMs?: number | undefined;
}

/** The answers that concern every further request as well: nothing is gained by going on. */
export function concernsEverything(error: unknown): error is RegistryError {
  return (
    error instanceof RegistryError && (error.status === 401 || error.status === 403 || error.code === "CERTIFICATE")
  );
}

/** A registry's refusal as a problem of the user's, with a way out. */
export function registryProblem(error: RegistryError, path: string): Problem {
  return { path, message: error.message, hint: hintFor(error) };
}

function hintFor({ status, code, isPassing }: RegistryError): string {
  if (status === 401) return "sign in again; for Amazon ECR the credentials need ecr:GetAuthorizationToken";
  if (status === 403) {
    return "allow whoever runs this to read the source (ecr:BatchGetImage, ecr:GetDownloadUrlForLayer) and to push to the destination";
  }
  if (code === "NAME_UNKNOWN")
    return "make the repository first, as the plan says, and check its name, account and Region";
  if (code === "CERTIFICATE") return "check the name of the host and NODE_EXTRA_CA_CERTS";
  if (isPassing) return "run the same command again: it goes on from there";
  return "the message is the registry's own";
}
