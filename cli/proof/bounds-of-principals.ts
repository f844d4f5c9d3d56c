import type { ConditionJson, PrincipalJson, StatementJson } from "../policy/policy-json";
import { listOf } from "../policy/policy-json";
import { hasUnknown, replaceUnknowns } from "../policy/unknown";

/** Who a statement can speak of at most: a principal, narrowed by a condition where a part of it is known. */
interface WidePrincipal {
  readonly who: Partial<StatementJson>;
  readonly only: ConditionJson;
}

/** At least and at most the principals of a statement. */
export function principalBounds(
  principal: PrincipalJson | undefined,
  notPrincipal: PrincipalJson | undefined,
): { readonly narrow?: Partial<StatementJson>; readonly wide: readonly WidePrincipal[] } {
  if (notPrincipal !== undefined) {
    if (!hasUnknown(notPrincipal)) return same({ NotPrincipal: notPrincipal });
    const known = knownOf(notPrincipal);
    return {
      wide: [{ who: known === undefined ? { Principal: "*" } : { NotPrincipal: known }, only: {} }],
    };
  }
  if (principal === undefined) return same({});
  if (!hasUnknown(principal)) return same({ Principal: principal });
  const known = knownOf(principal);
  return {
    ...(known === undefined ? {} : { narrow: { Principal: known } }),
    wide: [
      ...(known === undefined ? [] : [{ who: { Principal: known }, only: {} }]),
      ...unknownOf(principal).map(widest),
    ],
  };
}

function same(who: Partial<StatementJson>): { narrow: Partial<StatementJson>; wide: readonly WidePrincipal[] } {
  return { narrow: who, wide: [{ who, only: {} }] };
}

function knownOf(principal: PrincipalJson): PrincipalJson | undefined {
  if (typeof principal === "string") return hasUnknown(principal) ? undefined : principal;
  const kinds = Object.entries(principal).flatMap(([kind, values]) => {
    const known = listOf(values).filter((value) => !hasUnknown(value));
    return known.length > 0 && !hasUnknown(kind) ? [[kind, known] as const] : [];
  });
  return kinds.length > 0 ? Object.fromEntries(kinds) : undefined;
}

function unknownOf(principal: PrincipalJson): readonly (readonly [kind: string, value: string])[] {
  if (typeof principal === "string") return [["AWS", principal]];
  return Object.entries(principal).flatMap(([kind, values]) =>
    listOf(values)
      .filter((value) => hasUnknown(value))
      .map((value) => [kind, value] as const),
  );
}

/** A service of which a part is not known may be the one service that the proof asks for. */
function widest([kind, value]: readonly [kind: string, value: string]): WidePrincipal {
  if (kind === "Service") return { who: { Principal: { Service: ["lambda.amazonaws.com"] } }, only: {} };
  const pattern = replaceUnknowns(value, "*");
  const isPrincipal = /^arn:[^:]+:iam::\d{12}:(?:role|user)\//.test(pattern);
  return {
    who: { Principal: "*" },
    only: isPrincipal ? { ArnLike: { "aws:PrincipalArn": [pattern] } } : {},
  };
}
