import type { AccessModel, ControlLevel, ModelDocument, Principal } from "../../../../cli/model/access-model";
import type { PlannedCall } from "../../../../cli/proof/operations";
import { isUnknown } from "../../../../cli/policy/unknown";
import type { Formula } from "./formula";
import { and, fact, not, or } from "./formula";
import type { Applies, EncodedCall } from "./statements";
import { applies } from "./statements";

/** The documents in force, and how somebody's IAM policies are taken of whom no input holds. */
export interface InForce {
  readonly model: AccessModel;
  /** The repository's or the key's policy. */
  readonly resourcePolicy?: ModelDocument;
  /** The account of repository or key. */
  readonly owner: string;
  /** Whether IAM policies that no input holds give what they can. @default true */
  readonly strangersMay?: boolean;
}

/** Whether AWS lets a call through, by the documents in force. */
export function isLetThrough(planned: PlannedCall, call: EncodedCall, inForce: InForce): Formula {
  const { model, resourcePolicy, owner } = inForce;
  const { who } = call;
  const own = who.isOf(owner);
  const iam = iamOf(model, call, inForce.strangersMay !== false || planned.target === "registry");
  const resource = said(resourcePolicy === undefined ? [] : [resourcePolicy], call);
  const controlled = controlsOn(model, call, owner, planned);
  const byIam = and(iam.allow, iam.limit);
  const byRole = and(resource.role, iam.limit);
  const anyWay = or(resource.direct, resource.role, resource.account);
  if (planned.target === "registry") return and(not(who.isService), byIam, not(iam.deny), controlled);
  const isDenied = or(iam.deny, resource.deny);
  if (planned.inIamOnly === true) return and(not(who.isService), byIam, not(isDenied), controlled);
  const inOwnAccount =
    planned.target === "key" ? or(resource.direct, byRole, and(byIam, anyWay)) : or(byIam, resource.direct, byRole);
  const granted = or(
    and(who.isService, resource.direct),
    and(own, inOwnAccount),
    and(not(who.isService), not(own), byIam, anyWay),
  );
  return and(granted, not(isDenied), controlled);
}

interface Said {
  readonly deny: Formula;
  readonly direct: Formula;
  readonly role: Formula;
  readonly account: Formula;
}

function said(documents: readonly ModelDocument[], call: EncodedCall): Said {
  const all = documents.flatMap((document) => statementsOf(document, call));
  const allowing = all.filter(({ effect }) => effect === "Allow");
  return {
    deny: or(...all.filter(({ effect }) => effect === "Deny").map(inAnyWay)),
    direct: or(...allowing.map(({ direct }) => direct)),
    role: or(...allowing.map(({ role }) => role)),
    account: or(...allowing.map(({ account }) => account)),
  };
}

function statementsOf({ name, policy }: ModelDocument, call: EncodedCall): readonly Applies[] {
  if (isUnknown(policy)) {
    const may = (effect: "Allow" | "Deny"): Applies => ({
      effect,
      direct: fact(`${name} ${effect} ${call.id}`),
      role: false,
      account: false,
    });
    return [may("Allow"), may("Deny")];
  }
  return policy.Statement.map((statement, index) => applies(statement, call, `${name}[${index}]`));
}

function inAnyWay({ direct, role, account }: Applies): Formula {
  return or(direct, role, account);
}

/** What IAM policies say: those of a principal that the inputs hold, or whatever is best for anybody else. */
function iamOf(
  { principals }: AccessModel,
  call: EncodedCall,
  strangersMay: boolean,
): { readonly allow: Formula; readonly deny: Formula; readonly limit: Formula } {
  const people = principals.filter(({ kind }) => kind === "role" || kind === "user");
  const each = people.map((principal) => ({
    is: call.who.is(principal.arn),
    ...policiesOf(principal, call, strangersMay),
  }));
  const isStranger = not(or(...each.map(({ is }) => is)));
  return {
    allow: or(strangersMay ? isStranger : false, ...each.map(({ is, allow }) => and(is, allow))),
    deny: or(...each.map(({ is, deny }) => and(is, deny))),
    limit: and(...each.map(({ is, limit }) => or(not(is), limit))),
  };
}

function policiesOf(
  { policies, policiesUnseen, permissionsBoundary }: Principal,
  call: EncodedCall,
  strangersMay: boolean,
): { readonly allow: Formula; readonly deny: Formula; readonly limit: Formula } {
  const own = said(policies, call);
  const boundary = permissionsBoundary === undefined ? undefined : said([permissionsBoundary], call);
  return {
    allow: or(policiesUnseen === true && strangersMay, own.direct),
    deny: or(own.deny, boundary?.deny ?? false),
    limit: boundary?.direct ?? true,
  };
}

/**
 * Service control policies hold for roles and users of their account, each level; resource control policies for whoever
 * comes to it.
 */
function controlsOn({ accounts }: AccessModel, call: EncodedCall, owner: string, planned: PlannedCall): Formula {
  const { who } = call;
  const reached = planned.target !== "registry" && planned.action !== "kms:RetireGrant";
  return and(
    ...accounts.flatMap(({ id, serviceControlPolicies = [], resourceControlPolicies = [] }) => [
      or(not(who.isOf(id)), ...(serviceControlPolicies.length > 0 ? [passes(serviceControlPolicies, call)] : [true])),
      ...(id === owner && reached
        ? [not(or(...documentsOf(resourceControlPolicies).map((one) => said([one], call).deny)))]
        : []),
    ]),
  );
}

function passes(levels: readonly ControlLevel[], call: EncodedCall): Formula {
  return and(
    ...levels.map(({ policies }) => {
      const { direct, deny } = said(policies, call);
      return and(direct, not(deny));
    }),
  );
}

function documentsOf(levels: readonly ControlLevel[]): readonly ModelDocument[] {
  return levels.flatMap(({ policies }) => policies);
}
