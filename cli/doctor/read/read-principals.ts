import type { AwsSession } from "../../toolkit/aws/aws-session";
import type { Problem } from "../../toolkit/input-error";
import { listNames } from "../../toolkit/list-words";
import { distinctBy, groupedBy } from "../../toolkit/order";
import type { NamedPrincipal } from "../../policy/principal-arn";
import type { Asking } from "./asking";
import type { AskedPrincipal } from "./asked-principals";
import type { MadeResource } from "./made-resource";
import { readPrincipal, unseenPrincipal } from "./read-principal";

/** Roles and users with all that is attached to them. */
export interface ReadPrincipals {
  readonly resources: readonly MadeResource[];
  /** Those asked for that do not exist. */
  readonly problems: readonly Problem[];
}

/** Reads the roles and users that the user asks about. */
export async function readAskedPrincipals(asking: Asking, asked: readonly AskedPrincipal[]): Promise<ReadPrincipals> {
  const answers = await Promise.all(asked.map((each) => readAsked(asking, each)));
  return {
    resources: answers.flatMap((answer) => ("path" in answer ? [] : answer)),
    problems: answers.flatMap((answer) => ("path" in answer ? [answer] : [])),
  };
}

/**
 * Reads those whom documents name, in the accounts whose credentials are there. Whoever does not exist is left out:
 * that a policy names nobody is for the rules to report.
 */
export async function readNamedPrincipals(
  asking: Asking,
  named: readonly NamedPrincipal[],
): Promise<readonly MadeResource[]> {
  const { sessions } = asking;
  const elsewhere = named.filter(({ accountId }) => sessions.of(accountId) === undefined);
  for (const [accountId, those] of groupedBy(elsewhere, (each) => each.accountId))
    asking.note(unseen(accountId, those));
  const read = await Promise.all(
    named.map(async (principal) => {
      const session = sessions.of(principal.accountId);
      return session === undefined ? [] : ((await readOnce(asking, principal, session)) ?? []);
    }),
  );
  return read.flat();
}

async function readAsked(asking: Asking, asked: AskedPrincipal): Promise<readonly MadeResource[] | Problem> {
  const path = `principal ${asked.written}`;
  if ("principal" in asked) {
    const { principal } = asked;
    const { accountId, partition, kind, name } = principal;
    const session = asking.sessions.of(accountId);
    if (session === undefined) {
      asking.note(unseen(accountId, [principal]));
      const place = { accountId, partition, region: asking.sessions.main.region };
      return [unseenPrincipal(principal, place, `no credentials for account ${accountId}`)];
    }
    const message = `there is no ${kind} ${name} in account ${accountId}`;
    return (await readOnce(asking, principal, session)) ?? { path, message, hint: "check its name and account" };
  }
  const { name, kinds, sessions } = asked;
  const candidates = sessions.flatMap((session) => kinds.map((kind) => ({ kind, name, session })));
  const found = await Promise.all(candidates.map((each) => readOnce(asking, each, each.session)));
  const there = found.flatMap((resources) => (resources === undefined ? [] : [resources]));
  if (there.length > 0) return there.flat();
  const accounts = sessions.map(({ accountId }) => accountId).join(", ");
  const hint = "check its name; for another account, give its credentials with `also`";
  return { path, message: `there is no ${kinds.join(" and no ")} ${name} in account ${accounts}`, hint };
}

function readOnce(
  asking: Asking,
  { kind, name, arn }: Pick<NamedPrincipal, "kind" | "name"> & { readonly arn?: string },
  session: AwsSession,
): Promise<readonly MadeResource[] | undefined> {
  return asking.once(`${kind} ${session.accountId} ${name}`, () => {
    asking.progress(`account ${session.accountId}: ${kind} ${name}`);
    return readPrincipal(asking, { kind, name, session, ...(arn === undefined ? {} : { arn }) });
  });
}

function unseen(accountId: string, principals: readonly NamedPrincipal[]): Problem {
  const names = distinctBy(principals, ({ arn }) => arn)
    .map(({ kind, name }) => `${kind} ${name}`)
    .sort();
  return {
    path: `account ${accountId}`,
    message: `there are no credentials for it, so what ${listNames(names, MOST_TOLD)} may do is unknown`,
    hint: `give a profile or a role of account ${accountId} with \`also\``,
  };
}

const MOST_TOLD = 5;
