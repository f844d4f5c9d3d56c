import type { OperationId } from "../proof/proof";
import { ACCESS_CHANGE_KINDS, type AccessChange, type Concerned } from "./access-comparison";
import type { ComparedVerdict } from "./access-comparison";
import { changeBetween } from "./change-between";

/** Two answers about one repository. */
export interface ComparedAnswers {
  readonly operation: OperationId;
  readonly before: ComparedVerdict;
  readonly after: ComparedVerdict;
  /** Index into the repositories of the comparison. */
  readonly repository: number;
}

/** Puts together what changes for one principal or party in the same way. */
export class CollectedChanges {
  readonly #groups = new Map<string, AccessChange & { readonly repositories: number[] }>();

  /**
   * Adds two answers, if they differ or are unknown.
   *
   * @param key - The same for the same principal or party.
   */
  add(key: string, who: Concerned, { operation, before, after, repository }: ComparedAnswers): void {
    const change = changeBetween(before, after);
    if (change === undefined) return;
    const text = `${key} ${operation} ${before} ${after}`;
    const group = this.#groups.get(text);
    if (group === undefined)
      this.#groups.set(text, { change, who, operation, before, after, repositories: [repository] });
    else group.repositories.push(repository);
  }

  /** All changes, gains first, within a kind in the order in which they were added. */
  all(): readonly AccessChange[] {
    const groups = [...this.#groups.values()];
    return ACCESS_CHANGE_KINDS.flatMap((kind) => groups.filter(({ change }) => change === kind));
  }
}
