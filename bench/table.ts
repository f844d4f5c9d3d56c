import type { Figure } from "./figure";

/** The heading of a benchmark's rows. */
export function title(benchmark: string): string {
  return [benchmark.padEnd(NAME), "ours".padStart(VALUE), "peer".padStart(VALUE), "ratio".padStart(8), "  aim"].join(
    " ",
  );
}

const NAME = 62;
const VALUE = 18;

/** One figure as a row of the table. */
export function tableRow({ name, ours, peer, peerName, ratio, unit, aim, spread, note }: Figure): string {
  const [mine, theirs] = [value(ours, unit, spread?.[0]), value(peer, unit, spread?.[1])];
  const verdict = aim === undefined ? "" : `  ≤ ${aim} ${ratio <= aim ? "met" : "MISSED"}`;
  const label = `  ${name.replace(/^[\w-]+: /, "")}`.padEnd(NAME);
  const row = [label, mine.padStart(VALUE), theirs.padStart(VALUE), number(ratio).padStart(8)].join(" ") + verdict;
  return `${row}\n    beside ${peerName}${note === undefined ? "" : `; ${note}`}`;
}

/** How many aims were met. */
export function summary(figures: readonly Figure[]): string {
  const aimed = figures.flatMap(({ ratio, aim }) => (aim === undefined ? [] : [ratio <= aim]));
  return `${aimed.filter(Boolean).length} of ${aimed.length} aims met`;
}

function value(amount: number, unit: string, spread: number | undefined): string {
  return `${number(amount)}${spread === undefined ? "" : ` ± ${number(spread)}`} ${unit}`;
}

/** Three digits that count, and no exponent. */
function number(amount: number): string {
  if (amount === 0) return "0";
  if (Math.abs(amount) >= 100) return Math.round(amount).toLocaleString("en");
  return amount.toFixed(Math.max(0, 2 - Math.floor(Math.log10(Math.abs(amount)))));
}
