import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromIni, fromNodeProviderChain, fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import { InputError, type Problem } from "../input-error";
import { ask } from "./ask";
import type { AwsOptions } from "./aws-options";
import type { AwsSession, AwsSessions, ClientConfig } from "./aws-session";
import { limited } from "./limited";
import type { AwsCredentialIdentity, Provider } from "@smithy/types";
import { kindOfAwsError } from "./aws-error-kind";

const ROLE = /^arn:aws[\w-]*:iam::(\d{12}):role\/[\w+=,.@/-]+$/;
const SESSION_NAME = "ecr-kms";
const ATTEMPTS = 5;

/**
 * Finds the user's credentials, asks AWS whose they are, and does the same for each further account.
 *
 * @throws InputError for a profile that does not exist, credentials that have expired, a role that cannot be assumed,
 * two that are in the same account: all of them at once
 * @example
 * ```ts
 * const sessions = await connect({ profile: "hub", also: ["arn:aws:iam::222222222222:role/audit"] });
 * sessions.main.accountId; // "123456789012"
 * ```
 */
export async function connect({ profile, region, also = [] }: AwsOptions): Promise<AwsSessions> {
  const main = await open({ ...ownCredentials(profile), region, profile });
  const opened = await Promise.allSettled([...new Set(also)].map((name) => openOther(name, main)));
  const problems = opened.flatMap((each) => {
    if (each.status === "fulfilled") return [];
    if (InputError.is(each.reason)) return each.reason.problems;
    throw each.reason;
  });
  const others = opened.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  problems.push(...twice([{ path: "", session: main }, ...others]));
  if (problems.length > 0) throw new InputError(problems);
  const all = [main, ...others.map(({ session }) => session)];
  return { main, all, of: (accountId) => all.find((session) => session.accountId === accountId) };
}

interface Opening {
  readonly path: string;
  readonly name: string;
  readonly region: string | undefined;
  /** Where the Region is looked for, where none is given. */
  readonly profile: string | undefined;
  readonly credentials: ClientConfig["credentials"];
}

/** A profile that is named must be there; without one everything is tried that the AWS CLI tries. */
function ownCredentials(profile: string | undefined): Pick<Opening, "path" | "name" | "credentials"> {
  if (profile !== undefined) {
    return { path: `profile ${profile}`, name: `profile ${profile}`, credentials: fromIni({ profile }) };
  }
  const { AWS_PROFILE = "" } = process.env;
  const name = AWS_PROFILE === "" ? "the credentials of the environment" : `profile ${AWS_PROFILE} of AWS_PROFILE`;
  return { path: AWS_PROFILE === "" ? "credentials" : "AWS_PROFILE", name, credentials: fromNodeProviderChain() };
}

interface Opened {
  readonly path: string;
  readonly session: AwsSession;
}

async function openOther(name: string, main: AwsSession): Promise<Opened> {
  const path = `also ${name}`;
  const isRole = ROLE.test(name);
  if (!isRole && name.startsWith("arn:")) {
    const hint = `write arn:${main.partition}:iam::222222222222:role/<name>, or the name of a profile`;
    throw new InputError([{ path, message: "is not the ARN of a role", hint }]);
  }
  const { region, credentials } = main.config;
  const session = await open({
    path,
    name: isRole ? name : `profile ${name}`,
    region,
    profile: undefined,
    credentials: isRole
      ? fromTemporaryCredentials({
          params: { RoleArn: name, RoleSessionName: SESSION_NAME },
          masterCredentials: credentials,
          clientConfig: { region },
        })
      : fromIni({ profile: name }),
  });
  return { path, session };
}

async function open({ path, name, region, profile, credentials }: Opening): Promise<AwsSession> {
  const kept = keptCredentials(credentials);
  const sts = limited(
    new STSClient({
      credentials: kept,
      maxAttempts: ATTEMPTS,
      ...(region === undefined ? {} : { region }),
      ...(profile === undefined ? {} : { profile }),
    }),
    ["GetCallerIdentityCommand"],
  );
  const asked = { path, call: "sts:GetCallerIdentity", session: { name } };
  const found = await ask(asked, () => sts.config.region());
  const { Account = "", Arn = "" } = await ask(asked, () => sts.send(new GetCallerIdentityCommand({})));
  const config: ClientConfig = { region: found, credentials: kept, maxAttempts: ATTEMPTS };
  return { accountId: Account, region: found, partition: Arn.split(":")[1] ?? "aws", callerArn: Arn, name, config };
}

function twice(opened: readonly Opened[]): readonly Problem[] {
  return opened.flatMap(({ path, session }, index) => {
    const other = opened.slice(0, index).find((each) => each.session.accountId === session.accountId);
    if (other === undefined) return [];
    const message = `is in account ${session.accountId}, as is ${other.session.name}`;
    return [{ path, message, hint: "give one of them" }];
  });
}

/** How long before they expire credentials are fetched anew, as the SDK itself has it. */
const EARLY_MS = 5 * 60 * 1000;

/**
 * Credentials that are fetched once for all clients, and again shortly before they expire: every client of the SDK
 * keeps its own otherwise, and assumes the same role again. A failure is not kept.
 *
 * @throws CredentialsProviderError also where a provider fails in words of its own: a file that is not there, a setting
 * without the section that it names
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
