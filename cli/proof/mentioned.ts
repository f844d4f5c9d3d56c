import { ACCOUNT_ID } from "../toolkit/aws-forms";
import type { ConditionJson, PolicyJson, StatementJson } from "../policy/policy-json";
import { listOf } from "../policy/policy-json";
import { hasUnknown } from "../policy/unknown";
import { accountOfArn, parsePrincipalArn, servicePrincipalFor, wholeAccount } from "../policy/principal-arn";

/**
 * Somebody whom a policy names: a role or user by ARN, an account or organization by id, Lambda by the account of its
 * functions, other services by the resource they work for.
 */
export interface Mentioned {
  readonly kind: "principal" | "account" | "organization" | "lambda" | "service";
  readonly value: string;
  /** For Lambda. */
  readonly region?: string;
}

/** Where a policy stands. */
export interface Place {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
  readonly isKey: boolean;
}

/** Whom the Allow statements of a policy name. */
export function mentionedIn(policy: PolicyJson, place: Place): readonly Mentioned[] {
  return policy.Statement.flatMap((statement) =>
    statement.Effect === "Allow" && statement.Principal !== undefined ? mentionedBy(statement, place) : [],
  );
}

function mentionedBy({ Principal = "*", Condition }: StatementJson, place: Place): readonly Mentioned[] {
  const byKind = typeof Principal === "string" ? { AWS: Principal } : Principal;
  const direct = listOf(byKind["AWS"]).filter((value) => !hasUnknown(value));
  const values = (key: string): readonly string[] => valuesOf(Condition, key);
  const narrowedTo = values("aws:principalarn");
  const organizations = [...values("aws:principalorgid"), ...values("aws:principalorgpaths")];
  return [
    ...direct.flatMap((value): readonly Mentioned[] =>
      parsePrincipalArn(value) === undefined ? [] : [{ kind: "principal", value }],
    ),
    ...direct.flatMap((value): readonly Mentioned[] => {
      const account = wholeAccount(value);
      if (account === undefined || narrowedTo.length > 0) return [];
      // A key policy says who may use the key; whose images those are, the repository policies say.
      return place.isKey ? [] : [{ kind: "account", value: account }];
    }),
    ...(direct.some((value) => value === "*" || wholeAccount(value) !== undefined)
      ? narrowedTo.flatMap((value): readonly Mentioned[] =>
          parsePrincipalArn(value) === undefined ? [] : [{ kind: "principal", value }],
        )
      : []),
    ...(direct.includes("*") && !place.isKey
      ? organizations
          .filter((value) => /^o-[a-z0-9]+(?:\/[\w/-]*\*?)?$/.test(value))
          .map((value): Mentioned => ({ kind: "organization", value }))
      : []),
    ...(listOf(byKind["Service"]).includes("lambda.amazonaws.com") && !place.isKey ? lambdaOf(Condition, place) : []),
    ...(place.isKey ? [] : resourcesOf(listOf(byKind["Service"]), Condition)),
  ];
}

/**
 * Whether everybody for whom a statement may be has a row: roles and users by ARN, and accounts as a whole, which have
 * one where a repository policy names them, unless a pattern narrows them to some that nobody names.
 */
export function speaksForRowsOnly(statement: StatementJson, isOfKey: boolean): boolean {
  const { Principal, Condition } = statement;
  if (Principal === undefined || typeof Principal === "string" || hasUnknown(statement)) return false;
  if (Object.keys(Principal).some((kind) => kind !== "AWS")) return false;
  const narrowedTo = valuesOf(Condition, "aws:principalarn");
  const isNarrowed = narrowedTo.length > 0 && narrowedTo.every((value) => parsePrincipalArn(value) !== undefined);
  return listOf(Principal["AWS"]).every((value) =>
    wholeAccount(value) === undefined
      ? parsePrincipalArn(value) !== undefined
      : isNarrowed || (!isOfKey && narrowedTo.length === 0),
  );
}

function lambdaOf(condition: ConditionJson | undefined, { accountId, region }: Place): readonly Mentioned[] {
  const functions = valuesOf(condition, "aws:sourcearn").flatMap((value) => {
    const account = accountOfArn(value);
    return ACCOUNT_ID.test(account) ? [account] : [];
  });
  const accounts = [
    ...functions,
    ...valuesOf(condition, "aws:sourceaccount").filter((value) => ACCOUNT_ID.test(value)),
  ];
  const meant = accounts.length > 0 ? accounts : [accountId];
  return [...new Set(meant)].map((value) => ({ kind: "lambda", value, region }));
}

/**
 * The resources for which services may come as themselves. A service that may come for any customer of AWS is left out.
 */
function resourcesOf(services: readonly string[], condition: ConditionJson | undefined): readonly Mentioned[] {
  return valuesOf(condition, "aws:sourcearn").flatMap((value): readonly Mentioned[] => {
    const service = servicePrincipalFor(value);
    return service !== undefined && services.includes(service) ? [{ kind: "service", value }] : [];
  });
}

/** The values that a condition asks for in a context key, by an operator that asks for one of them. */
function valuesOf(condition: ConditionJson | undefined, key: string): readonly string[] {
  return Object.entries(condition ?? {}).flatMap(([operator, block]) =>
    /not|null/i.test(operator)
      ? []
      : Object.entries(block).flatMap(([name, values]) =>
          name.toLowerCase() === key
            ? listOf(values)
                .map(String)
                .filter((value) => !hasUnknown(value))
            : [],
        ),
  );
}
