/** What the properties have seen. */
export class Tally {
  topologies = 0;
  /** Topologies that were refused because a document would be over AWS's size limit. */
  tooLarge = 0;
  /** Decisions compared with what the topology says. */
  decisions = 0;
  /** Calls of principals outside the organizations that a topology names. */
  organizationDecisions = 0;
  readonly #judged = new Map<string, number>();

  /** A question of this kind was put to the oracle. */
  judged(cell: string): void {
    this.decisions += 1;
    this.#judged.set(cell, (this.#judged.get(cell) ?? 0) + 1);
  }

  /** How often each kind of question was put to the oracle. */
  get cells(): ReadonlyMap<string, number> {
    return this.#judged;
  }
}
