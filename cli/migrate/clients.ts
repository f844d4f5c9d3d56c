import { ECRClient } from "@aws-sdk/client-ecr";
import { KMSClient } from "@aws-sdk/client-kms";
import type { AwsSession, AwsSessions } from "../toolkit/aws/aws-session";
import { limited } from "../toolkit/aws/limited";
import { InputError } from "../toolkit/input-error";
import type { MigrateCall } from "./aws-calls";
import { commandsOf } from "./aws-calls";

/** A session, and clients of it that can send the commands of one part and no others. */
export interface MigrateClients {
  readonly session: AwsSession;
  readonly region: string;
  readonly ecr: ECRClient;
  readonly kms: KMSClient;
}

/** Clients in the Region of a repository. */
export function clientsOf(session: AwsSession, region: string, calls: readonly MigrateCall[]): MigrateClients {
  const config = { ...session.config, region };
  return {
    session,
    region,
    ecr: limited(new ECRClient(config), commandsOf(calls, "ecr")),
    kms: limited(new KMSClient(config), commandsOf(calls, "kms")),
  };
}

/**
 * The session in the account of a registry.
 *
 * @param path - What the user named, for the message.
 * @throws InputError where no credentials for it were given
 */
export function sessionFor(sessions: AwsSessions, registryId: string, path: string): AwsSession {
  const session = sessions.of(registryId);
  if (session !== undefined) return session;
  const { name, accountId } = sessions.main;
  throw new InputError([
    {
      path,
      message: `is in account ${registryId}, and ${name} belongs to account ${accountId}`,
      hint: "give a profile of that account with `profile`, or a profile or the ARN of a role there with `also`",
    },
  ]);
}
