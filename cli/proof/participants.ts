import type { Account, ModelDocument, Principal, Repository } from "../model/access-model";
import type { StatementJson } from "../policy/policy-json";
import type { OtherPolicies } from "../model/principal-setting";
import { hasVariables } from "../policy/policy-json";
import { isUnknown, unknown, unknownsIn } from "../policy/unknown";
import type { DocumentKind, DocumentRef } from "./proof";

/** A document that takes part in decisions, as a list of statements whatever was known of it. */
export interface Participant {
  readonly document: DocumentRef;
  /** The root, unit or account that a control policy hangs on. */
  readonly level?: string;
  readonly statements: readonly StatementJson[];
  /** Whether `${…}` is a policy variable in it: only in policies of version 2012-10-17. */
  readonly hasVariables?: boolean;
  /** From which number on the statements do not stand in the document itself. */
  readonly addedFrom?: number;
  /** Whether nobody wrote it: an administrator's `Allow * on *`, or what stands for a document that was not seen. */
  readonly isStandIn?: boolean;
}

const EVERYTHING: StatementJson = { Effect: "Allow", Action: "*", Resource: "*" };

/** What stands in a document of which nothing is known: it may allow anything, and deny anything. */
function unknownStatements(what: string, hasPrincipal: boolean): readonly StatementJson[] {
  const who = hasPrincipal ? { Principal: "*" as const } : {};
  const action = { Action: unknown(what), Resource: "*" };
  return [
    { Effect: "Allow", ...who, ...action },
    { Effect: "Deny", ...who, ...action },
  ];
}

/** A document of the model as a participant. */
export function participantOf(kind: DocumentKind, { name, source, policy }: ModelDocument): Participant {
  const document: DocumentRef = { kind, name, ...(source ? { source } : {}) };
  if (!isUnknown(policy)) return { document, statements: policy.Statement, hasVariables: hasVariables(policy) };
  const hasPrincipal = ["repository-policy", "key-policy", "resource-control-policy"].includes(kind);
  return { document, addedFrom: 0, statements: unknownStatements(unknownsIn(policy).join(", ") || name, hasPrincipal) };
}

/** A principal's own policies. For accounts and organizations, what their administrators have. */
export function identityParticipants(principal: Principal): readonly Participant[] {
  const { kind, policies, policiesUnseen, otherPolicies } = principal;
  const called = `IAM policies of ${holderWords(principal)}`;
  const document: DocumentRef = { kind: "identity", name: called };
  if (kind === "account" || kind === "organization" || kind === "lambda" || kind === "service")
    return [{ document, addedFrom: 0, statements: [EVERYTHING], isStandIn: true }];
  const held = policies.flatMap((policy) =>
    policy.isForOthers === true
      ? othersParticipants({ kind: "identity", name: policy.name }, otherPolicies)
      : [participantOf("identity", policy)],
  );
  const all = policiesUnseen === true ? [...held, ...othersParticipants(document, otherPolicies)] : held;
  return all.length > 0 ? all : [{ document, statements: [], isStandIn: true }];
}

function holderWords({ kind, name }: Principal): string {
  if (kind === "account" || kind === "organization") return `an administrator of ${name}`;
  // Their name says what they are: `Lambda functions of 222222222222`.
  return kind === "lambda" ? `whoever creates ${name}` : `${kind} ${name}`;
}

/** What stands for the policies of a role or user that the inputs do not hold. */
function othersParticipants(document: DocumentRef, otherPolicies: OtherPolicies | undefined): readonly Participant[] {
  const [allow, deny] = unknownStatements(document.name, false);
  const statements = [
    ...(allow !== undefined && otherPolicies !== "none" && otherPolicies !== "may-deny" ? [allow] : []),
    ...(deny !== undefined && otherPolicies !== "none" && otherPolicies !== "may-allow" ? [deny] : []),
  ];
  return statements.length === 0 ? [] : [{ document, addedFrom: 0, statements, isStandIn: true }];
}

/** The permissions boundary of a principal. */
export function boundaryParticipants({ permissionsBoundary }: Principal): readonly Participant[] {
  return permissionsBoundary === undefined ? [] : [participantOf("permissions-boundary", permissionsBoundary)];
}

/** The control policies that an organization imposes on an account; a level without policies takes part too. */
export function controlParticipants(
  account: Account | undefined,
  kind: "service" | "resource",
): readonly Participant[] {
  const levels = kind === "service" ? account?.serviceControlPolicies : account?.resourceControlPolicies;
  const documentKind = `${kind}-control-policy` as const;
  return (levels ?? []).flatMap(({ id, policies }): readonly Participant[] =>
    policies.length === 0
      ? [{ document: { kind: documentKind, name: `${kind} control policies of ${id}` }, level: id, statements: [] }]
      : policies.map((policy) => ({ ...participantOf(documentKind, policy), level: id })),
  );
}

/** The policy of a repository; without one there is none. */
export function repositoryParticipants({ name, policy }: Repository): readonly Participant[] {
  if (policy === undefined)
    return [
      {
        document: { kind: "repository-policy", name: `repository policy of ${name}` },
        statements: [],
        isStandIn: true,
      },
    ];
  return [participantOf("repository-policy", policy)];
}
