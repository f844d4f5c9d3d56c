import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromIni, fromNodeProviderChain, fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import { InputError } from "../model/input-error";
import type { Problem } from "../model/input-error";
import { ask } from "./ask";
import type { AwsOptions } from "./aws-options";
import type { AwsSession, AwsSessions, ClientConfig } from "./aws-session";
import { limited } from "./limited";

const ROLE = /^arn:aws[\w-]*:iam::(\d{12}):role\/[\w+=,.@/-]+$/;
const SESSION_NAME = "ecr-kms";
const ATTEMPTS = 5;

/**
 * Finds the user's credentials, asks AWS whose they are, and does the same for each further account.
 *
 * @throws InputError for a profile that does not exist, credentials that have expired, a role that cannot be assumed, two that
 * are in the same account: all of them at once
 */
export async function connect({ profile, region, also = [] }: AwsOptions): Promise<AwsSessions> {
  const main = await open({
    path: profile === undefined ? "credentials" : `--profile ${profile}`,
    name: profile === undefined ? "the credentials of the environment" : `profile ${profile}`,
    region,
    profile,
    credentials: profile === undefined ? fromNodeProviderChain() : fromNodeProviderChain({ profile }),
  });
  const opened = await Promise.allSettled(also.map((name) => openOther(name, main)));
  const problems = opened.flatMap((each) => {
    if (each.status === "fulfilled") return [];
    if (each.reason instanceof InputError) return each.reason.problems;
    throw each.reason;
  });
  const all = [main, ...opened.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []))];
  problems.push(...twice(all));
  if (problems.length > 0) throw new InputError(problems);
  return { main, all, of: (accountId) => all.find((session) => session.accountId === accountId) };
}

interface Opening {
  readonly path: string;
  readonly name: string;
  readonly region: string | undefined;
  readonly profile: string | undefined;
  readonly credentials: ClientConfig["credentials"];
}

async function openOther(name: string, main: AwsSession): Promise<AwsSession> {
  const isRole = ROLE.test(name);
  if (!isRole && name.startsWith("arn:")) {
    const hint = "write arn:aws:iam::222222222222:role/<name>, or the name of a profile";
    throw new InputError([{ path: `--also ${name}`, message: "is no ARN of a role", hint }]);
  }
  const { region, credentials } = main.config;
  return open({
    path: `--also ${name}`,
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
}

async function open({ path, name, region, profile, credentials }: Opening): Promise<AwsSession> {
  const sts = limited(
    new STSClient({
      credentials,
      maxAttempts: ATTEMPTS,
      ...(region === undefined ? {} : { region }),
      ...(profile === undefined ? {} : { profile }),
    }),
    ["GetCallerIdentityCommand"],
  );
  const asked = { path, call: "sts:GetCallerIdentity", session: { name } };
  const found = await ask(asked, () => sts.config.region());
  const { Account = "", Arn = "" } = await ask(asked, () => sts.send(new GetCallerIdentityCommand({})));
  const config: ClientConfig = { region: found, credentials, maxAttempts: ATTEMPTS };
  return { accountId: Account, region: found, partition: Arn.split(":")[1] ?? "aws", callerArn: Arn, name, config };
}

function twice(sessions: readonly AwsSession[]): readonly Problem[] {
  return sessions.flatMap((session, index) => {
    const other = sessions.slice(0, index).find(({ accountId }) => accountId === session.accountId);
    if (other === undefined) return [];
    const message = `is in account ${session.accountId}, as is ${other.name}`;
    return [{ path: `--also ${session.name}`, message, hint: "give one of them" }];
  });
}
