import type { Role, User } from "@aws-sdk/client-iam";
import { GetRoleCommand, GetUserCommand, paginateListGroupsForUser } from "@aws-sdk/client-iam";
import { allItems } from "../../toolkit/aws/all-pages";
import type { AwsSession } from "../../toolkit/aws/aws-session";
import { unknown } from "../../policy/unknown";
import type { Answer, Asking, Question } from "./asking";
import type { MadeResource, ResourcePlace } from "./made-resource";
import { made, seen } from "./made-resource";
import type { Holder } from "./read-holder";
import { readHolder, unreadPolicies } from "./read-holder";
import { readManagedPolicy } from "./read-managed-policy";

/** A role or user in an account whose credentials are there. */
export interface PrincipalToRead {
  readonly kind: "role" | "user";
  readonly name: string;
  /** As a policy or the user wrote it; absent where only a name was given. */
  readonly arn?: string;
  readonly session: AwsSession;
}

/**
 * Reads a role or user with everything that is attached to it.
 *
 * @returns `undefined` where there is none of the name
 */
export async function readPrincipal(
  asking: Asking,
  principal: PrincipalToRead,
): Promise<readonly MadeResource[] | undefined> {
  const { kind, session } = principal;
  const answer = await identityOf(asking, principal);
  if (answer.kind === "none") return undefined;
  const place = sessionPlace(session);
  if (answer.kind === "denied") return [unseenPrincipal(principal, place, `iam:${CALL[kind]} is denied`)];
  const { arn, name, path, boundary } = answer.value;
  const holder: Holder = { kind, name, arn, session };
  const [own, groups, limit] = await Promise.all([
    readHolder(asking, holder),
    kind === "user" ? readGroups(asking, holder) : [],
    boundary === undefined ? [] : readManagedPolicy(asking, session, boundary),
  ]);
  const values = { arn, id: name, name, path, permissions_boundary: boundary };
  return [made(`aws_iam_${kind}`, arn, place, values), ...own, ...groups, ...limit];
}

const CALL = { role: "GetRole", user: "GetUser" };

/** A principal of which only the name is known: what it may do is unknown, and so is what limits it. */
export function unseenPrincipal(
  { kind, name, arn }: Pick<PrincipalToRead, "kind" | "name" | "arn">,
  place: ResourcePlace,
  why: string,
): MadeResource {
  const known = arn ?? `arn:${place.partition}:iam::${place.accountId}:${kind}/${name}`;
  return seen(`aws_iam_${kind}`, known, place, {
    [kind === "user" ? "user_name" : "name"]: name,
    arn: known,
    permissions_boundary: unknown(`(${why})`),
  });
}

interface Identity {
  readonly arn: string;
  readonly name: string;
  readonly path: string;
  readonly boundary: string | undefined;
}

async function identityOf(asking: Asking, principal: PrincipalToRead): Promise<Answer<Identity>> {
  const { kind, name, session } = principal;
  const iam = asking.iam(session);
  if (kind === "role") {
    return asking.ask(about(principal, "iam:GetRole"), async () => {
      const { Role: role } = await iam.send(new GetRoleCommand({ RoleName: name }));
      return identity(principal, role, role?.RoleName);
    });
  }
  return asking.ask(about(principal, "iam:GetUser"), async () => {
    const { User: user } = await iam.send(new GetUserCommand({ UserName: name }));
    return identity(principal, user, user?.UserName);
  });
}

function identity({ name: asked, arn = "" }: PrincipalToRead, found: Role | User | undefined, name?: string): Identity {
  return {
    arn: found?.Arn ?? arn,
    name: name ?? asked,
    path: found?.Path ?? "/",
    boundary: found?.PermissionsBoundary?.PermissionsBoundaryArn,
  };
}

async function readGroups(asking: Asking, user: Holder): Promise<readonly MadeResource[]> {
  const { name, session, arn } = user;
  const client = asking.iam(session);
  const answer = await asking.ask(about(user, "iam:ListGroupsForUser"), () =>
    allItems(paginateListGroupsForUser({ client }, { UserName: name }), ({ Groups }) => Groups),
  );
  if (answer.kind === "none") return [];
  if (answer.kind === "denied") return [unreadPolicies(user, "policies of its groups", answer.problem)];
  const groups = answer.value.map(({ GroupName = "", Arn = "" }) => ({ name: GroupName, arn: Arn }));
  const names = groups.map((group) => group.name).sort();
  const policies = await Promise.all(
    groups.map((group) =>
      asking.once(`group ${group.arn}`, () => readHolder(asking, { kind: "group", ...group, session })),
    ),
  );
  const membership = { id: `${name}-groups`, user: name, groups: names };
  return [made("aws_iam_user_group_membership", arn, sessionPlace(session), membership), ...policies.flat()];
}

function about({ kind, name, session }: Pick<Holder, "kind" | "name" | "session">, call: string): Question {
  return { path: `${kind} ${name} of account ${session.accountId}`, call, session };
}

function sessionPlace({ accountId, region, partition }: AwsSession): ResourcePlace {
  return { accountId, region, partition };
}
