import type { Atom } from "./atoms";
import { accountOfArn, atomsOf, atomText } from "./atoms";
import type { Deployment } from "./deployment";
import type { GrantMutation } from "./grant-mutations";
import type { Mutation } from "./mutation-run";
import type { PlainStatement } from "./statement-change";
import { coversMember } from "./naming";
import type { Reason } from "./reasons";
import { Simplifier } from "./reasons";
import type { Membership } from "./scenario";
import { factsOf } from "./scenario";

type Grant = Deployment["grants"][number];

/**
 * Why a mutation changes no decision: what was said before and is not said now, or the other way round, is all said elsewhere
 * or lets nobody do anything. `undefined` when something is left, which then has to show in a decision.
 */
export function reasonsWhyEqual({ subject, scenario }: Mutation): readonly Reason[] | undefined {
  if (subject.type === "grant") return grantReasons(subject.change, subject.grants);
  const { holders, change } = subject;
  const reasons = new Set<Reason>();
  const simplifier = new Simplifier(holders, factsOf(scenario), reasons);
  /** What a statement says: each atom by its simplest form. */
  const sayings = (statement: PlainStatement | undefined): ReadonlyMap<string, Atom> =>
    new Map(
      (statement ? atomsOf(statement) : []).flatMap((atom) =>
        simplifier.simplify(atom).map((simple) => [atomText(simple), atom] as const),
      ),
    );
  const before = sayings(change.before);
  const after = sayings(change.after);
  const changed = [
    ...[...before].filter(([text]) => !after.has(text)),
    ...[...after].filter(([text]) => !before.has(text)),
  ];
  const statements = change.original.Statement as readonly PlainStatement[];
  const others = statements.filter((each) => each !== change.before).flatMap((each) => atomsOf(each));
  for (const [, atom] of changed) {
    if (!others.some((other) => says(other, atom, scenario.membership))) return undefined;
    reasons.add("anotherStatement");
  }
  return [...reasons];
}

/** Whether one atom says at least what another says. */
function says(wider: Atom, atom: Atom, membership: Membership): boolean {
  const account = accountOfArn(atom.principal) ?? "";
  return (
    (wider.principal === atom.principal || wider.principal === "AWS *") &&
    (wider.action === atom.action ||
      (wider.action.endsWith(":*") && atom.action.startsWith(wider.action.slice(0, -1)))) &&
    (wider.resource === atom.resource || wider.resource === "*") &&
    wider.conditions.every(
      ({ operator, key, value }) =>
        (key.startsWith("aws:PrincipalOrg") && coversMember(value, account, membership)) ||
        atom.conditions.some((other) => other.operator === operator && other.key === key && other.value === value),
    )
  );
}

function grantReasons({ grant, operation }: GrantMutation, grants: readonly Grant[]): readonly Reason[] | undefined {
  const another = grants.some(
    ({ id, granteePrincipal }) => id !== grant.id && granteePrincipal === grant.granteePrincipal,
  );
  return operation === "DescribeKey" && another ? ["anotherGrant"] : undefined;
}
