import { proveAccessModel } from "../../../../cli/proof/prove";
import type { AccessProof } from "../../../../cli/proof/proof";
import { Random } from "../../../properties/random";
import { Finder } from "./finder";
import type { Hidden } from "./search";
import { hidden } from "./search";
import type { PolicySet } from "./sets";
import { randomSet } from "./sets";
import type { Unfounded } from "./witness";
import { witnessed } from "./witness";

/** What was found in random sets of policies. */
export interface UniversalResult {
  /** Requests that are let through and that no row and no party shows, with the number of their set. */
  readonly hidden: readonly (Hidden & { readonly set: number })[];
  readonly unfounded: readonly (Unfounded & { readonly set: number })[];
  /** Definite answers for which a request was looked for. */
  readonly witnesses: number;
  /** Answers, and those that are unknown, of sets that leave nothing unknown. */
  readonly answers: number;
  readonly unknown: number;
  /** How many sentences the solver was given, and how many it did not decide in time. */
  readonly sentences: number;
  readonly undecided: number;
}

/** How a run may be changed. */
export interface RunOptions {
  readonly onProgress?: (done: number) => void;
  /** Proves a set in a way of its own. */
  readonly prove?: (set: PolicySet) => Promise<AccessProof>;
}

/** Looks through random sets of policies for access that the proof does not show, and for access that nobody has. */
export async function searchRandomSets(
  sets: number,
  seed: number,
  { onProgress, prove = async ({ model }) => proveAccessModel(model) }: RunOptions = {},
): Promise<UniversalResult> {
  const random = new Random(seed);
  const result = {
    hidden: [] as UniversalResult["hidden"][number][],
    unfounded: [] as UniversalResult["unfounded"][number][],
  };
  const numbers = { witnesses: 0, answers: 0, unknown: 0, sentences: 0, undecided: 0 };
  const finder = await Finder.start();
  try {
    for (let set = 0; set < sets; set++) {
      const policies = randomSet(random);
      const proof = await prove(policies);
      try {
        const origins = set % 4 === 0 ? "each" : "one";
        const found = await hidden(finder, proof, policies.model, origins);
        result.hidden.push(...found.map((each) => ({ ...each, set })));
        if (!policies.hasUnknown) {
          const { asked, unfounded } = await witnessed(finder, proof);
          numbers.witnesses += asked;
          result.unfounded.push(...unfounded.map((each) => ({ ...each, set })));
          for (const verdict of verdictsOf(proof)) {
            numbers.answers += 1;
            if (verdict === "unknown") numbers.unknown += 1;
          }
        }
      } catch (error) {
        if (!(error instanceof Error && error.message.startsWith("the solver did not decide"))) throw error;
        numbers.undecided += 1;
      }
      onProgress?.(set + 1);
    }
    return { ...result, ...numbers, sentences: finder.asked };
  } finally {
    await finder.end();
  }
}

function verdictsOf({ groups, partyCells }: AccessProof): readonly string[] {
  const ofRows = groups.flatMap(({ cell, principals, repositories }) =>
    Array.from({ length: principals.length * repositories.length }, () => [cell.documented, cell.twoWay]).flat(),
  );
  const ofParties = partyCells.flatMap(({ documented, twoWay, parties, repositories }) =>
    Array.from({ length: parties.length * repositories.length }, () => [documented, twoWay]).flat(),
  );
  return [...ofRows, ...ofParties].filter((verdict) => verdict !== "none");
}
