/**
 * What is measured, as others read it: medians side by side, and how far apart the rounds were.
 *
 * @module
 */
/** One measured figure: ours beside a peer's. */
export interface Figure {
  readonly name: string;
  readonly ours: number;
  readonly peer: number;
  readonly peerName: string;
  readonly ratio: number;
  readonly unit: string;
  /** The largest ratio that is wanted. Absent where a figure only informs. */
  readonly aim?: number;
  /** Median absolute deviations of ours and the peer's. Absent where nothing varies. */
  readonly spread?: readonly [ours: number, peer: number];
  readonly note?: string;
}

/** What a figure is, before it is measured. */
export type FigureHead = Pick<Figure, "name" | "peerName" | "unit" | "aim" | "note">;

/** What one contestant measured in one round, by name. */
export type Sample = Readonly<Record<string, number>>;

/** The rounds of one contestant. */
export class Rounds {
  readonly #samples: readonly Sample[];

  constructor(samples: readonly Sample[]) {
    this.#samples = samples;
  }

  /** Every value of a quantity. */
  values(quantity: string): readonly number[] {
    return this.#samples.map((sample) => sample[quantity] ?? Number.NaN);
  }

  /** The same rounds with every value so many times as large: to hold a tenth of the work against the whole. */
  times(factor: number): Rounds {
    return new Rounds(
      this.#samples.map((sample) =>
        Object.fromEntries(Object.entries(sample).map(([quantity, value]) => [quantity, value * factor])),
      ),
    );
  }
}

/** Puts the rounds of two contestants beside each other; `per` divides both, for figures per document. */
export function beside(head: FigureHead, quantity: string, ours: Rounds, peer: Rounds, per = 1): Figure {
  const [mine, other] = [ours, peer].map((each) => each.values(quantity).map((value) => value / per)) as [
    number[],
    number[],
  ];
  const [oursMedian, peerMedian] = [median(mine), median(other)];
  return {
    ...head,
    ours: oursMedian,
    peer: peerMedian,
    ratio: oursMedian / peerMedian,
    spread: [deviation(mine), deviation(other)],
  };
}

/**
 * The same for time. The note also has the ratio of processor time: it hardly changes with what else the machine does, so it
 * tells on a busy machine whether the ratio of time is to be believed.
 */
export function timeBeside(head: FigureHead, ours: Rounds, peer: Rounds, per = 1): Figure {
  const processor = `processor time ${beside(head, "cpu", ours, peer).ratio.toPrecision(3)}`;
  const note = head.note === undefined ? processor : `${head.note}; ${processor}`;
  return { ...beside(head, "ms", ours, peer, per), note };
}

/** Milliseconds beside the most that is wanted. */
export function atMost(name: string, most: number, rounds: Rounds): Figure {
  const times = rounds.values("ms");
  const ours = median(times);
  const peerName = `the most that is wanted: ${most} ms`;
  return { name, ours, peer: most, peerName, ratio: ours / most, unit: "ms", aim: 1, spread: [deviation(times), 0] };
}

/** The largest memory of all rounds beside the most that is wanted, in megabytes. */
export function peakAtMost(name: string, most: number, rounds: Rounds): Figure {
  const ours = Math.max(...rounds.values("peak"));
  const peerName = `the most that is wanted: ${most} MB`;
  return { name: `${name}, peak memory`, ours, peer: most, peerName, ratio: ours / most, unit: "MB", aim: 1 };
}

/** Hands a figure to the process that runs the benchmarks. */
export function report(figure: Figure): void {
  process.stdout.write(`${JSON.stringify(figure)}\n`);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The median absolute deviation: half of the rounds are closer to the median than this. */
function deviation(values: readonly number[]): number {
  const centre = median(values);
  return median(values.map((value) => Math.abs(value - centre)));
}
