import { compareText } from "../../../shared/internal";
import type { PartyName } from "../party";
import { conditionLeftBy, exceptionLeftBy, partyNames } from "./party-name";
import type { PrincipalPiece } from "./principal-pieces";
import type { SearchSpace } from "./search-space";
import type { InCall } from "./statements-in-force";

/** The names of those whom statements let in together, less what Denies take away. */
export function namesOfCombination(
  space: SearchSpace,
  combination: readonly InCall[],
  piece: PrincipalPiece,
): readonly PartyName[] {
  const open = new Map(
    combination
      .flatMap(({ conjunction }) => conjunction.conditions.map(({ entry }) => entry))
      .map((entry) => [JSON.stringify(entry), entry]),
  );
  const unless = new Map<string, NonNullable<ReturnType<typeof exceptionLeftBy>>>();
  for (const { call, conjunction } of space.denies) {
    const left = conditionLeftBy(conjunction);
    if (left !== undefined) {
      open.set(JSON.stringify(left), left);
      continue;
    }
    const exception = space.overlaps(combination, piece, call, conjunction) ? exceptionLeftBy(conjunction) : undefined;
    if (exception !== undefined) unless.set(JSON.stringify(exception), exception);
  }
  const { account } = space.variant;
  const exceptions = [...unless].sort(([a], [b]) => compareText(a, b)).map(([, exception]) => exception);
  return partyNames({
    piece,
    ...(account === undefined ? {} : { account }),
    entries: [...open.values()],
    unless: exceptions,
  });
}
