/** GitHub refuses comments above 65,536 characters; the rest is room for what a workflow puts around the report. */
const MOST_CHARACTERS = 65_000;

/** A comment of as many whole parts as fit into one, and where not all do, the note behind them. */
export function cutToFit(parts: readonly string[], note: string): string {
  const whole = parts.join("");
  if (whole.length < MOST_CHARACTERS) return whole;
  let kept = "";
  for (const part of parts) {
    if (kept.length + part.length + note.length >= MOST_CHARACTERS) break;
    kept += part;
  }
  return kept + note;
}
