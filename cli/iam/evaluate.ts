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

/** What the documents say together, by the part that they take: what holds of it for certain, perhaps, or not. */
export interface Sides {
  /** Whether something denies explicitly. */
  readonly deny: Truth;
  readonly identity: Truth;
  /** Absent where the principal has none. */
  readonly boundary?: Truth;
  /** By the ways in which resource policies name the principal. */
  readonly resource: PrincipalMatch;
  /** By the root, unit or account that service control policies hang on. */
  readonly serviceControl: ReadonlyMap<string, Truth>;
}

/** The answer to a request, with what each statement has to do with it. */
export interface Evaluation {
  readonly verdict: "allowed" | "denied" | "unknown";
  /** By document and statement, in the order given. */
  readonly matches: readonly (readonly StatementMatch[])[];
  /** By document and statement. */
  readonly statements: readonly (readonly CompiledStatement[])[];
  readonly sides: Sides;
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
  const serviceControl = new Map<string, Truth>();
  policies.forEach(({ role, level = "" }, index) => {
    const said = sayingOf(statements[index] ?? [], matches[index] ?? []);
    deny = either(deny, said.deny);
    if (role === "identity") identity = either(identity, said.allow);
    else if (role === "boundary") boundary = either(boundary ?? NO, said.allow);
    else if (role === "resource") resource = united(resource, said);
    else if (role === "service-control") serviceControl.set(level, either(serviceControl.get(level) ?? NO, said.allow));
  });
  const sides: Sides = { deny, identity, ...(boundary === undefined ? {} : { boundary }), resource, serviceControl };
  const truth = truthOf(request, sides, own);
  return { verdict: truth === YES ? "allowed" : truth === NO ? "denied" : "unknown", matches, statements, sides };
}

/** Whether a request is allowed, by what the documents say together. */
export function truthOf(request: Request, sides: Sides, own: OwnAccount): Truth {
  const isService = request.principal.type === "service";
  // What a resource control policy does not deny it allows: AWS attaches RCPFullAWSAccess everywhere.
  const serviceControl = isService ? YES : [...sides.serviceControl.values()].reduce(both, YES);
  return both(both(grantOf(request, sides, own), not(sides.deny)), serviceControl);
}

/** Whether identity and resource policies give a request what it needs, within the boundary. */
function grantOf({ principal, resourceAccount }: Request, sides: Sides, own: OwnAccount): Truth {
  const { identity, boundary = YES, resource } = sides;
  if (principal.type === "service") return resource.direct;
  const byPrincipal = both(identity, boundary);
  if (principal.accountId !== resourceAccount) return both(byPrincipal, anyWay(resource));
  const byPolicy = either(resource.direct, both(resource.role, boundary));
  return either(byPolicy, own === "iam-decides" ? byPrincipal : both(byPrincipal, anyWay(resource)));
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
