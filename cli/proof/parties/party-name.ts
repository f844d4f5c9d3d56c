import { isPattern } from "../../iam/glob";
import { parseOperator } from "../../iam/condition";
import { compareText, parseArn } from "../../../shared/internal";
import type { ConditionJson } from "../../policy/policy-json";
import type { ConditionEntry } from "../../policy/statement-parts";
import { hasUnknown } from "../../policy/unknown";
import type { PartyException, PartyName } from "../party";
import type { Conjunction } from "./conjunction";
import type { PrincipalPiece } from "./principal-pieces";

/** Whom statements let in together, before a name is made of it. */
export interface Described {
  readonly piece: PrincipalPiece;
  /** The account that all callers are of, where the question is about one. */
  readonly account?: string;
  readonly entries: readonly ConditionEntry[];
  readonly unless: readonly PartyException[];
}

/** Operators whose opposite is an operator, too: what a Deny with one of them leaves is said by the other. */
const OPPOSITES: ReadonlyMap<string, string> = new Map([
  ["stringnotequals", "StringEquals"],
  ["stringnotequalsignorecase", "StringEqualsIgnoreCase"],
  ["stringnotlike", "StringLike"],
  ["arnnotequals", "ArnEquals"],
  ["arnnotlike", "ArnLike"],
  ["notipaddress", "IpAddress"],
]);

/** What a Deny leaves, as a condition; `undefined` where no single condition says it. */
export function conditionLeftBy({
  statement,
  conditions,
  principal,
  constant,
}: Conjunction): ConditionEntry | undefined {
  const [only, ...more] = conditions;
  if (only === undefined || more.length > 0 || principal !== undefined || constant !== 2) return undefined;
  if (statement.NotPrincipal !== undefined || only.entry.values.some(hasUnknown)) return undefined;
  const parsed = parseOperator(only.entry.operator);
  if (parsed === undefined) return undefined;
  // "ForAnyValue:StringNotLike" of a key with one value leaves what "StringLike" allows, and requests without the key.
  const opposite = parsed.set === "any" ? undefined : OPPOSITES.get(parsed.base);
  if (opposite !== undefined) {
    const isSet = only.entry.key === "aws:principalorgpaths" || only.entry.key === "aws:sourceorgpaths";
    return { ...only.entry, operator: isSet ? `ForAnyValue:${opposite}` : opposite };
  }
  if (parsed.base === "bool" && !parsed.ifExists && only.entry.values.length === 1)
    return { ...only.entry, operator: "BoolIfExists", values: [opposed(only.entry.values[0] ?? "")] };
  if (parsed.base === "bool" && only.entry.values.length === 1)
    return { ...only.entry, operator: "Bool", values: [opposed(only.entry.values[0] ?? "")] };
  if (parsed.base === "null" && only.entry.values.length === 1)
    return { ...only.entry, values: [opposed(only.entry.values[0] ?? "")] };
  return undefined;
}

function opposed(value: string): string {
  return value.toLowerCase() === "true" ? "false" : "true";
}

/** What a Deny takes away, as an exception; `undefined` where none says it. */
export function exceptionLeftBy({ statement, pieces, conditions, constant }: Conjunction): PartyException | undefined {
  const isOpen = constant !== 2 || statement.NotPrincipal !== undefined || pieces.some((piece) => piece.isOpen);
  if (isOpen || conditions.some(({ entry }) => entry.values.some(hasUnknown))) return undefined;
  const isForAll = pieces.some(({ kind }) => kind === "everyone");
  return {
    ...(isForAll ? {} : { principals: pieces.map(({ value }) => value).sort(compareText) }),
    ...(conditions.length === 0 ? {} : { if: conditionJson(conditions.map(({ entry }) => entry)) }),
  };
}

