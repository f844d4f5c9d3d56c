import type { Gap, Input, Principal, Repository } from "../model/access-model";
import type { Party } from "../proof/party";
import type { KmsModel, OperationId } from "../proof/proof";

/**
 * What became of somebody's access:
 *
 * - `gain`: it is certain now, and was not before;
 * - `possible-gain`: it was certain that there is none, and is not now;
 * - `loss`: there was access, and certainly is none now;
 * - `possible-loss`: there was, or may have been, access, and it is not certain that there still is;
 * - `unknown`: nobody knows, neither before nor now.
 */
export type AccessChangeKind = "gain" | "possible-gain" | "loss" | "possible-loss" | "unknown";

/** The kinds of change, in the order in which they are shown. */
export const ACCESS_CHANGE_KINDS: readonly AccessChangeKind[] = [
  "gain",
  "possible-gain",
  "loss",
  "possible-loss",
  "unknown",
];

/** The answer of one side; `absent` where its inputs have no such principal, or no such repository. */
export type ComparedVerdict = "allowed" | "unknown" | "denied" | "absent";

/** Who gains or loses: a role or user, or a party. */
export type Concerned =
  | {
      /** A role or user, as the new inputs have it, or else the old ones. */
      readonly principal: Principal;
    }
  | {
      /** Anybody else. */
      readonly party: Party;
    };

/** The same change of somebody's access to several repositories. */
export interface AccessChange {
  /** What became of it. */
  readonly change: AccessChangeKind;
  /** Whose access it is. */
  readonly who: Concerned;
  /** What they may, or could, do. */
  readonly operation: OperationId;
  /** The answer by the old inputs. */
  readonly before: ComparedVerdict;
  /** The answer by the new inputs. */
  readonly after: ComparedVerdict;
  /** Indexes into the repositories of the comparison. */
  readonly repositories: readonly number[];
}

/** A repository of either side. */
export interface ComparedRepository {
  /** As the new inputs have it, or else the old ones. */
  readonly repository: Repository;
  /** `new`: the old inputs do not have it. `gone`: the new ones do not. */
  readonly presence: "both" | "new" | "gone";
}

/** Something that could not be read and may give or take access. */
export interface GapChange {
  /** A gap of the new inputs alone may hide a gain, one of the old alone a loss. */
  readonly change: "possible-gain" | "possible-loss" | "unknown";
  /** What it is. */
  readonly gap: Gap;
}

/** How much changes: each principal or party with each operation and repository counts as one. */
export type ComparisonSummary = Readonly<Record<AccessChangeKind, number>>;

/** Who gains and who loses access between two sets of inputs. */
export interface AccessComparison {
  /** By which model. */
  readonly kmsModel: KmsModel;
  /** What was read. */
  readonly inputs: {
    /** What is to be. */
    readonly new: readonly Input[];
    /** What it is compared with. */
    readonly old: readonly Input[];
  };
  /** The repositories of both sides, each once. */
  readonly repositories: readonly ComparedRepository[];
  /** Gains first. What stays allowed or denied is not among them. */
  readonly changes: readonly AccessChange[];
  /** What could not be read and may hide a change. */
  readonly gaps: readonly GapChange[];
  /** Whom no input holds, so that nobody can compare them: principals of the registry's and the key's account. */
  readonly notCompared: readonly Party[];
  /** How much changes. */
  readonly summary: ComparisonSummary;
  /** Whether somebody gains access, or may. */
  readonly hasNewAccess: boolean;
}
