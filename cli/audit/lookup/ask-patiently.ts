import { codeOf, kindOfAwsError } from "../../toolkit/aws/aws-error-kind";
import type { Clock } from "../../toolkit/clock";
import type { Pace } from "../../toolkit/pace";
import { doubledPause, patiently } from "../../toolkit/patience";

/** A way that may work in a moment; a name or a certificate that is wrong stays wrong. */
const BROKEN_WAY = /^(ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;
/** Others may be asking as well: some ten minutes of waiting, all in all. */
const MOST_THROTTLED = 30;
const MOST_BROKEN = 6;

/**
 * Sends a request when it is its turn, and again after a while when AWS says "too fast" or the way to AWS is broken.
 *
 * @throws what the request throws, when it is something else or does not end
 */
export async function askPatiently<T>(send: () => Promise<T>, pace: Pace, clock: Clock): Promise<T> {
  const counts = { throttled: 0, broken: 0 };
  const pauseAfter = (error: unknown): number | undefined => {
    const kind = passingKind(error);
    if (kind === undefined) return undefined;
    counts[kind] += 1;
    if (counts[kind] > (kind === "throttled" ? MOST_THROTTLED : MOST_BROKEN)) return undefined;
    // Never all at the same moment.
    return doubledPause(FIRST_WAIT_MS, counts[kind], LONGEST_WAIT_MS) * (0.5 + clock.random() / 2);
  };
  const wait = (milliseconds: number): void => {
    pace.hold(milliseconds);
  };
  return patiently({ pauseAfter, wait }, async () => {
    await pace.turn();
    return send();
  });
}

function passingKind(error: unknown): "throttled" | "broken" | undefined {
  if (!(error instanceof Error)) return undefined;
  const { name, $metadata } = error as Error & { $metadata?: SdkMetadata };
  const { httpStatusCode = 0, clockSkewCorrected = false } = $metadata ?? {};
  if (kindOfAwsError(error) === "throttled" || httpStatusCode === 429) return "throttled";
  if (BROKEN_WAY.test(codeOf(error) ?? "") || name === "TimeoutError" || httpStatusCode >= 500 || clockSkewCorrected)
    return "broken";
  return undefined;
}

interface SdkMetadata {
  readonly httpStatusCode?: number;
  /** The SDK has learnt from the refusal by how much the clock of this machine is wrong. */
  readonly clockSkewCorrected?: boolean;
}
