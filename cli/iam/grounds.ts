import type { DocumentRole, Evaluation, OwnAccount, PolicyInForce, Sides } from "./evaluate";
import { truthOf } from "./evaluate";
import type { PrincipalMatch } from "./principal";
import { anyWay } from "./principal";
import type { Request } from "./request";
import type { Truth } from "./truth";
import { both, DEPENDS, every, NO, YES } from "./truth";

/** Where an Allow is lacking: a side, or one level of service control policies. */
export interface Lack {
  readonly side: Exclude<DocumentRole, "resource-control">;
  /** The root, unit or account. */
  readonly level?: string;
}

/** What an answer rests on. */
export interface Grounds {
  /**
   * Whether a statement decides, by document and statement: one that denies; where the answer is yes, one that allows;
   * where it is not known, one that might change it.
   */
  readonly decides: readonly (readonly boolean[])[];
  /** For a denial: where an Allow is lacking, whatever is denied besides. */
  readonly lacking: readonly Lack[];
}

/** Works out what an answer of `evaluate` rests on, from what it found. */
export function groundsOf(
  request: Request,
  policies: readonly PolicyInForce[],
  own: OwnAccount,
  { verdict, sides, matches, statements }: Evaluation,
): Grounds {
  const wanted: Truth = verdict === "unknown" ? DEPENDS : YES;
  const parts: ReadonlySet<Part> =
    verdict === "denied" ? new Set(["deny"] as const) : pivotal(request, sides, own, wanted);
  return {
    decides: policies.map(({ role }, document) =>
      (statements[document] ?? []).map(({ effect }, number) => {
        const { truth = NO, principal } = matches[document]?.[number] ?? {};
        return addedTo(role, effect, truth, principal).some(([part, its]) => its === wanted && parts.has(part));
      }),
    ),
    lacking: verdict === "denied" ? lackingIn(request, sides, own) : [],
  };
}

/** The parts of a decision that statements add to. */
const PARTS = ["deny", "identity", "boundary", "direct", "role", "account", "service-control"] as const;
type Part = (typeof PARTS)[number];

/** What a statement adds to which parts. */
function addedTo(
  role: DocumentRole,
  effect: "Allow" | "Deny",
  truth: Truth,
  principal: PrincipalMatch | undefined,
): readonly (readonly [part: Part, truth: Truth])[] {
  if (effect === "Deny") return [["deny", truth]];
  if (role === "resource")
    return (["direct", "role", "account"] as const).map((way) => [way, both(truth, principal?.[way] ?? NO)]);
  return role === "resource-control" ? [] : [[role, truth]];
}

/**
 * The parts on which an answer depends: those that may decide it, whatever becomes of the others that are as certain as
 * they.
 */
function pivotal(request: Request, sides: Sides, own: OwnAccount, wanted: Truth): ReadonlySet<Part> {
  const values = PARTS.map((part) => valueOf(part, sides));
  const open = PARTS.flatMap((_, index) => (values[index] === wanted ? [index] : []));
  const found = new Set<Part>();
  for (let choice = 0; choice < 2 ** open.length; choice++) {
    const chosen = [...values];
    open.forEach((index, bit) => (chosen[index] = (choice >> bit) % 2 === 1 ? YES : NO));
    const truth = truthOf(request, sidesOf(chosen), own);
    for (const index of open) {
      const part = PARTS[index] as Part;
      if (found.has(part) || chosen[index] === YES) continue;
      const otherwise = chosen.map((value, each) => (each === index ? YES : value));
      if (truthOf(request, sidesOf(otherwise), own) !== truth) found.add(part);
    }
  }
  return found;
}

function valueOf(part: Part, { deny, identity, boundary, resource, serviceControl }: Sides): Truth {
  switch (part) {
    case "deny":
      return deny;
    case "identity":
      return identity;
    case "boundary":
      return boundary ?? YES;
    case "service-control":
      return every([...serviceControl.values()], (truth) => truth);
    case "direct":
    case "role":
    case "account":
      return resource[part];
  }
}

function sidesOf(values: readonly Truth[]): Sides {
  const [deny = NO, identity = NO, boundary = NO, direct = NO, role = NO, account = NO, serviceControl = NO] = values;
  return {
    deny,
    identity,
    boundary,
    resource: { direct, role, account },
    serviceControl: new Map([["", serviceControl]]),
  };
}

/** What a request would need besides: in its own account an IAM policy rather than the policy of the resource. */
function lackingIn({ principal, resourceAccount }: Request, sides: Sides, own: OwnAccount): readonly Lack[] {
  const { identity, boundary = YES, resource, serviceControl } = sides;
  const isService = principal.type === "service";
  const lack = (side: Lack["side"], truth: Truth): readonly Lack[] => (truth === NO ? [{ side }] : []);
  if (isService) return lack("resource", resource.direct);
  const levels = [...serviceControl].flatMap(([level, truth]): readonly Lack[] =>
    truth === NO ? [{ side: "service-control", level }] : [],
  );
  const limits = [
    ...lack("boundary", resource.direct === NO || principal.accountId !== resourceAccount ? boundary : YES),
    ...levels,
  ];
  if (principal.accountId !== resourceAccount)
    return [...lack("identity", identity), ...lack("resource", anyWay(resource)), ...limits];
  if (resource.direct !== NO || resource.role !== NO) return limits;
  if (own === "policy-delegates" && resource.account === NO) return [...lack("resource", NO), ...limits];
  return [...lack("identity", identity), ...limits];
}
