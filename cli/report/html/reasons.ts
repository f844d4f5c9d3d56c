import type { CellGroup } from "../../proof/proof";
import { explainGroups } from "../explained-groups";
import type { CheckReport } from "../report";
import { looksLikeMistake, verdictOf } from "../../proof/kms-model";
import { explanationMarkup } from "./explanation";
import type { Markup } from "../../toolkit/markup";

/** So much the page holds: what is left out is explained by `--explain`. */
const MOST = { groups: 400, characters: 4_000_000 };

/** The reasons that a page holds. */
export interface EmbeddedReasons {
  readonly reasons: ReadonlyMap<CellGroup, Markup>;
  /** How many groups have none. */
  readonly left: number;
}

/** The reasons of as many groups as fit: those that look like mistakes first, then unknown answers, then the others. */
export async function embeddedReasons({ proof, kmsModel }: CheckReport): Promise<EmbeddedReasons> {
  const rank = ({ cell }: CellGroup): number => {
    if (looksLikeMistake(cell, kmsModel)) return 0;
    return ["unknown", "denied", "allowed", "none"].indexOf(verdictOf(cell, kmsModel)) + 1;
  };
  const byRank = [...proof.groups].sort((one, other) => rank(one) - rank(other));
  const { explained } = await explainGroups(proof, byRank, MOST.groups);
  const reasons = new Map<CellGroup, Markup>();
  let characters = 0;
  for (const { group, explanation } of explained) {
    const markup = explanationMarkup(explanation, kmsModel);
    characters += markup.source.length;
    if (characters > MOST.characters) break;
    reasons.set(group, markup);
  }
  return { reasons, left: proof.groups.length - reasons.size };
}
