/** A repository's names, as documents use them. */
export interface Names {
  readonly arn: string;
  readonly uri: string;
  readonly name: string;
}

/** A policy text for the destination. */
export interface CarriedPolicy {
  readonly text: string;
  readonly warnings: readonly string[];
}

/** Behind a name, one of these makes it another name. */
const NOT_WITHIN_A_NAME = "(?![a-z0-9._/-])";

/**
 * A policy of the source as the destination gets it: where the source's ARN or address stands, the destination's stands then.
 *
 * @param what - `repository policy`
 */
export function carryPolicy(what: string, text: string, source: Names, destination: Names): CarriedPolicy {
  const replaced = [
    { from: source.arn, to: destination.arn },
    { from: source.uri, to: destination.uri },
  ].map(({ from, to }) => ({ from, to, pattern: new RegExp(escaped(from) + NOT_WITHIN_A_NAME, "g") }));
  const warnings: string[] = [];
  let carried = text;
  for (const { from, to, pattern } of replaced) {
    const count = [...carried.matchAll(pattern)].length;
    carried = carried.replace(pattern, () => to);
    if (count === 0) continue;
    const places = count === 1 ? "in 1 place" : `in ${count} places`;
    warnings.push(`The ${what} names ${from} ${places}. The destination's names ${to} there: read it before you copy.`);
  }
  if (new RegExp(`[:/]${escaped(source.name)}(?=[/*"])`).test(carried) && !carried.includes(`${destination.arn}/`)) {
    warnings.push(
      `The ${what} has a pattern that begins with the name ${source.name}. It is carried as it is: check whether it means the destination.`,
    );
  }
  return { text: carried, warnings };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
