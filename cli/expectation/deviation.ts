import type { Principal } from "../model/access-model";
import type { Party } from "../proof/party";
import type { AccessProof, OperationId, Verdict } from "../proof/proof";
import type { EVERYTHING } from "./expectation";

/** One answer that is not as intended, before those that belong together are put together. */
export interface Deviation {
  /** As a difference names them. */
  readonly who: string;
  /** The name of the repository, or of a key that encrypts none. */
  readonly where: string;
  readonly operation: OperationId | typeof EVERYTHING;
  readonly expected: "allowed" | "denied";
  readonly actual: Verdict | "missing";
  /** Where the answer stands in which proof. */
  readonly at?: Place;
  readonly party?: Party;
  /** The key, where the file names it. */
  readonly key?: string;
  /** Why, where no answer of a proof says it. */
  readonly because?: string;
  /** For what is not known. */
  readonly gap?: string;
  /** Unknown parties with access to the same: what they depend on may be what this depends on. */
  readonly unknownParties?: readonly Party[];
  /** Whether the file names the operation nowhere. */
  readonly isUnnamed?: boolean;
  /** Whether the file says that they never may, so that naming them elsewhere in it changes nothing. */
  readonly isNever?: boolean;
}

/** A cell of a proof. */
export interface Place {
  readonly proof: AccessProof;
  readonly row: number;
  readonly column: number;
}

/** The id of what is not known of a row, in every repository. */
export function gapOfRow({ kind, name, accountId, arn }: Principal): string {
  if (kind === "role" || kind === "user") return `unknown-access ${kind}/${name} of ${accountId}`;
  return `unknown-access ${kind === "account" ? `account ${accountId}` : arn}`;
}

/** The id of what is not known of a party. */
export function gapOfParty({ gap, words }: Party): string {
  return gap ?? `unknown-access ${words}`;
}
