import { basename, isAbsolute } from "node:path";
import { groupedBy } from "../toolkit/order";
import type { Source } from "./source";

/** Something that could not be read. */
export interface Gap {
  /**
   * Its kind and its address, the same in every run: `unread-policy aws_ecr_repository_policy.orders`. Expected access
   * accepts a gap by it. What is unknown because of a gap goes by the same id.
   */
  readonly id: string;
  readonly source: Source;
  /** What is missing, and how to give it. */
  readonly message: string;
  /** Whether what is missing could give somebody access to what is shown, or take it away. */
  readonly affectsAccess: boolean;
}

/**
 * The kinds of gap, and whether what is missing could give or take access. It cannot where the answers themselves say
 * what is unknown (a role's IAM policy), and where it is about repositories that are not among those shown.
 */
export const AFFECTS_ACCESS = {
  "errored-plan": true,
  "partial-plan": true,
  "deferred-changes": true,
  "failed-preview": true,
  "unchanged-left-out": true,
  "reads-left-out": true,
  "interrupted-update": true,
  "nothing-found": false,
  "unread-file": true,
  "unread-module": true,
  "unknown-count": true,
  // Of resources that decide about no access.
  "unknown-count-of-others": false,
  // What depends on the other stack is unknown where it is used.
  "unread-stack": false,
  "misspelt-provider": true,
  "same-resource": true,
  "unread-policy": true,
  "unread-iam-policy": false,
  "stray-policy": true,
  "unknown-key": true,
  "stray-attachment": true,
  "stray-membership": true,
  "control-policy-above-accounts": true,
  "stray-control-policy": true,
  "registry-policy": true,
  // A registry policy is a gap of its own, whatever its scope.
  "registry-policy-scope": false,
  "permission-set": true,
  "creation-template": false,
  "pull-through-cache-rule": false,
  "unmatched-setting": false,
} as const;

/** What kind of gap there is. */
export type GapKind = keyof typeof AFFECTS_ACCESS;

/**
 * The id of a gap.
 *
 * @example
 * gapId("stray-policy", "aws_ecr_repository_policy.orders"); // "stray-policy aws_ecr_repository_policy.orders"
 */
export function gapId(kind: GapKind, address: string): string {
  return `${kind} ${address}`;
}

/** A gap of a kind. */
export function gapOf(kind: GapKind, source: Source, message: string): Gap {
  return { id: gapId(kind, source.address), source, message, affectsAccess: AFFECTS_ACCESS[kind] };
}

/** Gaps of which no two that stand in different inputs have the same id. */
export function distinguished(gaps: readonly Gap[]): readonly Gap[] {
  const byId = groupedBy(gaps, ({ id }) => id);
  return gaps.map((gap) => {
    const inputs = new Set(byId.get(gap.id)?.map(({ source }) => source.input));
    const where = ` in ${placeName(gap.source.input)}`;
    return inputs.size < 2 || gap.id.endsWith(where) ? gap : { ...gap, id: `${gap.id}${where}` };
  });
}

/** How an input is called wherever it lies: the folders of one machine are not those of another. */
function placeName(input: string): string {
  return isAbsolute(input) ? basename(input) : input;
}
