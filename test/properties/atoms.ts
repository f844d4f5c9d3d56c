import type { PlainStatement } from "./statement-change";
import { listOf } from "./planned-documents";

/** The smallest thing that a statement says: one principal, one action, one resource, one value of each condition. */
export interface Atom {
  /** `AWS arn:…`, `Service …`; empty in IAM policies. */
  readonly principal: string;
  readonly action: string;
  /** Empty in repository policies. */
  readonly resource: string;
  readonly conditions: readonly AtomCondition[];
}

/** One condition with one value; "all of these values" counts as one. */
export interface AtomCondition {
  readonly operator: string;
  readonly key: string;
  readonly value: string;
}

/** Everything that a statement says. */
export function atomsOf(statement: PlainStatement): readonly Atom[] {
  const principals =
    statement.Principal === undefined
      ? [""]
      : Object.entries(statement.Principal).flatMap(([type, values]) =>
          listOf(values).map((value) => `${type} ${value}`),
        );
  const resources = statement.Resource === undefined ? [""] : listOf(statement.Resource);
  const conditions = product(
    Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => {
        const alternatives = operator.startsWith("ForAllValues:") ? [listOf(values).join(" ")] : listOf(values);
        return alternatives.map((value): AtomCondition => ({ operator, key, value }));
      }),
    ),
  );
  return principals.flatMap((principal) =>
    conditions.flatMap((each) =>
      resources.flatMap((resource) =>
        listOf(statement.Action).map((action) => ({ principal, action, resource, conditions: each })),
      ),
    ),
  );
}

/** An atom as a text: the same for the same. */
export function atomText({ principal, action, resource, conditions }: Atom): string {
  return JSON.stringify([
    principal,
    action,
    resource,
    ...conditions.map(({ operator, key, value }) => `${operator} ${key} ${value}`),
  ]);
}

/** The value of a condition of an atom, whatever the operator. */
export function conditionValue({ conditions }: Atom, key: string): string | undefined {
  return conditions.find((condition) => condition.key.toLowerCase() === key.toLowerCase())?.value;
}

/** The account of an ARN. */
export function accountOfArn(arn: string): string | undefined {
  return /^(?:AWS )?arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1];
}

/** Whether somebody can meet an atom: nobody is of two accounts, and no service works for one account's resource in another's name. */
export function isPossible(atom: Atom): boolean {
  const accounts = [
    accountOfArn(atom.principal),
    accountOfArn(conditionValue(atom, "aws:PrincipalArn") ?? ""),
    accountOfArn(conditionValue(atom, "aws:SourceArn") ?? ""),
    /^\d{12}$/.exec(conditionValue(atom, "aws:SourceAccount") ?? "")?.[0],
  ].filter((account) => account !== undefined);
  return new Set(accounts).size <= 1;
}

function product<T>(lists: readonly (readonly T[])[]): readonly (readonly T[])[] {
  return lists.reduce<readonly (readonly T[])[]>(
    (combinations, list) => combinations.flatMap((combination) => list.map((value) => [...combination, value])),
    [[]],
  );
}
