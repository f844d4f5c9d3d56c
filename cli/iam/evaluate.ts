import type { StatementJson } from "../policy/policy-json";
import type { PrincipalMatch } from "./principal";
import { anyWay } from "./principal";
import type { Request } from "./request";
import type { CompiledStatement, Reading, StatementMatch } from "./statement";
import { compileStatement } from "./statement";
import type { Truth } from "./truth";
import { both, either, NO, not, YES } from "./truth";

/** What part a document takes in a decision. */
export type DocumentRole = "identity" | "boundary" | "service-control" | "resource-control" | "resource";

/** A policy that is in force for a request. */
export interface PolicyInForce {
  readonly role: DocumentRole;
  /** The root, unit or account that a control policy hangs on. */
  readonly level?: string;
  readonly statements: readonly StatementJson[];
  readonly reading: Reading;
}

/** The answer to a request, with what each statement has to do with it. */
export interface Evaluation {
  readonly verdict: "allowed" | "denied" | "unknown";
  /** By document and statement, in the order given. */
  readonly matches: readonly (readonly StatementMatch[])[];
  /** By document and statement. */
  readonly statements: readonly (readonly CompiledStatement[])[];
}

/**
 * How the account that owns a resource decides about its own principals: by IAM policies alone, as most services do, or
 * only as far as the resource's policy lets them, as AWS KMS does.
 */
export type OwnAccount = "iam-decides" | "policy-delegates";

/**
 * Decides a request in AWS's order: an explicit Deny anywhere, service control policies level by level, resource
 * policies, identity policies within the boundary.
 *
 * @param own - How the resource's own account decides.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(request: Request, policies: readonly PolicyInForce[], own: OwnAccount): Evaluation {
  const statements = policies.map((policy) =>
    policy.statements.map((statement) => compileStatement(statement, policy.reading)),
  );
  const matches = statements.map((list) => list.map((statement) => statement.match(request)));
  let deny: Truth = NO;
  let identity: Truth = NO;
  let boundary: Truth | undefined;
  let resource: PrincipalMatch = { direct: NO, role: NO, account: NO };
  const levels = new Map<string, Truth>();
  policies.forEach(({ role, level = "" }, index) => {
    const said = sayingOf(statements[index] ?? [], matches[index] ?? []);
    deny = either(deny, said.deny);
    if (role === "identity") identity = either(identity, said.allow);
    else if (role === "boundary") boundary = either(boundary ?? NO, said.allow);
    else if (role === "resource") resource = united(resource, said);
    else if (role === "service-control") levels.set(level, either(levels.get(level) ?? NO, said.allow));
  });
  const isService = request.principal.type === "service";
  const limit = boundary ?? YES;
  // What a resource control policy does not deny it allows: AWS attaches RCPFullAWSAccess everywhere.
  const serviceControl = isService ? YES : [...levels.values()].reduce(both, YES);
  const byPrincipal = both(identity, limit);
  const byPolicy = either(resource.direct, both(resource.role, limit));
  const isOwn = request.principal.accountId === request.resourceAccount;
  const granted = isService
    ? resource.direct
    : !isOwn
      ? both(byPrincipal, anyWay(resource))
      : own === "iam-decides"
        ? either(byPrincipal, byPolicy)
        : either(byPolicy, both(byPrincipal, anyWay(resource)));
  const truth = both(both(granted, not(deny)), serviceControl);
  return {
    verdict: truth === YES ? "allowed" : truth === NO ? "denied" : "unknown",
    matches,
    statements,
  };
}

interface Said extends PrincipalMatch {
  readonly deny: Truth;
  readonly allow: Truth;
}

function sayingOf(statements: readonly CompiledStatement[], matches: readonly StatementMatch[]): Said {
  let deny: Truth = NO;
  let allow: Truth = NO;
  let says: PrincipalMatch = { direct: NO, role: NO, account: NO };
  matches.forEach(({ truth, principal }, index) => {
    if (truth === NO) return;
    if (statements[index]?.effect === "Deny") {
      deny = either(deny, truth);
      return;
    }
    allow = either(allow, truth);
    if (principal === undefined) return;
    says = united(says, {
      direct: both(principal.direct, truth),
      role: both(principal.role, truth),
      account: both(principal.account, truth),
    });
  });
  return { deny, allow, ...says };
}

function united(one: PrincipalMatch, other: PrincipalMatch): PrincipalMatch {
  return {
    direct: either(one.direct, other.direct),
    role: either(one.role, other.role),
    account: either(one.account, other.account),
  };
}
