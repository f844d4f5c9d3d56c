import type { Problem } from "../input-error";
import type { AskedOfAws } from "./ask";
import type { AwsErrorKind } from "./aws-error-kind";
import { codeOf, kindOfAwsError } from "./aws-error-kind";

/**
 * What AWS, or the way to it, answered instead of what was asked for, as a problem of the user's.
 *
 * @returns `undefined` for an error that is neither: a fault of ours
 */
export function awsProblem(error: unknown, asked: AskedOfAws): Problem | undefined {
  const kind = kindOfAwsError(error);
  if (kind === undefined || !(error instanceof Error)) return undefined;
  return { path: asked.path, ...WORDS[kind](error, asked) };
}

type Words = (error: Error, asked: AskedOfAws) => Pick<Problem, "message" | "hint">;

const WORDS: Readonly<Record<AwsErrorKind, Words>> = {
  "no-credentials": (error, asked) => ({
    message: `there are no usable credentials${by(asked)}: ${reported(error)}`,
    hint: error.message.includes("multi-factor") ? WITH_A_CODE : NAME_A_PROFILE,
  }),
  expired: (error, asked) => ({
    message: `the credentials have expired${by(asked)}: ${reported(error)}`,
    hint: `sign in again: ${signIn(asked)}, or give new keys`,
  }),
  clock: (error, asked) => ({
    message: `AWS does not accept the time of the request${by(asked)}: ${reported(error)}`,
    hint: "set the clock of this machine",
  }),
  "not-accepted": (error, asked) => ({
    message: `AWS does not accept the credentials${by(asked)}: ${error.name}`,
    hint: "check them with: aws sts get-caller-identity; a Region that is not switched on for the account answers so too",
  }),
  denied: (error, asked) => {
    const call = deniedCall(error) ?? asked.call;
    return {
      message: `${call} is denied${by(asked)}: ${reported(error)}`,
      hint: `allow ${call} for whoever runs this`,
    };
  },
  "not-found": (error, asked) => ({
    message: `does not exist${by(asked)}: ${reported(error)}`,
    hint: "check its name, account and Region",
  }),
  throttled: (error, { call }) => ({
    message: `AWS wants ${call} to be asked more slowly: ${error.name}`,
    hint: "wait a minute and run it again",
  }),
  "no-region": () => ({ message: "no Region is known", hint: "name it with `region`, or set AWS_REGION" }),
  "no-such-region": (error) => ({ message: reported(error), hint: "name a Region such as us-east-1 with `region`" }),
  unreachable: (error) => ({
    message: `AWS cannot be reached: ${[codeOf(error) ?? error.name, reported(error)].filter((text) => text !== "").join(": ")}`,
    hint: "check the network, the proxy and the Region, and AWS_ENDPOINT_URL where it is set",
  }),
  "no-answer-of-aws": (_error, { call }) => ({
    message: `what answered ${call} is not AWS: its answer cannot be read`,
    hint: "check the proxy, and AWS_ENDPOINT_URL where it is set",
  }),
  "endless-list": (_error, { call }) => ({
    message: `AWS does not end the list of ${call}: it gave a token for the next page that it had given before`,
    hint: "run it again; where it stays, check the proxy, and AWS_ENDPOINT_URL where it is set",
  }),
  "other-answer": (error, { call }) => ({
    message: `AWS answered ${call} with ${error.name}: ${reported(error)}`,
    hint: "the message is AWS's own",
  }),
};

const NAME_A_PROFILE =
  "name a profile with `profile` (aws configure list-profiles shows them), or set AWS_PROFILE or AWS_ACCESS_KEY_ID";
const WITH_A_CODE =
  "no code can be asked for here: sign in with it first (aws sts get-session-token, or SSO) and use those credentials";

/** With which credentials, where that is known. */
function by({ session }: AskedOfAws): string {
  return session === undefined ? "" : ` (with ${session.name})`;
}

function signIn({ session }: AskedOfAws): string {
  const profile = /^profile (\S+)/.exec(session?.name ?? "")?.[1];
  return profile === undefined ? "aws sso login" : `aws sso login --profile ${profile}`;
}

/**
 * AWS names the permission itself: what is missing may be another one than that of the call, as where a role is assumed
 * first.
 */
function deniedCall({ message }: Error): string | undefined {
  return /not authorized to perform:? ([a-z0-9-]+:[A-Za-z0-9]+)/.exec(message)?.[1];
}

const LONGEST = 500;

function reported({ message }: Error): string {
  return message.replace(/\s+/g, " ").trim().slice(0, LONGEST);
}
