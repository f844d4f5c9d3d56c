import type { CallProof, Opinion } from "../proof/proof";

const SAYS: Readonly<Record<Opinion["says"], { readonly mark: string; readonly one: string; readonly many: string }>> =
  {
    allows: { mark: "✓", one: "allows it", many: "allow it" },
    denies: { mark: "✗", one: "denies it", many: "deny it" },
    nothing: { mark: "·", one: "says nothing", many: "say nothing" },
    unknown: { mark: "?", one: "is not known", many: "are not known" },
  };

/** A sign for what a document says, and the words behind its name: `repository policy of orders` … `says nothing`. */
export function opinionWords({ document, says }: Opinion): { readonly mark: string; readonly words: string } {
  const { mark, one, many } = SAYS[says];
  return { mark, words: /^\S+ policies\b/.test(document.name) ? many : one };
}

/** A sign and a word for what became of a call. */
export const CALL_VERDICTS: Readonly<Record<CallProof["verdict"], { readonly mark: string; readonly word: string }>> = {
  allowed: { mark: "✓", word: "allowed" },
  denied: { mark: "✗", word: "denied" },
  unknown: { mark: "?", word: "not known" },
};