/** The names of those whom statements let in: one for each account, organization or pattern that a condition lists. */
export function partyNames({ piece, account, entries: written, unless }: Described): readonly PartyName[] {
  const entries = written.filter((entry) => !saysTheAccount(entry, account));
  const rest = (left: readonly ConditionEntry[]): { if?: ConditionJson; unless?: readonly PartyException[] } => ({
    ...(left.length === 0 ? {} : { if: conditionJson(left) }),
    ...(unless.length === 0 ? {} : { unless }),
  });
  if (piece.kind === "service") return [{ service: piece.value, ...rest(entries) }];
  if (piece.kind === "principal") return [{ principal: piece.value, ...rest(entries) }];
  const owner = piece.kind === "account" ? piece.value : account;
  for (const [entry, headsOf] of headConditions(entries, owner)) {
    const left = entries.filter((each) => each !== entry);
    return headsOf.map((head): PartyName => ({ ...head, ...rest(left) }));
  }
  if (owner !== undefined) return [{ account: owner, ...rest(entries) }];
  return [{ anyone: conditionJson(entries), ...(unless.length === 0 ? {} : { unless }) }];
}

/** Whether a condition asks for the account that all callers are of anyway. */
function saysTheAccount(entry: ConditionEntry, account: string | undefined): boolean {
  const isOfAccount = entry.key === "aws:principalaccount" || entry.key === "kms:calleraccount";
  return account !== undefined && isOfAccount && listsValues(entry) && entry.values.includes(account);
}

type Head = { readonly principal: string } | { readonly account: string } | { readonly organization: string };

/** The condition that says best who it is, with what it says. */
function headConditions(
  entries: readonly ConditionEntry[],
  owner: string | undefined,
): readonly (readonly [ConditionEntry, readonly Head[]])[] {
  const found: (readonly [ConditionEntry, readonly Head[]])[] = [];
  for (const [key, head] of HEADS) {
    for (const entry of entries) {
      if (entry.key !== key || !listsValues(entry)) continue;
      const heads = entry.values.map((value) => head(value, owner, entry));
      if (heads.every((each) => each !== undefined)) found.push([entry, heads]);
    }
  }
  return found;
}

/** Whether a condition holds exactly for the values that it lists. */
function listsValues({ operator, values }: ConditionEntry): boolean {
  const parsed = parseOperator(operator);
  return (
    parsed !== undefined &&
    !parsed.ifExists &&
    parsed.set !== "all" &&
    ["stringequals", "stringlike", "arnequals", "arnlike"].includes(parsed.base) &&
    // Of the values of "StringEquals" a wildcard is a character.
    !(parsed.base === "stringequals" && values.some(isPattern)) &&
    !values.some((value) => hasUnknown(value) || value.includes("${"))
  );
}

const HEADS: readonly (readonly [
  string,
  (value: string, owner: string | undefined, entry: ConditionEntry) => Head | undefined,
])[] = [
  ["aws:principalarn", principalHead],
  ["aws:principalaccount", accountHead],
  ["kms:calleraccount", accountHead],
  ["aws:principalorgpaths", (value) => (value.includes("/") ? { organization: value } : undefined)],
  ["aws:principalorgid", (value) => (isPattern(value) ? undefined : { organization: value })],
];

function accountHead(value: string, owner: string | undefined): Head | undefined {
  return /^\d{12}$/.test(value) && (owner === undefined || owner === value) ? { account: value } : undefined;
}

/**
 * A pattern of ARNs whose parts are those of roles and users. The account is filled in where it is known, unless its `*`
 * may stand for more than the account.
 */
function principalHead(value: string, owner: string | undefined, { operator }: ConditionEntry): Head | undefined {
  const { partition, service, accountId, resource } = parseArn(value) ?? {};
  if (service !== "iam" || accountId === undefined || resource === undefined) return undefined;
  if (owner === undefined || owner === accountId) return { principal: value };
  return accountId === "*" && /arn/i.test(operator)
    ? { principal: `arn:${partition ?? "aws"}:iam::${owner}:${resource}` }
    : undefined;
}

/** Conditions as a statement has them, in an order that does not depend on the documents. */
function conditionJson(entries: readonly ConditionEntry[]): ConditionJson {
  const json: Record<string, Record<string, string | readonly string[]>> = {};
  for (const { operator, name, values } of [...entries].sort((a, b) =>
    compareText(`${a.operator} ${a.key}`, `${b.operator} ${b.key}`),
  )) {
    const sorted = [...values].sort(compareText);
    const block = (json[operator] ??= {});
    // Two conditions with one operator and key: either of them covers what both let through.
    if (!Object.hasOwn(block, name)) block[name] = sorted.length === 1 ? (sorted[0] ?? "") : sorted;
  }
  return json;
}
