import { charactersOf, complementOf, languageOf, type Language } from "../../iam/language";
import { textInAll, UNDECIDED } from "../../iam/text-search";

const remembered = new Map<string, string | typeof UNDECIDED | undefined>();

/** How many texts that do not count are passed over. */
const MOST_PASSED_OVER = 64;

/** A text of all the languages that is none of those excluded. */
export function textBeyond(
  languages: readonly Language[],
  excluded: ReadonlySet<string>,
): string | typeof UNDECIDED | undefined {
  let asked = languages;
  for (let round = 0; round < MOST_PASSED_OVER; round += 1) {
    const found = textInAllRemembered(asked);
    if (typeof found !== "string" || !excluded.has(found)) return found;
    asked = [...asked, complementOf(languageOf([[...charactersOf(found)]]))];
  }
  return UNDECIDED;
}

function textInAllRemembered(languages: readonly Language[]): string | typeof UNDECIDED | undefined {
  const key = languages
    .map(({ id }) => id)
    .sort()
    .join("\n");
  if (remembered.has(key)) return remembered.get(key);
  const found = textInAll(languages);
  remembered.set(key, found);
  return found;
}
