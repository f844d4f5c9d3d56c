import { proveAccessModel } from "../../../../cli/proof/prove";
import type { AccessProof } from "../../../../cli/proof/proof";
import { Random } from "../../../properties/random";
import { Finder } from "./finder";
import type { Hidden } from "./search";
import { hidden } from "./search";
import type { PolicySet } from "./sets";
import { randomSet } from "./sets";
import type { UnknownCount } from "./unknowns";
import { countUnknown } from "./unknowns";
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
  readonly unknown: UnknownCount["unknown"];
  readonly unexplained: readonly { readonly why: string; readonly set: number }[];
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
    unexplained: [] as UniversalResult["unexplained"][number][],
  };
  const unknown = { inputs: 0, request: 0, open: 0 };
  const numbers = { witnesses: 0, answers: 0, undecided: 0 };
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
          const count = await countUnknown(proof);
          numbers.answers += count.answers;
          for (const each of ["inputs", "request", "open"] as const) unknown[each] += count.unknown[each];
          result.unexplained.push(...count.unexplained.map((why) => ({ why, set })));
        }
      } catch (error) {
        if (!(error instanceof Error && error.message.startsWith("the solver did not decide"))) throw error;
        numbers.undecided += 1;
      }
      onProgress?.(set + 1);
    }
    return { ...result, ...numbers, unknown, sentences: finder.asked };
  } finally {
    await finder.end();
  }
}
