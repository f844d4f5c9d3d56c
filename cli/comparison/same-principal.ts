import type { Principal } from "../model/access-model";
import { principalIdentity } from "../proof/complete-model";
import { isStandInName } from "../resources/computed-attributes";

/** A principal of either side, with its indexes. */
export interface ComparedPrincipal {
  readonly principal: Principal;
  /** Its row in the new proof; absent where that has none. */
  readonly after?: number;
  /** Its row in the old proof; absent where that has none. */
  readonly before?: number;
}

/**
 * The principals of both sides, each once: those of the new side first. Roles and users are the same by account and
 * name; where the name is chosen at deployment, by their address.
 */
export function comparedPrincipals(
  after: readonly Principal[],
  before: readonly Principal[],
): readonly ComparedPrincipal[] {
  const byIdentity = new Map(before.map((principal, index) => [principalIdentity(principal), index]));
  const named = new Set(after.map(principalIdentity));
  const byPlace = new Map<string, number[]>();
  for (const [index, principal] of before.entries()) {
    const place = named.has(principalIdentity(principal)) ? undefined : placeText(principal);
    if (place !== undefined) byPlace.set(place, [...(byPlace.get(place) ?? []), index]);
  }
  const found = new Set<number>();
  const all = after.map((principal, index): ComparedPrincipal => {
    const same = byIdentity.get(principalIdentity(principal)) ?? samePlace(principal);
    if (same === undefined) return { principal, after: index };
    found.add(same);
    return { principal, after: index, before: same };
  });
  const gone = before.flatMap((principal, index) => (found.has(index) ? [] : [{ principal, before: index }]));
  return [...all, ...gone];

  function samePlace(principal: Principal): number | undefined {
    const [index = -1, another] = byPlace.get(placeText(principal) ?? "") ?? [];
    const other = before[index];
    if (other === undefined || another !== undefined || found.has(index)) return undefined;
    return isNamedAtDeployment(principal, other) ? index : undefined;
  }
}

function placeText({ kind, accountId, source }: Principal): string | undefined {
  return source === undefined ? undefined : `${kind} ${accountId} ${source.address}`;
}

/** A role that gets another name on purpose is another role. */
function isNamedAtDeployment(a: Principal, b: Principal): boolean {
  return isStandIn(a) || isStandIn(b) || (isNamedByPulumi(a) && isNamedByPulumi(b));
}

/** Whether the name is one that `computedAttributes` puts in place of what Terraform will choose. */
function isStandIn({ name, source }: Principal): boolean {
  return source !== undefined && isStandInName(name, source);
}

/** Pulumi adds seven digits to the name of the resource: others in each preview, until the resource exists. */
function isNamedByPulumi({ name, source }: Principal): boolean {
  const [, resource] = /^urn:pulumi:.*::([^:]+)$/.exec(source?.address ?? "") ?? [];
  if (resource === undefined || !name.startsWith(`${resource}-`)) return false;
  return /^[0-9a-f]{7}$/.test(name.slice(resource.length + 1));
}
