import type { ModelDocument, Principal, Source } from "../model/access-model";
import { distinctBy, groupedBy, sortedBy } from "../toolkit/order";
import { hasUnknown, unknown } from "../policy/unknown";
import { withoutUndefined } from "../toolkit/without-undefined";
import { arnOf } from "./arn-of";
import { attachmentsOf, holderKey, type Attachment } from "./attachments";
import { identityArn } from "./link-data-sources";
import { boundaryOf } from "./managed-policies";
import { knownTextAt, textAt, textsAt } from "./read-values";
import type { Reading } from "./reading";
import type { InfrastructureResource } from "./resource";
import { oncePerSet, type ResourceSet } from "./resource-set";

/** The roles and users that the inputs make, read, or attach policies to. */
export function principalsOf(reading: Reading): readonly Principal[] {
  const attachments = attachmentsOf(reading);
  const byHolder = groupedBy(attachments, ({ holder }) => holderKey(holder));
  const identities = distinctBy([...writtenOut(reading), ...namedOnly(reading, attachments)], ({ arn }) => arn);
  return identities.map((identity) => principalOf(reading, identity, policiesOf(reading, identity, byHolder)));
}

interface Identity {
  readonly kind: "role" | "user";
  readonly accountId: string;
  readonly name: string;
  readonly arn: string;
  readonly source?: Source;
  /** What makes or reads it. */
  readonly resource?: InfrastructureResource;
}

function principalOf(reading: Reading, identity: Identity, attached: readonly ModelDocument[]): Principal {
  const { arn, kind, accountId, name, source, resource } = identity;
  const others = `other policies of ${kind} ${name}`;
  return withoutUndefined({
    arn,
    kind,
    accountId,
    name,
    source,
    // What the inputs do not make may have policies that they do not know.
    policies:
      resource?.mode === "managed"
        ? attached
        : [...attached, { name: others, policy: unknown(others), isForOthers: true as const }],
    permissionsBoundary: resource === undefined ? undefined : boundaryOf(reading, resource, `${kind} ${name}`),
  });
}

function policiesOf(
  { resources }: Reading,
  { kind, accountId, name }: Identity,
  byHolder: ReadonlyMap<string, readonly Attachment[]>,
): readonly ModelDocument[] {
  const groups = kind === "user" ? groupsOf(resources, accountId, name) : [];
  const holders = [
    { kind, accountId, name },
    ...groups.map((group) => ({ kind: "group" as const, accountId, name: group })),
  ];
  const documents = holders.flatMap((holder) => byHolder.get(holderKey(holder)) ?? []).map(({ document }) => document);
  return sortedBy(documents, (document) => [
    document.name,
    document.source?.input ?? "",
    document.source?.address ?? "",
  ]);
}

function writtenOut({ resources }: Reading): readonly Identity[] {
  const made = resources.managed("aws_iam_role", "aws_iam_user");
  return [...made, ...resources.data("aws_iam_role", "aws_iam_user")].flatMap((resource) => {
    const { accountId, source, mode } = resource;
    const kind = principalKind(resource);
    const name = principalName(resource) ?? unknown(`${source.address}.name`);
    const stated = mode === "managed" ? arnOf(resource) : knownTextAt(resource, "arn");
    const arn = stated ?? identityArn(resource, resources, kind, name);
    return arn === undefined || hasUnknown(arn) ? [] : [{ kind, accountId, name, source, resource, arn }];
  });
}

/** Roles and users that are known only because the inputs attach policies to them. */
function namedOnly({ resources }: Reading, attachments: readonly Attachment[]): readonly Identity[] {
  const all = [
    ...resources.managedOrDeleted("aws_iam_role", "aws_iam_user"),
    ...resources.data("aws_iam_role", "aws_iam_user"),
  ];
  const known = new Set(
    all.map((item) => holderKey({ ...item, kind: principalKind(item), name: principalName(item) ?? "" })),
  );
  return attachments.flatMap(({ holder }) => {
    const { kind, accountId, name } = holder;
    if (kind === "group" || known.has(holderKey(holder))) return [];
    const arn = identityArn(holder, resources, kind, name);
    return arn === undefined ? [] : [{ kind, accountId, name, arn }];
  });
}

function principalKind({ type }: InfrastructureResource): "role" | "user" {
  return type === "aws_iam_role" ? "role" : "user";
}

/** The data source of a user calls its name `user_name`. */
function principalName(resource: InfrastructureResource): string | undefined {
  return textAt(resource, "name") ?? textAt(resource, "user_name");
}

/** The groups of a user: their policies are the user's as well. */
function groupsOf(resources: ResourceSet, accountId: string, user: string): readonly string[] {
  return [...new Set(membershipsByUser(resources).get(holderKey({ kind: "user", accountId, name: user })))].sort();
}

const membershipsByUser = oncePerSet((resources): ReadonlyMap<string, readonly string[]> => {
  const groups = new Map<string, string[]>();
  const add = (accountId: string, user: string, group: string): void => {
    const key = holderKey({ kind: "user", accountId, name: user });
    groups.set(key, [...(groups.get(key) ?? []), group]);
  };
  for (const resource of resources.managed("aws_iam_group_membership")) {
    const group = textAt(resource, "group") ?? "";
    for (const user of textsAt(resource, "users")) add(resource.accountId, user, group);
  }
  for (const resource of resources.managed("aws_iam_user_group_membership")) {
    const user = textAt(resource, "user") ?? "";
    for (const group of textsAt(resource, "groups")) add(resource.accountId, user, group);
  }
  return groups;
});
