import type { ConditionJson } from "../policy/policy-json";
import type { OperationId, Verdict } from "./proof";

/**
 * Whom an exception of a party is about: whoever it lists, and for whom its conditions hold. With both, both have to be
 * true.
 */
export interface PartyException {
  /** Accounts, or ARNs of roles and users, with wildcards or without. @default - everybody */
  readonly principals?: readonly string[];
  /** As the `Condition` of a statement. @default - in any case */
  readonly if?: ConditionJson;
}

/** What has to be true of a request beside who makes it. */
export interface PartyConditions {
  /** As the `Condition` of a statement: all of it has to hold. @default - nothing */
  readonly if?: ConditionJson;
  /** What Denies take away: none of these may hold. @default - nothing */
  readonly unless?: readonly PartyException[];
}

/**
 * How a party is called in a file of expected access:
 *
 * - `{ "anyone": {} }`: every AWS account; `{ "anyone": { "StringEquals": { "aws:SourceVpce": "vpce-…" } } }`: everybody for
 *   whom the conditions hold;
 * - `{ "account": "444455556666" }`, `{ "organization": "o-a1b2c3d4e5" }` or a path in it,
 *   `{ "principal": "arn:aws:iam::*:role/ci-*" }`, `{ "service": "codebuild.amazonaws.com" }`, each with `if` and `unless`.
 */
export type PartyName =
  | { readonly anyone: ConditionJson; readonly unless?: readonly PartyException[] }
  | ({ readonly account: string } & PartyConditions)
  | ({ readonly organization: string } & PartyConditions)
  | ({ readonly principal: string } & PartyConditions)
  | ({ readonly service: string } & PartyConditions);

/**
 * The kinds of party: `own-account` are the principals of the registry's or the key's account that no input holds,
 * `unknown` is somebody whom a plan does not say.
 */
export type PartyKind = "anyone" | "account" | "organization" | "principal" | "service" | "own-account" | "unknown";

/** Somebody who has access although the proof has no row with his name. */
export interface Party {
  readonly kind: PartyKind;
  /** In people's words: `every AWS account`, `roles ci-* of any account`. */
  readonly words: string;
  /** How expected access names it; absent for `own-account` and `unknown`, which cannot be named. */
  readonly name?: PartyName;
  /** For `own-account`: which. */
  readonly accountId?: string;
  /** For `unknown`: what would have to be known. */
  readonly unknowns?: readonly string[];
  /** For `unknown`: the id by which `accept` of expected access names it, the same in every run. */
  readonly gap?: string;
}

/** Parties with the same answer: each of `parties` with each of `repositories`. */
export interface PartyCells {
  readonly operation: OperationId;
  readonly documented: Exclude<Verdict, "denied">;
  readonly twoWay: Exclude<Verdict, "denied">;
  /** Indexes into the proof's parties. */
  readonly parties: readonly number[];
  /** Indexes into its repositories. */
  readonly repositories: readonly number[];
}

/** A party that somebody did not expect. */
export interface PartyBeyond {
  readonly party: Party;
  readonly verdict: "allowed" | "unknown";
}
